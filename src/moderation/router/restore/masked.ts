import { HANGUL, kindOf } from "../../normalise/index.ts";

/** Names are masked out of respect for people: 김○○. These syllables begin most of them. */
const surnames = new Set([
  ..."김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용",
]);

/** Finds watched words with some of their letters masked. */
export function createMaskedReader(watched: readonly string[]) {
  const byStart = new Map<string, string[]>();
  for (const word of watched) {
    if (word.includes(" ")) continue;
    const key = `${word.length}${word[0]}`;
    const words = byStart.get(key);
    if (words === undefined) byStart.set(key, [word]);
    else words.push(word);
  }

  /** The first watched word with these letters in these places, `0` for a masked one; undefined for none. */
  return (pattern: readonly number[]): string | undefined => {
    const first = String.fromCharCode(pattern[0] as number);
    const hangul = kindOf(pattern[0] as number) === HANGUL;
    const shown = pattern.filter((char) => char !== 0).length;
    const open = pattern[pattern.length - 1] === 0;
    if (
      hangul
        ? open && shown === 1 && surnames.has(first)
        : shown < 2 || (open && shown < 3 && pattern.length > 5)
    )
      return undefined;
    return byStart
      .get(`${pattern.length}${first}`)
      ?.find((word) => pattern.every((char, i) => char === 0 || word.charCodeAt(i) === char));
  };
}
