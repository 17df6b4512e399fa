import { describe, expect, test } from "vitest";
import { detectLocale } from "../../src/text/language.ts";

describe("the language of a text", () => {
  test.each([
    "배포는 언제 하나요?",
    "배포 pipeline이 failed 났어요",
    "PR review 부탁드려요",
    "ㅋㅋㅋ",
    "`npm run deploy` 하면 이거 나와요",
    "배포는 언제 하나요?".normalize("NFD"),
  ])("is Korean: %s", (text) => {
    expect(detectLocale(text, "en")).toBe("ko");
  });

  test.each([
    "When do we deploy?",
    "What did 김민수 say about the deploy?",
    "```\n배포 스크립트입니다 여기에 있어요\n``` what does it do?",
    "Où est le café?",
  ])("is English: %s", (text) => {
    expect(detectLocale(text, "ko")).toBe("en");
  });

  test.each([
    "",
    "123 !?",
    "👍",
    "https://example.org/a",
    "@maru",
    "ann@example.org",
    "(ann@a.b),",
    "`code`",
    "これは",
  ])("is the fallback where there are no letters to tell by: %j", (text) => {
    expect(detectLocale(text, "ko")).toBe("ko");
    expect(detectLocale(text, "en")).toBe("en");
  });

  test("of a huge text is told from its beginning, at once", () => {
    const before = performance.now();
    expect(detectLocale(`배포는 언제 하나요? ${"a".repeat(3_000_000)}`.slice(0, 2_000_000), "en")).toBe("en");
    expect(detectLocale(`${"\u0301\u0327".repeat(1_000_000)}`, "ko")).toBe("ko");
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
