import { expect, test, vi } from "vitest";
import type { Logger } from "../../src/core/ports/logger.ts";
import { createTellOnce } from "../../src/platform/tell-once.ts";
import { openStore } from "../../src/store/index.ts";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

async function telling(say = vi.fn(async (_person: string, _text: string) => {})) {
  let now = 0;
  const warn = vi.fn();
  const log: Logger = { debug() {}, info() {}, warn, error() {} };
  const store = await openStore("memory:", { dataFolder: "/nowhere", now: () => now, log });
  const tell = createTellOnce({ platform: "fake", store, say, log });
  return { tell, say, warn, wait: (ms: number) => (now += ms) };
}
const trouble = { key: "scope x", remedy: "click there", person: { id: "U1", text: "I lack x" } };

test("a trouble is told once a week, in the log and to who ran into it", async () => {
  const { tell, say, warn, wait } = await telling();
  await Promise.all([tell(trouble), tell(trouble)]);
  await tell(trouble);
  expect(say.mock.calls).toEqual([["U1", "I lack x"]]);
  expect(warn.mock.calls).toEqual([
    [{ trouble: "scope x", remedy: "click there" }, "fake needs somebody's help"],
  ]);
  wait(WEEK_MS + 1);
  await tell(trouble);
  expect(say).toHaveBeenCalledTimes(2);
});

test("another trouble is told beside it, and who takes no messages is left to the log", async () => {
  const { tell, warn } = await telling(vi.fn().mockRejectedValue(new Error("closed")));
  await tell(trouble);
  await tell({ key: "other", remedy: "elsewhere" });
  expect(warn).toHaveBeenCalledTimes(2);
});
