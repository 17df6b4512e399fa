import { neutraliseControlTokens } from "../text/control-tokens.ts";

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

/** Korean particles and forms of address that are written right behind a name. */
const PARTICLE = /^(?:야|아|님|씨|에게|한테|께)(?=[\s,.:;!?，：]|$)/u;

/** The text without the mention of Maru that it begins with. A longer name ("@Marunouchi") is no mention of Maru. */
export function withoutOwnMention(text: string, selfName: string): string {
  const start = text.trim();
  if (!start.toLowerCase().startsWith(`@${selfName.toLowerCase()}`)) return start;
  const rest = start.slice(selfName.length + 1);
  if (/^[\p{L}\p{N}_]/u.test(rest) && !/^\p{Script=Hangul}/u.test(rest)) return start;
  return rest
    .replace(PARTICLE, "")
    .replace(/^[\s,:;，：]+/u, "")
    .trim();
}
