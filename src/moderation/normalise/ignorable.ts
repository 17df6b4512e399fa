/** Characters that show nothing or only change how their neighbour looks: marks, fillers, joiners, tags, controls of direction. */
const unseen =
  /^(?:[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\u115f\u1160\u3164\uffa0\u180e]|[\u{1f3fb}-\u{1f3ff}])$/u;

/** Whether a code point is dropped before anything is read. Skin tones are not asked about: emoji are read before. */
export function isIgnorable(codePoint: number): boolean {
  return unseen.test(String.fromCodePoint(codePoint));
}
