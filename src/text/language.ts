/** The languages told apart; the same as the core's `Locale`, which this room may not import. */
type Language = "en" | "ko";

/** The beginning of a text tells its language. */
const maxChars = 2000;
const fencedCode = /(```|~~~)[\s\S]*?(?:\1|$)/g;
const inlineCode = /`[^`\n]*`/g;
/** Links, and what stands after an `@`, `#` or `/` of its own: mentions, channels, paths. */
const address = /\b[a-z][a-z0-9+.-]{0,31}:\/\/\S+|(?<![\p{L}\p{N}])[@#/][\w./-]+/giu;
const unspaced = /\S+/g;

/** A Hangul syllable carries about as much as this many Latin letters. */
const lettersPerSyllable = 2;
/** Korean from this share on: "배포 pipeline이 failed", but not "What did 김민수 say about it?". */
const koreanShare = 0.3;

/**
 * The language in which to speak to whoever wrote `text`, by its script: the share of Hangul among
 * its letters, outside code, addresses and mentions. `fallback` when it has no letters of either.
 */
export function detectLocale(text: string, fallback: Language): Language {
  const words = text
    .slice(0, maxChars)
    .normalize("NFC")
    .replace(fencedCode, " ")
    .replace(inlineCode, " ")
    .replace(unspaced, (run) => (isMailAddress(run) ? " " : run))
    .replace(address, " ");
  const korean = (words.match(/\p{Script=Hangul}/gu)?.length ?? 0) * lettersPerSyllable;
  const latin = words.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (korean + latin === 0) return fallback;
  return korean / (korean + latin) >= koreanShare ? "ko" : "en";
}

/** The language to speak to whoever wrote a text: Korean to whoever writes it, otherwise that of their own client. */
export function localeFor(text: string, client: Language = "en"): Language {
  return detectLocale(text, client) === "ko" ? "ko" : client;
}

/** Something, an `@`, something with a dot inside. Looked for by hand: as a pattern it takes cubic time on `@@@…`. */
function isMailAddress(run: string): boolean {
  const at = run.indexOf("@", 1);
  return at > 0 && run.lastIndexOf(".", run.length - 2) > at + 1;
}
