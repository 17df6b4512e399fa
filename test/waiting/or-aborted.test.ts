import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { orAborted } from "../../src/waiting/or-aborted.ts";

const never = new Promise<never>(() => {});

test("what the promise gives is given, and the signal is let go of", async () => {
  const { signal } = new AbortController();
  expect(await orAborted(Promise.resolve(3), signal)).toBe(3);
  await expect(orAborted(Promise.reject(new Error("lost")), signal)).rejects.toThrow("lost");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a signal ends the waiting, with its reason or the one that was asked for", async () => {
  const stop = new AbortController();
  const own = orAborted(never, stop.signal, () => new Error("stopped by hand"));
  const plain = orAborted(never, stop.signal);
  stop.abort(new Error("enough"));
  await expect(own).rejects.toThrow("stopped by hand");
  await expect(plain).rejects.toThrow("enough");
  await expect(orAborted(never, stop.signal)).rejects.toThrow("enough");
});
