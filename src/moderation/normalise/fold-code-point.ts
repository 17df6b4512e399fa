import { confusables } from "./confusables.ts";
import { isIgnorable } from "./ignorable.ts";
import { toCompatibilityJamo } from "./jamo.ts";

const lookAlikes = new Map<number, string>();
for (const [letters, chars] of Object.entries(confusables)) {
  for (const char of chars) lookAlikes.set(char.codePointAt(0) as number, letters);
}

/** Letters on black squares and discs, which have no compatibility decomposition. */
const enclosed = [0x1f150, 0x1f170];
const quotes: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "‛": "'",
  "′": "'",
  "`": "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "″": '"',
  "«": '"',
  "»": '"',
  "「": '"',
  "」": '"',
  "『": '"',
  "』": '"',
};
const marks = /\p{M}/gu;

/** Enough for what people write; a text made of every character there is must not fill the memory. */
const maxKept = 8192;
const kept = new Map<number, string>();

/**
 * What a reader takes a code point for: lower case, compatibility forms resolved (NFKD), marks and what cannot be seen
 * dropped (""), look-alikes of Latin letters made Latin, jamo of every kind made compatibility jamo.
 */
export function foldCodePoint(codePoint: number): string {
  const known = kept.get(codePoint);
  if (known !== undefined) return known;
  const folded = fold(codePoint);
  if (kept.size < maxKept) kept.set(codePoint, folded);
  return folded;
}

function fold(codePoint: number): string {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return "\ufffd";
  const direct = lookAlikes.get(codePoint);
  if (direct !== undefined) return direct;
  for (const first of enclosed) {
    if (codePoint >= first && codePoint < first + 26) return String.fromCharCode(97 + codePoint - first);
  }
  if (isIgnorable(codePoint)) return "";
  const char = String.fromCodePoint(codePoint);
  let folded = "";
  for (const part of char.normalize("NFKD").replace(marks, "").toLowerCase().normalize("NFKD")) {
    const at = part.codePointAt(0) as number;
    const jamo = toCompatibilityJamo(at);
    if (jamo !== 0) folded += String.fromCharCode(jamo);
    else if (!isIgnorable(at)) folded += quotes[part] ?? lookAlikes.get(at) ?? part;
  }
  return folded;
}
