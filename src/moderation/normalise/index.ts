/** Undoes what hides words, and knows where each character of the result stands in the original. */
export { DIGIT, FOREIGN, HANGUL, JAMO, kindOf, LETTER, SPACE } from "./char-kind.ts";
export { emojiMeanings } from "./emoji-meanings.ts";
export { isInitial, isVowel, partsOf, syllableFrom, syllableOf, withFinal } from "./jamo.ts";
export { typedInHangul } from "./keyboard.ts";
export { makePlain } from "./make-plain.ts";
export { append, createTextBuffer, reserve, type TextBuffer, textOf } from "./text-buffer.ts";
