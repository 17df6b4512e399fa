import { neutraliseControlTokens } from "../../text/control-tokens.ts";

/** What cannot be seen, or only changes how its neighbours look: white space aside, nothing of it bears on what is said. */
const UNSEEN =
  /\p{Cc}|\p{Cf}|\u034F|[\u115F\u1160\u3164\uFFA0]|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/** Names of speakers and fields in the formats of prompts/guard and in what models commonly see. */
const SPEAKERS =
  /^\s*[#*>-]*\s*(?:user|agent|assistant|system|human|person|bot|ai|task|question|answer|safety|categories|step \d+)\s*:/i;
/** The marks between which a conversation stands. */
const MARKS = /<\s*\/?\s*(?:begin|end)\b/i;
const ANGLES: Readonly<Record<string, string>> = {
  "<": "(",
  ">": ")",
  "＜": "(",
  "＞": ")",
  "﹤": "(",
  "﹥": ")",
};

/**
 * A text of a person's so that it stays within its place in a guard's prompt: no control mark of any model family, nothing unseen,
 * no empty line (that is what parts speakers), no line that begins like another speaker's, no mark that ends the conversation. What
 * it says stays as it is. The model's own process sees to its control tokens again, by its vocabulary.
 */
export function slotText(text: string): string {
  const lines = text
    .toWellFormed()
    .replace(LINE_ENDS, "\n")
    .split("\n")
    .map((line) => heldLine(line.replaceAll("\t", " ").replace(UNSEEN, "")))
    .filter((line) => line.trim() !== "");
  return neutraliseControlTokens(lines.join("\n").trim());
}

/** Full-width and other forms of the same letters are compared as what they look like, but left as they are. */
function heldLine(line: string): string {
  const plain = line.normalize("NFKC");
  const unmarked = MARKS.test(plain)
    ? line.replace(/[<>＜＞﹤﹥]/g, (angle) => ANGLES[angle] ?? angle)
    : line;
  return SPEAKERS.test(plain) ? `| ${unmarked}` : unmarked;
}
