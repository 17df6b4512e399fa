import { expect, test } from "vitest";
import type { SummaryProgress } from "../../../src/core/types.ts";
import { progressInWords } from "../../../src/text/progress-in-words.ts";

test("progress is told in words, in both languages", () => {
  const reading: SummaryProgress = { step: "reading", done: 6, of: 23, remainingMs: 48_200 };
  expect(progressInWords(reading, "en")).toBe("chunk 7 of 23, about 50 s");
  expect(progressInWords(reading, "ko")).toBe("읽는 중 23개 중 7번째 부분, 약 50초 남았어요");
  expect(progressInWords({ step: "reading", done: 0 }, "en")).toBe("chunk 1");
  expect(progressInWords({ step: "reading", done: 0 }, "ko")).toBe("읽는 중 1번째 부분");
  expect(progressInWords({ step: "merging", done: 2, of: 2, remainingMs: 0 }, "en")).toBe(
    "joining 2 of 2, about 1 s",
  );
  expect(progressInWords({ ...reading, remainingMs: 200_000 }, "en")).toBe("chunk 7 of 23, about 3 min");
});
