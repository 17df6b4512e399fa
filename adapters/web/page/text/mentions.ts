/** Where a text names somebody, as UTF-16 offsets; `name` is spelled as the person is called. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Particles and forms of address that Korean puts right behind a name. */
const AFTER_HANGUL =
  /^(?:님|씨|군|양|쌤|들|야|아|이|가|은|는|을|를|에|의|와|과|랑|도|만|로|으로|한테|께|하고|부터|까지|보다|처럼|같|요|여)/u;

/**
 * Finds `@Name` of the names given, longest name first and without regard to case, by the rules of the server's
 * mentions: not right behind a word or a sign of an address (`a@maru`), and the name must end there (`@marus` is
 * another one). Hangul may follow a name of another script (`@maru야`), and a particle a Hangul name (`@민수야`).
 */
export function findMentions(text: string, names: readonly string[]): readonly Mention[] {
  if (!text.includes("@")) return [];
  const longestFirst = [...names].filter((name) => name !== "").sort((a, b) => b.length - a.length);
  const found: Mention[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (!mayBegin(text, at)) continue;
    const name = longestFirst.find((candidate) => isNamed(text, at + 1, candidate));
    if (name !== undefined) found.push({ start: at, end: at + 1 + name.length, name });
  }
  return found;
}

function mayBegin(text: string, at: number): boolean {
  return !/[\p{L}\p{N}_.+/:@=&%~-]$/u.test(text.slice(Math.max(0, at - 2), at)) || isHangul(text[at - 1]);
}

function isNamed(text: string, at: number, name: string): boolean {
  const here = text.slice(at, at + name.length);
  if (here.toLowerCase() !== name.toLowerCase()) return false;
  const rest = text.slice(at + name.length, at + name.length + 4);
  if (isHangul(rest[0])) return isHangul(name.at(-1)) ? AFTER_HANGUL.test(rest) : true;
  return !/^(?:[\p{L}\p{N}\p{M}_]|[.@-]+[\p{L}\p{N}_])/u.test(rest);
}

const isHangul = (character: string | undefined) =>
  character !== undefined && /\p{Script=Hangul}/u.test(character);

/** Whether a message's Markdown names the person, code left aside. */
export function namesPerson(markdown: string, name: string): boolean {
  return findMentions(withoutCode(markdown), [name]).length > 0;
}

function withoutCode(markdown: string): string {
  return markdown.replace(/(`{3,})[\s\S]*?(?:\1|$)|(`+)(?!`)[^\n]*?\2/g, " ");
}
