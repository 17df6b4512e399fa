import { expect, test, vi } from "vitest";
import { createStatusBoard } from "../../src/platform/status-board.ts";

const EVERY_MS = 30;

function board() {
  const shown: string[] = [];
  const at: number[] = [];
  const failed = vi.fn();
  const show = (text: string) => async () => {
    shown.push(text);
    at.push(performance.now());
  };
  return { ...createStatusBoard(EVERY_MS, failed), shown, at, failed, text: show };
}

test("statuses are shown one after the other, at a pace; of a question, only the newest", async () => {
  const { show, text, shown, at } = board();
  show("1", text("1 first"));
  show("2", text("2 first"));
  show("2", text("2 second"));
  show("3", text("3 first"));
  await vi.waitFor(() => expect(shown).toEqual(["1 first", "2 second", "3 first"]));
  // Timers may be a little early.
  expect(at[2]! - at[0]!).toBeGreaterThan(2 * EVERY_MS - 5);
});

test("what does not matter any more is not shown, and what failed holds up nothing", async () => {
  const { show, drop, text, shown, failed } = board();
  show("1", () => Promise.reject(new Error("no")));
  show("2", text("2"));
  show("3", text("3"));
  drop("2");
  await vi.waitFor(() => expect(shown).toEqual(["3"]));
  expect(failed).toHaveBeenCalledExactlyOnceWith(new Error("no"));
});

test("after the stop, nothing that waited is shown", async () => {
  const { show, stop, text, shown } = board();
  show("1", text("1"));
  show("2", text("2"));
  stop();
  show("3", text("3"));
  await vi.waitFor(() => expect(shown).toEqual(["1", "3"]));
});
