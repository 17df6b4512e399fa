import { describe, expect, test } from "vitest";
import { wishIn, wishOf } from "../../../src/core/summarise/parse-wish.ts";

const HOUR_MS = 3_600_000;
const summarise = { command: "summarise" } as const;

describe("what people write is read", () => {
  test.each([
    ["summarise", {}],
    ["Summarize this thread, please!", { scope: "thread" }],
    ["tl;dr", {}],
    ["TLDR?", {}],
    [
      "can you summarise this channel since Monday in Korean, short?",
      {
        scope: "place",
        since: { weekday: 1 },
        locale: "ko",
        length: "short",
      },
    ],
    ["summarise the last 50 messages", { last: 50 }],
    ["summarise since yesterday", { since: { daysAgo: 1 } }],
    ["summarise since yesterday at 14:30", { since: { daysAgo: 1, minutes: 870 } }],
    ["summary of the last 2 days", { since: { agoMs: 48 * HOUR_MS } }],
    ["summarise 3h", { since: { agoMs: 3 * HOUR_MS } }],
    ["summarise the last hour", { since: { agoMs: HOUR_MS } }],
    ["summarise from 9:30", { since: { daysAgo: 0, minutes: 570 } }],
    ["summarise since 2026-01-31", { since: { year: 2026, month: 1, day: 31 } }],
    ["summarise private by quoting", { audience: "author", quoting: true }],
    ["summarise in detail for everyone", { length: "long", audience: "all" }],
    ["요약", {}],
    ["이 스레드 요약해 줘", { scope: "thread" }],
    ["어제부터 짧게 요약해줘", { since: { daysAgo: 1 }, length: "short" }],
    ["최근 50개 메시지 요약해줘", { last: 50 }],
    ["지난 2일 동안 요약", { since: { agoMs: 48 * HOUR_MS } }],
    ["3시간 전부터 영어로 요약해 주세요", { since: { agoMs: 3 * HOUR_MS }, locale: "en" }],
    ["월요일부터 자세히 정리해줘", { since: { weekday: 1 }, length: "long" }],
    ["11월 3일부터 요약", { since: { month: 11, day: 3 } }],
    ["오늘 9시 30분부터 요약해줘", { since: { daysAgo: 0, minutes: 570 } }],
    ["나만 보이게 요약해줘", { audience: "author" }],
    ["인용으로 요약해줘", { quoting: true }],
  ])("%s", (text, wish) => {
    expect(wishIn(text)).toEqual({ ...summarise, ...wish });
  });

  test.each([
    "catch up",
    "Catch me up",
    "what did I miss?",
    "따라잡기",
    "놓친 대화 알려줘",
    "못 본 거 요약해줘",
  ])("%s", (text) => {
    expect(wishIn(text)).toEqual({ command: "catchup" });
  });

  test.each([
    [
      "summarise from https://X.slack.com/archives/C1/p12?thread_ts=1.2&cid=C1 long",
      "https://X.slack.com/archives/C1/p12?thread_ts=1.2&cid=C1",
    ],
    ["summarise from <https://Discord.com/channels/1/2/3>.", "https://Discord.com/channels/1/2/3"],
    ["summarise since [that](https://a.example/B)", "https://a.example/B"],
    ["https://a.example/B부터 요약해줘", "https://a.example/B"],
    ["https://a.example/B 부터 요약해줘", "https://a.example/B"],
  ])("the link keeps its case and loses what stands behind it: %s", (text, from) => {
    expect(wishIn(text)).toMatchObject({ ...summarise, from });
  });
});

test.each([
  "",
  "hello",
  "yesterday",
  "summarise the history of Rome",
  "summarise this: the meeting is at nine",
  "고양이 요약해줘",
  "요약 발표 자료 만들어줘",
  "summarise since 25:99",
  "summarise 0 messages",
  `summarise ${"please ".repeat(200)}`,
])("what says anything else is no wish: %s", (text) => {
  expect(wishIn(text)).toBeUndefined();
});

test("behind a command of the platform only what it is to be like needs to be said", () => {
  expect(wishOf("summarise", "")).toEqual({ wish: summarise });
  expect(wishOf("catchup", "since 2d")).toEqual({
    wish: { command: "catchup", since: { agoMs: 48 * HOUR_MS } },
  });
  expect(wishOf("summarise", "어제부터 요약해줘")).toEqual({ wish: { ...summarise, since: { daysAgo: 1 } } });
});

test("behind a command of the platform, what is not understood is named from its first word on", () => {
  expect(wishOf("summarise", "since yesterday the cats")).toEqual({ notUnderstood: "cats" });
});
