/**
 * Text as it may be stored and shown: line ends of every kind are `\n` (Unicode Standard, section 5.8), control characters (Unicode category Cc) other than
 * line feed and tab are gone, and lone surrogates, which UTF-8 cannot say, are U+FFFD.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "");
}
