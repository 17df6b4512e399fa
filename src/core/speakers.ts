export { speakerName, spokenBy, spokenText } from "../text/spoken.ts";

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
