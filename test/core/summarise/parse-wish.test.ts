import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asksForSummary, wishIn, wishOf } from "../../../src/core/summarise/parse-wish.ts";
import { momentSince } from "../../../src/core/summarise/since.ts";
import { momentUntil } from "../../../src/core/summarise/until.ts";

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
    ["summarise from 9:30", { since: { clock: 570 } }],
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
    ["sum this up", {}],
    ["summarise the discussion above", {}],
    ["TL;DR please 🙏🏽", {}],
    ["요약해 주실래요?", {}],
    ["이 대화 정리 좀 해줘", {}],
    ["요약해봐", {}],
    ["여기까지 대화요약 부탁드려요~", {}],
    ["요약해서 보여 주세요", {}],
    ["오늘부터 무슨 얘기 했는지 요약 부탁!", { since: { daysAgo: 0 } }],
    ["What's the tl;dr of this thread?", { scope: "thread" }],
    ["어제부터 채널 요약해줘", { scope: "place", since: { daysAgo: 1 } }],
    ["write a recap of the channel", { scope: "place" }],
    ["지금까지 나온 얘기 요약 부탁드려요".normalize("NFD"), { until: { agoMs: 0 } }],
  ])("%s", (text, wish) => {
    expect(wishIn(text)).toEqual({ wish: { ...summarise, ...wish } });
  });

  test.each([
    ["summarise 20", { last: 20 }],
    ["summarise last twenty messages", { last: 20 }],
    ["최근 메시지 스무 개 요약해줘", { last: 20 }],
    ["summarise the last two days", { since: { agoMs: 48 * HOUR_MS } }],
    ["summarise the past few hours", { since: { agoMs: 3 * HOUR_MS } }],
    ["summarise half an hour", { since: { agoMs: HOUR_MS / 2 } }],
    ["이틀 전부터 요약해줘", { since: { agoMs: 48 * HOUR_MS } }],
    ["summarise since 9am", { since: { clock: 540, half: true } }],
    ["summarise since noon", { since: { clock: 720 } }],
    ["오후 세 시부터 요약해줘", { since: { clock: 900, half: true } }],
    ["summarise since Nov 20", { since: { month: 11, day: 20 } }],
    ["summarise since the 20th of November, 2025", { since: { year: 2025, month: 11, day: 20 } }],
    ["summarise since last week", { since: { weeksAgo: 1 } }],
    ["summarise last Friday at 3pm", { since: { weekday: 5, minutes: 900 } }],
    ["09시 30분부터 요약해줘", { since: { clock: 570 } }],
    ["어제 밤 9시부터 요약해줘", { since: { daysAgo: 1, minutes: 1260 } }],
    ["어제 밤 12시부터 요약해줘", { since: { daysAgo: 1, minutes: 0 } }],
    ["어제 0시 반부터 요약해줘", { since: { daysAgo: 1, minutes: 30 } }],
    ["지난주 월요일부터 요약해줘", { since: { weekday: 1, weeksAgo: 1 } }],
    ["summarise last night", { since: { daysAgo: 1, minutes: 1020 } }],
  ])("numbers, times and dates may be put in many ways: %s", (text, wish) => {
    expect(wishIn(text)).toEqual({ wish: { ...summarise, ...wish } });
  });

  test.each([
    ["summarise yesterday", { daysAgo: 1 }],
    ["summarise yesterday's discussion", { daysAgo: 1 }],
    ["어제 요약해줘", { daysAgo: 1 }],
    ["summarise last Friday", { weekday: 5 }],
    ["summarise last week", { weeksAgo: 1 }],
    ["지난주 요약", { weeksAgo: 1 }],
    ["summarise last month", { monthsAgo: 1 }],
    ["지난달 요약해줘", { monthsAgo: 1 }],
    ["summarise in November", { month: 11 }],
    ["11월 3일 요약", { month: 11, day: 3 }],
  ])("a day, a week or a month alone has an end: %s", (text, day) => {
    expect(wishIn(text)).toEqual({ wish: { ...summarise, since: day, until: day } });
  });

  test.each([
    ["summarise until yesterday", undefined, { daysAgo: 1 }],
    ["어제까지 요약해줘", undefined, { daysAgo: 1 }],
    ["summarise before Friday", undefined, { weekday: 5, minutes: 0 }],
    ["summarise from Monday to Wednesday", { weekday: 1 }, { weekday: 3 }],
    ["summarise since Monday until 5 pm", { weekday: 1 }, { clock: 1020, half: true }],
    ["summarise from 3 to 5 pm", { clock: 900 }, { clock: 1020, half: true }],
    ["summarise between 9 and 17:30", { clock: 540 }, { clock: 1050 }],
    ["summarise yesterday from 9 to 12", { daysAgo: 1, minutes: 540 }, { clock: 720 }],
    ["어제 9시부터 12시까지 요약해줘", { daysAgo: 1, minutes: 540 }, { clock: 720 }],
    ["11월 3일부터 5일 전까지 요약", { month: 11, day: 3 }, { agoMs: 120 * HOUR_MS }],
    [
      "summarise 2026-11-01 - 2026-11-05",
      { year: 2026, month: 11, day: 1 },
      { year: 2026, month: 11, day: 5 },
    ],
  ])("an end may be named: %s", (text, since, until) => {
    expect(wishIn(text)).toEqual({ wish: { ...summarise, ...(since && { since }), until } });
  });

  test.each([
    ["summarise in one sentence", "short"],
    ["summarise in 3 bullet points", "short"],
    ["summarise in ten lines", "medium"],
    ["summarise in two paragraphs", "medium"],
    ["summarise in at most 500 words", "long"],
    ["세 줄 요약", "short"],
    ["세줄요약", "short"],
    ["3줄로 요약해줘", "short"],
    ["열 문장 정도로 요약해 주세요", "medium"],
    ["1500자로 요약해줘", "long"],
  ])("a length in numbers is the nearest one that there is: %s", (text, length) => {
    expect(wishIn(text)).toEqual({ wish: { ...summarise, length } });
  });

  test.each([
    ["summarise in German", ["in German"]],
    ["summarise decisions", ["decisions"]],
    ["summarise only the decisions and action items, short", ["only the decisions and action items"]],
    ["summarise in a table, without names", ["in a table, without names"]],
    ["할 일 정리해줘", ["할 일"]],
    ["일본어로 결정 사항만 요약해줘", ["일본어로 결정 사항만"]],
    ["summarise this thread nicely", ["nicely"]],
    ["summarise the last 50 messages about cats", ["about cats"]],
    ["이 스레드 귀엽게 요약해줘", ["귀엽게"]],
    ["summarise all messages by Ann", ["by Ann"]],
    ["summarise since yesterday what Ann said", ["what Ann said"]],
    ["어제부터 예산 이야기 요약해줘", ["예산 이야기"]],
  ])("what a summary cannot do is left out, and named: %s", (text, leftOut) => {
    expect(wishIn(text)).toMatchObject({ wish: { ...summarise, leftOut } });
  });

  test.each([
    ["summarise #General.", "#General"],
    ["#잡담에서 어제부터 요약해줘", "#잡담"],
    ["summarise the Random channel since yesterday", "Random"],
    ["summarise what was said about cats in #random", "#random"],
    ["#잡담 채널 요약해줘", "#잡담"],
    ["잡담 채널 요약해줘", "잡담"],
    ["summarise all channels", "all channels"],
  ])("another channel is none that can be summarised here: %s", (text, elsewhere) => {
    expect(wishIn(text)).toEqual({ ...summarise, elsewhere });
  });

  test.each([
    ["summarise since 25:99", "since 25:99"],
    ["summarise since the big bang", "since the big bang"],
    ["25시부터 요약해줘", "25시부터 요약해줘"],
  ])("what was meant as a time and is none is told: %s", (text, notUnderstood) => {
    expect(wishIn(text)).toEqual({ notUnderstood });
  });

  test.each([
    "catch up",
    "놓친 거 있어?",
    "뭐 놓쳤어요?",
    "내가 없는 동안 무슨 일 있었어?",
    "what happened while I was away?",
    "Catch me up",
    "what did I miss?",
    "따라잡기",
    "놓친 대화 알려줘",
    "못 본 거 요약해줘",
  ])("%s", (text) => {
    expect(wishIn(text)).toEqual({ wish: { command: "catchup" } });
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
    expect(wishIn(text)).toMatchObject({ wish: { ...summarise, from } });
  });
});

