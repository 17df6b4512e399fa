/**
 * The Korean particle that fits the word before it: `closed` after a final consonant (`과`, `을`, `으로`), `open`
 * after a vowel (`와`, `를`, `로`). Words that do not end in Hangul are taken by their last Latin letter.
 */
export function particle(word: string, closed: string, open: string): string {
  const last = [...word.trim()].at(-1) ?? "";
  const syllable = (last.codePointAt(0) ?? 0) - 0xac00;
  if (syllable >= 0 && syllable < 11_172) {
    const final = syllable % 28;
    // 으로 is the exception: after ㄹ (the eighth final consonant) it is 로.
    return final === 0 || (final === 8 && open === "로") ? open : closed;
  }
  return /[bcdfghjkmnpqtvxz013678]/i.test(last) ? closed : open;
}
