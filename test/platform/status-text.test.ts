import { expect, test } from "vitest";
import { statusText } from "../../src/platform/status-text.ts";

const said = {
  thinking: "thinks",
  loading: "loads",
  summarising: "sums up",
  queued: (before: string) => `(${before})`,
};
const words = { en: said, ko: said };

test.for([
  ["en", 1, undefined, "(1 question before yours)"],
  ["en", 3, 125_000, "(3 questions before yours, about 2 min)"],
  ["en", 2, 0, "(2 questions before yours, about 1 min)"],
  ["ko", 1, undefined, "(앞에 질문 1개가 있어요)"],
  ["ko", 3, 1_000, "(앞에 질문 3개가 있어요 (약 1분))"],
] as const)("what waits before a question is counted (%s, %d, %d ms)", ([locale, ahead, etaMs, text]) => {
  const status = { state: "queued", ahead, ...(etaMs === undefined ? {} : { etaMs }) } as const;
  expect(statusText(status, locale, words)).toBe(text);
});

test("where nothing waits before it, the platform's own words say what Maru does", () => {
  expect(statusText({ state: "loading" }, "en", words)).toBe("loads");
  expect(statusText({ state: "thinking" }, "en", words)).toBe("thinks");
  expect(statusText({ state: "summarising" }, "en", words)).toBe("sums up");
});

test("how far a summary has come stands behind that it is being made", () => {
  const status = {
    state: "summarising",
    progress: { step: "reading", done: 6, of: 23, remainingMs: 50_000 },
  } as const;
  expect(statusText(status, "en", words)).toBe("sums up (chunk 7 of 23, about 50 s)");
  expect(statusText(status, "ko", words)).toBe("sums up (읽는 중 23개 중 7번째 부분, 약 50초 남았어요)");
});
