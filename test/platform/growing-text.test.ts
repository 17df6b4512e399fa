import { afterEach, describe, expect, test, vi } from "vitest";
import { createGrowingText } from "../../src/platform/growing-text.ts";

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

  test("plans nothing more when it ends while an edit is under way", async () => {
    const under = Promise.withResolvers<void>();
    const after = vi.fn(() => () => {});
    const growing = createGrowingText(
      () => 1_000,
      () => under.promise,
      () => {},
      after,
    );
    const shown = growing.show("a");
    growing.end();
    under.resolve();
    await shown;
    expect(after).not.toHaveBeenCalled();
  });
});
