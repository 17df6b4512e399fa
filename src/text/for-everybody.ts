/**
 * What people write for "show it to everybody here", as sources of patterns for text in lower case: `english` and `korean`. Where a word
 * ends is for whoever uses them to say.
 */
export const FOR_EVERYBODY = {
  english: "(?:shared?|public(?:ly)?|in public|for (?:everyone|everybody|all)(?: to see)?)",
  korean: "(?:모두(?:에게|한테|가)?|다 ?같이|공개(?:로)?|공유(?:로|해서)?)(?: 보이게| 볼 ?수 ?있게| 보게)?",
} as const;

/** An address with what belongs to it: the words in there are nobody's wish. */
const LINK = String.raw`<https?://[^\s<>]*>|\[[^[\]\n]*\]\(https?://[^\s()]*\)|https?://\S*`;

/** A link; or the words, which stand for themselves between spaces, with the punctuation behind them. */
const FOUND = new RegExp(
  String.raw`${LINK}|(?<!\S)(?<wish>${FOR_EVERYBODY.english}|${FOR_EVERYBODY.korean})[.,!?]*(?!\S)`,
  "giu",
);

/** Longer ones are none of these words. Composing a long run of marks takes time that grows with its square. */
const MAX_WORD_CHARS = 64;
const composed = (word: string) => (word.length > MAX_WORD_CHARS ? word : word.normalize("NFC"));

/** Whether a text asks for something to be shown to everybody, and the text without the words that say so. */
export function readForEverybody(text: string): { readonly isShared: boolean; readonly rest: string } {
  let isShared = false;
  const rest = text.replace(/\S+/gu, composed).replace(FOUND, (found: string, wish?: string) => {
    if (wish === undefined) return found;
    isShared = true;
    return "";
  });
  return isShared ? { isShared, rest: rest.replace(/\s+/gu, " ").trim() } : { isShared, rest: text };
}
