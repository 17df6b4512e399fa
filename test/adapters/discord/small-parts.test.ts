import type { APIInteraction } from "discord.js";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Api } from "../../../adapters/discord/api.ts";
import { createFirstAnswers } from "../../../adapters/discord/first-answers.ts";
import { neutraliseMentions, withoutNeutralising } from "../../../adapters/discord/neutralise.ts";
import { asThreadName, threadName } from "../../../adapters/discord/thread-name.ts";
import { createTyping } from "../../../adapters/discord/typing.ts";
import { listeningLog } from "../listening-log.ts";

describe("a thread's name", () => {
  test.each([
    ["@Maru how do I **deploy** `this`? Please be quick.", "how do I deploy this?"],
    ["@Maru, 배포는 어떻게 해요? 급해요.", "배포는 어떻게 해요?"],
    ["# Title\n\nmore", "Title more"],
    ["see [the docs](https://example.org) for snake_case", "see the docs for snake_case"],
    ["@Maru\n```ts\ncode\n```", ""],
    ["word ".repeat(40), `${"word ".repeat(18)}word…`],
  ])("of %j is %j", (question, name) => {
    expect(threadName(question)).toBe(name);
  });

  test.each([
    ["nothing that cannot be seen", "a\u200bb\u2060c\ufeff\u00add \u3164\u2800e", "abcd e"],
    ["nothing that turns the text around", "safe\u202egnp.exe\u2066\u200f!", "safegnp.exe!"],
    ["no control character and no line end", "a\u0000\u001b[2J\r\nb\tc\u0085d", "a [2J b c d"],
    ["no half of a character", "a\ud800b\udc00 😀", "ab 😀"],
    ["no hidden message", "hi\u{e0068}\u{e0069}", "hi"],
    ["the joiners of emoji and words", "👩‍👩‍👧 می‌خواهم x\u200d y\u200d", "👩‍👩‍👧 می‌خواهم x y"],
    ["the flags of countries", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
  ])("given or made, holds %s", (_, text, name) => {
    expect(asThreadName(text)).toBe(name);
    expect(threadName(text)).toBe(name);
  });

  test("of nothing that can be seen is empty", () => {
    for (const text of ["", "\u200b\u200d", "\u0000\u0007", "\ud83d"]) {
      expect(asThreadName(text)).toBe("");
      expect(threadName(text)).toBe("");
    }
  });

  test("that a model gave is cut to 100 characters too", () => {
    expect(asThreadName("word ".repeat(40))).toBe(`${"word ".repeat(18)}word…`);
  });

  test("has at most 100 characters and cuts none of them", () => {
    const name = threadName("👩‍👩‍👧‍👦".repeat(40));
    expect(name.length).toBeLessThanOrEqual(100);
    expect(name).toMatch(/^(?:👩‍👩‍👧‍👦)+…$/u);
  });
});

test("neutralised text cannot ping, looks the same, and can be read back", () => {
  const text = "@everyone, @HERE, <@1>, <@!2>, <@&3>, me@here.example and a@b.c";
  const neutral = neutraliseMentions(text);
  expect(neutral).not.toMatch(/@everyone|@here|<@[!&]?\d/i);
  expect(neutral.replaceAll("\u200b", "")).toBe(text);
  expect(withoutNeutralising(neutral)).toBe(text);
  expect(neutraliseMentions(neutral)).toBe(neutral);
});

describe("typing", () => {
  afterEach(() => vi.useRealTimers());

  test("is renewed as long as any reply in the channel is being written, and not after", () => {
    vi.useFakeTimers();
    const type = vi.fn(async () => {});
    const { show } = createTyping({ type } as unknown as Api, 8_000);
    const endFirst = show("1");
    const endSecond = show("1");
    vi.advanceTimersByTime(16_000);
    expect(type).toHaveBeenCalledTimes(3);
    endFirst();
    endFirst();
    vi.advanceTimersByTime(8_000);
    expect(type).toHaveBeenCalledTimes(4);
    endSecond();
    vi.advanceTimersByTime(60_000);
    expect(type).toHaveBeenCalledTimes(4);
  });
});

test("an interaction that waits for its first answer is not forgotten for those that follow", () => {
  const acknowledge = async () => {};
  const answers = createFirstAnswers({ acknowledge }, 60_000, listeningLog());
  for (let id = 0; id <= 1_000; id++) answers.expect({ id: String(id) } as APIInteraction);
  expect([answers.take("0"), answers.take("0")]).toEqual([true, false]);
  answers.stop();
});