test.each([
  "",
  "hello",
  "yesterday",
  "summarise the history of Rome",
  "summarise this: the meeting is at nine",
  "고양이 요약해줘",
  "이순신 요약해줘",
  "요약 발표 자료 만들어줘",
  "summarise what Ann thinks of the budget",
  "summarise yesterday's match",
  "summarise 20 books",
  "summarise the news since Monday",
  "summarise the last 100 books",
  "summarise PR 42",
  "summarise issue #42",
  "어제 회의 내용 정리해줘",
  "summarise the marketing channel strategy",
  "write a script that posts a recap of the last 3 days in this thread",
  "이 스레드 요약 발표 자료 만들어줘",
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

test("behind a command of the platform, another channel and what cannot be done are known as well", () => {
  expect(wishOf("catchup", "in #random")).toEqual({ command: "catchup", elsewhere: "#random" });
  expect(wishOf("summarise", "in French")).toEqual({ wish: { ...summarise, leftOut: ["in French"] } });
});

test("behind a command of the platform, what is not understood is named from its first word on", () => {
  expect(wishOf("summarise", "since yesterday the cats")).toEqual({ notUnderstood: "cats" });
});

test.each([
  ["summarise what Ann thinks of it", true],
  ["이 책 요약해줘", true],
  ["요약 발표 자료 만들어줘", false],
  ["we have a summary of the meeting", false],
])("whether %s asks for a summary of anything: %s", (text, asks) => {
  expect(asksForSummary(text)).toBe(asks);
});

const pieces = fc.constantFrom(
  ..."since|until|from|to|the|last|in|9|:|12:30|2026-01-31|0000-02-30|999999|months|-|pm|Monday|of|two|messages|#|channel|https://a.example/|<|[x](|점|어제|부터|까지|요약해줘|오전|시|지난|주|İ|🙏|\u0000|\ud800| |  |\n|only|decisions|and".split(
    "|",
  ),
);
const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 600 }),
  fc.array(pieces, { maxLength: 60 }).map((found) => `summarise ${found.join(" ")}`),
  fc.array(pieces, { maxLength: 100 }).map((found) => `${found.join("")}요약해줘`),
);

