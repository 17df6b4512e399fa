import { afterEach, describe, expect, test, vi } from "vitest";
import type { Api } from "../../../adapters/discord/api.ts";
import { createGrowingText } from "../../../adapters/discord/growing-text.ts";
import { neutraliseMentions, withoutNeutralising } from "../../../adapters/discord/neutralise.ts";
import { threadName } from "../../../adapters/discord/thread-name.ts";
import { createTyping } from "../../../adapters/discord/typing.ts";

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

describe("a text that grows", () => {
  afterEach(() => vi.useRealTimers());

  test("is shown at once, then at the pace, always the newest, and never after its end", async () => {
    vi.useFakeTimers();
    const shown: string[] = [];
    const growing = createGrowingText(
      () => 1_000,
      async (text) => void shown.push(text),
      () => {},
    );
    for (const text of ["a", "ab", "abc"]) await growing.show(text);
    expect(shown).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(999);
    expect(shown).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(shown).toEqual(["a", "abc"]);
    await growing.show("abcd");
    growing.end();
    await vi.advanceTimersByTimeAsync(5_000);
    await growing.show("abcde");
    expect(shown).toEqual(["a", "abc"]);
  });

  test("an edit that fails is told to whoever waits for it, or noted, and the next goes on", async () => {
    vi.useFakeTimers();
    const failed = vi.fn();
    const edit = vi.fn(async (_: string) => {
      throw new Error("no");
    });
    const growing = createGrowingText(() => 10, edit, failed);
    await expect(growing.show("a")).rejects.toThrow("no");
    await growing.show("ab");
    await vi.advanceTimersByTimeAsync(10);
    expect(failed).toHaveBeenCalledTimes(1);
    await growing.show("abc");
    await vi.advanceTimersByTimeAsync(10);
    expect(edit.mock.calls.map(([text]) => text)).toEqual(["a", "ab", "abc"]);
  });
});
