import { expect, onTestFinished, test } from "vitest";
import type { Store } from "../../../src/core/ports/index.ts";
import type { Place } from "../../../src/core/types.ts";
import { createPolicies, openBudgets } from "../../../src/moderation/policy/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { general, settingsOf } from "./policy-of.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const DAY_MS = 86_400_000;
const policy = { categories: { hate: { queue: { perDay: 5 } } } };

async function memory(): Promise<Store> {
  const store = await openStore("memory:", { dataFolder: ".", now: () => 0, log: silent });
  onTestFinished(() => store.close());
  return store;
}

/** A place in time, where findings come in. */
async function place(store: Store, at = { now: 0 }, where: Place = general) {
  const budgets = await openBudgets({ store, log: silent, now: () => at.now });
  const decide = createPolicies(settingsOf(policy), { budgets }).for(where).decide;
  const isQueued = (probability: number, by: "guard" | "router" = "guard") =>
    decide(
      {
        part: "text",
        categories: [],
        rules: [],
        ...(by === "guard"
          ? { guard: { probability, categories: ["hate"], codes: [] } }
          : { router: { score: probability, threshold: 0.4, labels: [], evidence: [] } }),
      },
      [],
    ).steps.includes("queue");
  /** So many findings in each of some days, spread evenly from 0 to 1; how many of each day were queued. */
  const live = (days: number, perDay: number) =>
    Array.from({ length: days }, () => {
      let queued = 0;
      for (let i = 0; i < perDay; i++) {
        at.now += DAY_MS / perDay;
        // A walk through 0 to 1 that leaves no gaps: multiples of the golden ratio.
        if (isQueued((i * 0.618034) % 1)) queued++;
      }
      return queued;
    });
  return { budgets, isQueued, live, at };
}

test("the threshold is 0.5 until three days were seen, and then what so many messages a day reach", async () => {
  const { live } = await place(await memory());
  const queued = live(30, 200);
  expect(queued[0]).toBeGreaterThan(90);
  for (const day of queued.slice(5)) expect(day).toBeGreaterThanOrEqual(3);
  for (const day of queued.slice(5)) expect(day).toBeLessThanOrEqual(12);
  const later = queued.slice(-10).reduce((sum, day) => sum + day, 0) / 10;
  expect(later).toBeGreaterThan(4);
  expect(later).toBeLessThan(8);
});

test("where little is found, nothing below a quarter is made up to fill the budget", async () => {
  const { live, isQueued } = await place(await memory());
  live(20, 4);
  expect([0.24, 0.26].map((p) => isQueued(p))).toEqual([false, true]);
});

test("a budget follows a place that changes", async () => {
  const { live } = await place(await memory());
  live(20, 20);
  const busier = live(30, 400);
  expect(busier[0]).toBeGreaterThan(20);
  expect(busier.at(-1)).toBeLessThanOrEqual(12);
});

test("what was learned is there again after a restart, for the place and for who said it", async () => {
  const store = await memory();
  const at = { now: 0 };
  const first = await place(store, at);
  first.live(20, 200);
  await first.budgets.save();
  const again = await place(store, at);
  expect([0.7, 0.999].map((p) => again.isQueued(p))).toEqual([false, true]);
  expect(again.isQueued(0.7, "router")).toBe(true);
  const elsewhere = await place(store, at, { id: "web:random", name: "random", kind: "channel" });
  expect(elsewhere.isQueued(0.7)).toBe(true);
});
