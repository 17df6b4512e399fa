import { expect, test, vi } from "vitest";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { ChatEvent } from "../../src/core/types.ts";
import { createStoreEvent } from "../../src/platform/store-event.ts";

const event: ChatEvent = { type: "deleted", id: "fake:1", message: "fake:a/1", thread: "fake:a/1" };
const log: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const storing = (deliver: () => Promise<void>, to: Logger = log) =>
  createStoreEvent({ platform: "fake", deliver, pausesMs: [1, 1], log: to });

test("what fails at first is stored at a later try", async () => {
  const deliver = vi.fn(async () => {});
  deliver.mockRejectedValueOnce(new Error("busy")).mockRejectedValueOnce(new Error("busy"));
  await storing(deliver)(event);
  expect(deliver).toHaveBeenCalledTimes(3);
});

test("between the tries the store is left alone", async () => {
  const at: number[] = [];
  const deliver = async () => {
    at.push(performance.now());
    if (at.length < 3) throw new Error("busy");
  };
  await createStoreEvent({ platform: "fake", deliver, pausesMs: [20, 40], log })(event);
  // Timers may be a little early.
  expect(at[1]! - at[0]!).toBeGreaterThan(15);
  expect(at[2]! - at[1]!).toBeGreaterThan(35);
});

test("what cannot be stored is told as the core told it, or by a plain no and in the log", async () => {
  const full = new Error("disk full");
  const error = vi.fn();
  const store = storing(() => Promise.reject(full), { ...log, error });
  await expect(store(event)).rejects.toBe(full);
  expect(error).not.toHaveBeenCalled();
  expect(await store.orNot(event)).toBe(false);
  expect(error).toHaveBeenCalledExactlyOnceWith({ event: "fake:1", err: full }, "fake event lost");
});
