/** What a code unit of folded text is to the passes that follow. */
export const OTHER = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const SPACE = 3;
/** A symbol that stands for a letter in leetspeak. */
export const SYMBOL = 4;
export const HANGUL = 5;
/** A single consonant or vowel of Hangul. */
export const JAMO = 6;
/** A letter of another script. */
export const FOREIGN = 7;

const ascii = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const text = String.fromCharCode(c);
  if (/[a-z]/i.test(text)) ascii[c] = LETTER;
  else if (/[0-9]/.test(text)) ascii[c] = DIGIT;
  else if (c <= 32 || c === 127) ascii[c] = SPACE;
  else if (/[@$!|+*]/.test(text)) ascii[c] = SYMBOL;
}

/** The kinds of the first 128 code units, for loops that meet little else. */
export const asciiKind: Readonly<Uint8Array> = ascii;

/** The kind of a code unit of folded text: there, letters of Latin script are the 26. */
export function kindOf(char: number): number {
  if (char < 128) return ascii[char] as number;
  if (char >= 0xac00 && char <= 0xd7a3) return HANGUL;
  if (char >= 0x3131 && char <= 0x3163) return JAMO;
  if (char === 0xa0 || char === 0x3000 || (char >= 0x2000 && char <= 0x200a)) return SPACE;
  if (char < 0x2000) return char >= 0xc0 ? FOREIGN : OTHER;
  if (char >= 0x3040 && char <= 0x9fff) return FOREIGN;
  return OTHER;
}
