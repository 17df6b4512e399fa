import { composeJamo } from "./compose-jamo.ts";
import { append, createTextBuffer, type TextBuffer, textOf } from "./text-buffer.ts";

/** The two-set Korean keyboard (KS X 5002): what each Latin key types. */
const keys = "ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ";
/** With the shift key, which folding of case forgets. */
const shifted: Readonly<Record<string, string>> = { ㄱ: "ㄲ", ㄷ: "ㄸ", ㅂ: "ㅃ", ㅅ: "ㅆ", ㅈ: "ㅉ" };
const joined: Readonly<Record<string, string>> = {
  ㅗㅏ: "ㅘ",
  ㅗㅐ: "ㅙ",
  ㅗㅣ: "ㅚ",
  ㅜㅓ: "ㅝ",
  ㅜㅔ: "ㅞ",
  ㅜㅣ: "ㅟ",
  ㅡㅣ: "ㅢ",
};
const scratch: TextBuffer = createTextBuffer(64);

/** The Hangul that lower-case Latin letters type where the keyboard was left in English: "tlqkf". Words of up to 64 letters; `tense`: with the shift key where it gives a tense consonant. */
export function typedInHangul(word: string, tense: "none" | "all" = "none"): string {
  scratch.length = 0;
  for (let i = 0; i < word.length && i < 64; i++) {
    const plain = keys[word.charCodeAt(i) - 97];
    if (plain === undefined) return "";
    const jamo = tense === "all" ? (shifted[plain] ?? plain) : plain;
    const before = scratch.length > 0 ? String.fromCharCode(scratch.chars[scratch.length - 1] as number) : "";
    const double = joined[before + jamo];
    if (double !== undefined) scratch.length--;
    append(scratch, (double ?? jamo).charCodeAt(0), i, i + 1);
  }
  composeJamo(scratch);
  return textOf(scratch);
}
