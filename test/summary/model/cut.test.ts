import { expect, test } from "vitest";
import type { SourceMessage } from "../../../src/summary/index.ts";
import { cutOf } from "../../../src/summary/model/cut.ts";
import { ids, message } from "./parts.ts";

/** Twenty messages, a second after each other, but for what `change` says; from all of which fifteen fit. */
function cut(change: (nth: number) => Partial<SourceMessage> & { readonly pauseMs?: number }): number {
  let ms = Date.UTC(2026, 0, 5);
  const entries = Array.from({ length: 20 }, (_, at) => {
    const { pauseMs = 1000, ...rest } = change(at + 1);
    ms += pauseMs;
    const one = message(at + 1, { sentAt: new Date(ms).toISOString(), ...rest });
    return { message: one, text: one.text, part: 0, tokens: 10 };
  });
  return cutOf(entries, 15);
}

test("where nothing tells parts apart, a chunk is as full as it can be", () => {
  expect(cut(() => ({}))).toBe(15);
});

test("a pause ends a chunk, the longer the rather", () => {
  expect(cut((nth) => (nth === 12 ? { pauseMs: 20 * 60_000 } : {}))).toBe(11);
  expect(cut((nth) => (nth === 12 ? { pauseMs: 90_000 } : nth === 14 ? { pauseMs: 25 * 60_000 } : {}))).toBe(
    13,
  );
});

test("a pause early on does not make a chunk small", () => {
  expect(cut((nth) => (nth === 4 ? { pauseMs: 3 * 60 * 60_000 } : {}))).toBe(15);
});

test("messages stay with what they reply to", () => {
  expect(cut((nth) => (nth > 12 && nth < 19 ? { replyTo: ids(12)[0]! } : {}))).toBeLessThanOrEqual(12);
});

test("what fits as a whole is not cut", () => {
  expect(cutOf([{ message: message(1), text: "x", part: 0, tokens: 1 }], 15)).toBe(1);
});
