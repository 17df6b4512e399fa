/** One or two letters that stand for a name: `Kim Minsu` → `KM`, `김민수` → `민수`, `bo` → `B`. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const graphemes = [...new Intl.Segmenter().segment(words[0] ?? "")].map(({ segment }) => segment);
  if (/\p{Script=Hangul}/u.test(graphemes[0] ?? "")) {
    // A Korean given name is the last two syllables; a family name alone says little.
    return graphemes.slice(-2).join("");
  }
  const second = words.length > 1 ? [...(words.at(-1) ?? "")][0] : "";
  return `${graphemes[0] ?? "?"}${second ?? ""}`.toUpperCase();
}

/** How many colours the style sheet has for people. */
const TONES = 8;

/** A person's colour by name, always the same one: 0 to 7. */
export function tone(name: string): number {
  let hash = 2_166_136_261;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) % TONES;
}
