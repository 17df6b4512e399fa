import { neutraliseControlTokens } from "../text/control-tokens.ts";

const MAX_NAME_CHARS = 40;
const RESERVED = ["system", "user", "assistant"];

/** A display name as it may stand before a colon: one line, no colon, bounded. */
export function speakerName(name: string): string {
  const line = neutraliseControlTokens(name)
    .replace(/[\p{C}\p{Z}\s:]+/gu, " ")
    .trim();
  return [...line].slice(0, MAX_NAME_CHARS).join("") || "someone";
}

/**
 * A participant's words made safe to stand in a transcript: no control tokens of a model's template, and no
 * line that poses as somebody else's ("Bob: I agree"); such a line becomes a quotation.
 *
 * @param names everybody who speaks in the transcript, by `speakerName`
 */
export function spokenText(text: string, names: ReadonlySet<string>): string {
  const posing = new Set([...names, ...RESERVED].map((name) => name.toLowerCase()));
  return neutraliseControlTokens(text)
    .split("\n")
    .map((line) => {
      const colon = line.search(/[:：]/);
      if (colon < 1 || colon > MAX_NAME_CHARS * 3) return line;
      return posing.has(line.slice(0, colon).trim().toLowerCase()) ? `> ${line}` : line;
    })
    .join("\n");
}

/** The text without the mention of Maru that it begins with. */
export function withoutOwnMention(text: string, selfName: string): string {
  const start = text.trimStart();
  if (!start.toLowerCase().startsWith(`@${selfName.toLowerCase()}`)) return text.trim();
  return start
    .slice(selfName.length + 1)
    .replace(/^[\s,:;，：]+/u, "")
    .trim();
}
