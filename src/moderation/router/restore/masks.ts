/** What people put for a letter that is not to be written; a point or hyphen may also only part letters. */
const latinMasks = new Set([..."*#_○●◯×•-.?@!"].map((mask) => mask.charCodeAt(0)));
const hangulMasks = new Set([..."*#_○●◯×•@^♡♥☆★xo0"].map((mask) => mask.charCodeAt(0)));

export const isMask = (char: number, besideHangul: boolean): boolean =>
  (besideHangul ? hangulMasks : latinMasks).has(char);