test("no text makes reading fail, nor what it says of times", () => {
  const now = Date.UTC(2026, 10, 22);
  let wishes = 0;
  void fc.assert(
    fc.property(anything, (text) => {
      asksForSummary(text);
      for (const parsed of [wishIn(text), wishOf("summarise", text)]) {
        if (!parsed || !("wish" in parsed)) continue;
        wishes += 1;
        const { since, until } = parsed.wish;
        const sinceMs = since && momentSince(since, now, "Asia/Seoul");
        const untilMs = until && momentUntil(until, now, "Asia/Seoul", sinceMs);
        for (const moment of [sinceMs, untilMs])
          if (moment !== undefined) expect(new Date(moment).toISOString()).toContain("T");
      }
    }),
    { numRuns: 200 },
  );
  expect(wishes).toBeGreaterThan(5);
});

test.each([
  "a ",
  "요약 ",
  "since ",
  "9",
  "9 ",
  "on last this ",
  "only the ",
  "at most ",
  "https://",
  "[x](",
  "#a",
  "놓친 뭐 ",
  "unknown ",
  "11월 ",
  " ",
])("the longest text that can be a wish is read at once, and a longer one not at all: of %j", (piece) => {
  const took = (text: string) => {
    const startedAt = performance.now();
    wishIn(text);
    return performance.now() - startedAt;
  };
  for (const text of [
    `summarise ${piece.repeat(500)}`.slice(0, 500),
    `${piece.repeat(500).slice(0, 490)} 요약해줘`,
  ]) {
    took(text);
    expect(Math.min(took(text), took(text), took(text))).toBeLessThan(40);
    const tooLong = text.repeat(400);
    expect(Math.min(took(tooLong), took(tooLong), took(tooLong))).toBeLessThan(1);
  }
});
