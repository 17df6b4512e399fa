import { expect, test } from "vitest";
import { decodeText } from "../../src/text/decode-text.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const utf16 = (text: string, isBig = false) => {
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  return isBig ? little.swap16() : little;
};

test.each([
  ["UTF-8", Buffer.from("안녕 👋"), "안녕 👋"],
  ["UTF-8 with its mark", Buffer.from("\ufeff안녕"), "안녕"],
  ["UTF-16 as Windows writes it", utf16("안녕 👋"), "안녕 👋"],
  ["UTF-16 the other way round", utf16("hello", true), "hello"],
  ["nothing", bytes(), ""],
])("%s is read", (_, given, text) => {
  expect(decodeText(given)).toBe(text);
});

test("a character cut off at the end is left out, whatever the encoding", () => {
  const whole = Buffer.from("a한글");
  expect(decodeText(whole.subarray(0, -1))).toBe("a한");
  expect(decodeText(whole.subarray(0, -2))).toBe("a한");
  expect(decodeText(utf16("a글").subarray(0, -1))).toBe("a");
});

test.each([
  ["a stray byte", bytes(0x61, 0xff, 0x62)],
  ["EUC-KR", bytes(0xb0, 0xa1, 0xb3, 0xaa)],
  ["a zero", bytes(0x61, 0, 0x62)],
])("%s makes it no text", (_, given) => {
  expect(decodeText(given)).toBeUndefined();
});
