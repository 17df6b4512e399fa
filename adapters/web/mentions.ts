import MarkdownIt, { type Token } from "markdown-it";
import type { Mention } from "../../src/core/types.ts";

/** Finds the mentions in a message. Each one that is mentioned comes once, in the order of the text. */
export type FindMentions = (markdown: string) => readonly Mention[];

/** Stands for what is no text of the author's own (code, links): ends names and begins none. */
const OPAQUE = "\uFFFC";
const URL = /[a-z][a-z0-9+.-]{0,30}:\/\/\S+|\bwww\.\S+/giu;

/** Particles and forms of address that Korean puts right behind a name. */
const AFTER_HANGUL =
  /^(?:님|씨|군|양|쌤|들|야|아|이|가|은|는|을|를|에|의|와|과|랑|도|만|로|으로|한테|께|하고|부터|까지|보다|처럼|같|요|여)/u;

const markdownParser = new MarkdownIt({ html: false, linkify: false });
// Kept apart, an escaped `\@` is told from a plain one.
markdownParser.core.ruler.disable("text_join");

/**
 * A mention is `@Name` in plain text: not in code, a link, a URL or an e-mail address. Case does not matter. The
 * longest name that fits counts, and it must end there: no letter, digit or `_` follows, nor `.`, `-` or `@` with one of those
 * behind. Hangul may follow a name of another script (`@maru야`), and a particle a Hangul name (`@민수야`).
 */
export function createFindMentions(known: Iterable<Mention>): FindMentions {
  const byFirst = new Map<string, { readonly name: string; readonly mention: Mention }[]>();
  for (const mention of known) {
    const name = fold(mention.name);
    const first = name[0] ?? "";
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, mention }]);
  }
  for (const names of byFirst.values()) names.sort((a, b) => b.name.length - a.name.length);

  return (markdown) => {
    if (!markdown.includes("@")) return [];
    const found = new Map<string, Mention>();
    for (const text of plainTexts(markdown)) {
      for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
        if (!mayBegin(text, at)) continue;
        const names = byFirst.get(text[at + 1] ?? "") ?? [];
        const hit = names.find(({ name }) => text.startsWith(name, at + 1) && mayEnd(text, at + 1, name));
        if (hit) found.set(hit.mention.id, hit.mention);
      }
    }
    return [...found.values()];
  };
}

/** Folds case without changing what is a prefix of what, up to the few letters whose cases differ in length. */
const fold = (text: string) => text.normalize("NFC").toLowerCase();

/** Right behind a letter, a digit or a sign of an address it would be an e-mail address or a path. */
function mayBegin(text: string, at: number): boolean {
  return !/[\p{L}\p{N}_.+/:=&%~-]$/u.test(text.slice(Math.max(0, at - 2), at)) || isHangul(text[at - 1]);
}

function mayEnd(text: string, start: number, name: string): boolean {
  const rest = text.slice(start + name.length, start + name.length + 4);
  if (isHangul(rest[0])) return isHangul(name.at(-1)) ? AFTER_HANGUL.test(rest) : true;
  return !/^(?:[\p{L}\p{N}\p{M}_]|[.@-][\p{L}\p{N}_])/u.test(rest);
}

const isHangul = (character: string | undefined) =>
  character !== undefined && /\p{Script=Hangul}/u.test(character);

function plainTexts(markdown: string): string[] {
  return markdownParser
    .parse(fold(markdown), {})
    .filter((token) => token.type === "inline")
    .map((token) => plainText(token.children ?? []).replace(URL, OPAQUE));
}

function plainText(tokens: readonly Token[]): string {
  let text = "";
  let links = 0;
  for (const token of tokens) {
    if (token.type === "link_open") links += 1;
    else if (token.type === "link_close") links -= 1;
    else if (links > 0) continue;
    else if (token.type === "text") text += token.content;
    else if (token.type === "softbreak" || token.type === "hardbreak") text += "\n";
    // Emphasis has no text of its own and may stand around or inside a mention.
    else if (token.nesting === 0) text += OPAQUE;
  }
  return text;
}
