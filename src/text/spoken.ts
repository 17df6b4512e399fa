import { neutraliseControlTokens } from "./control-tokens.ts";

const MAX_NAME_CHARS = 40;
/** All that anything on the way may take for the end of a line. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/** A display name as it may stand before a colon: one line, no colon, bounded. */
export function speakerName(name: string): string {
  const line = neutraliseControlTokens(name)
    .replace(/[\p{C}\p{Z}\s:]+/gu, " ")
    .trim();
  return [...line].slice(0, MAX_NAME_CHARS).join("") || "someone";
}

/** A participant's words made safe to stand in a transcript: no control tokens of a model's template, and plain line ends. */
export function spokenText(text: string): string {
  return neutraliseControlTokens(text).split(LINE_END).join("\n");
}

/**
 * What somebody says in a transcript of several people. All lines but the first are indented, so that none can pose as
 * another speaker's ("Bob: I agree"), whatever it looks like.
 */
export function spokenBy(name: string, text: string): string {
  const [first, ...rest] = `${speakerName(name)}: ${spokenText(text)}`.split("\n");
  return [first, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}
