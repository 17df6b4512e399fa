/**
 * Text as it may be stored and shown: line ends are `\n`, control characters (Unicode category Cc) other than
 * line feed and tab are gone, and lone surrogates, which UTF-8 cannot say, are U+FFFD.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "");
}
