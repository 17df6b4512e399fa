import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/core/ports/index.ts";
import type { Place } from "../../src/core/types.ts";
import { createThresholds } from "../../src/moderation/index.ts";
import { logOddsOf, probabilityOf } from "../../src/moderation/log-odds.ts";
import type { Route } from "../../src/moderation/place-budget.ts";
import { openStore } from "../../src/store/index.ts";
import { silentLog } from "../store/silent-log.ts";

const general: Place = { id: "web:general", name: "general", kind: "channel" };
const standard = { en: 0.5, ko: 0.6 };

const memoryStore = () => openStore("memory:", { dataFolder: "/nowhere", now: Date.now, log: silentLog });

async function thresholds(
  over: Partial<Parameters<typeof createThresholds>[0]> = {},
): Promise<ReturnType<typeof createThresholds> & { store: Store }> {
  const store = over.store ?? (await memoryStore());
  const made = createThresholds({ log: silentLog, budget: 0.02, standard, weights: "w1", ...over, store });
  return { ...made, store };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Scores whose log odds are spread like a bell around `mean`. */
function bell(mean: number, spread: number, seed: number): () => number {
  const next = random(seed);
  return () => {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return probabilityOf(mean + spread * normal);
  };
}

type Routing = Awaited<ReturnType<typeof thresholds>>;

async function routes(
  routing: Routing,
  score: () => number,
  count: number,
  place = general,
): Promise<Route[]> {
  const all: Route[] = [];
  for (let at = 0; at < count; at++) all.push((await routing.route(place, "en", score())).route);
  return all;
}

const shareOf = (all: readonly Route[], wanted: Route = "guard") =>
  all.filter((route) => route === wanted).length / all.length;

describe("in a place of its own kind", () => {
  test("the share sent on comes to the budget, unless that would send on what is harmless", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -4, max: 1, noNaN: true }),
        fc.double({ min: 0.3, max: 2, noNaN: true }),
        fc.constantFrom(0.01, 0.02, 0.05, 0.2),
        fc.nat(),
        async (mean, spread, budget, seed) => {
          const routing = await thresholds({ budget });
          const score = bell(mean, spread, seed);
          await routes(routing, score, 3000);
          const seen: number[] = [];
          const all = await routes(
            routing,
            () => {
              seen.push(score());
              return seen.at(-1)!;
            },
            12_000,
          );
          const share = shareOf(all);
          // A third of the odds of .5.
          const aboveFloor = seen.filter((each) => each >= 0.25).length / seen.length;
          expect(share).toBeLessThanOrEqual(Math.min(1.25 * budget + 20 / 12_000, aboveFloor));
          expect(share).toBeGreaterThanOrEqual(Math.min(0.75 * budget, 0.95 * aboveFloor));
        },
      ),
      { numRuns: 15 },
    );
  });

  test("over any stretch no more is sent on than 1.25 times the budget and 20 messages, come what may", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 400 })), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.constantFrom(0.01, 0.02, 0.1),
        async (phases, budget) => {
          const routing = await thresholds({ budget });
          const all: Route[] = [];
          for (const [score, count] of phases) all.push(...(await routes(routing, () => score, count)));
          // The allowance of every stretch: what was sent on until its end, less what was until its beginning.
          let sent = 0;
          let least = 0;
          for (const [at, route] of all.entries()) {
            if (route === "guard") sent++;
            const ahead = sent - 1.25 * budget * (at + 1);
            expect(ahead - least).toBeLessThanOrEqual(20 + 1e-6);
            least = Math.min(least, ahead);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("until it had enough messages the router's own threshold holds", async () => {
    const routing = await thresholds();
    // All of them would be the highest of the place.
    expect(await routes(routing, () => 0.49, 499)).not.toContain("guard");
    expect((await routing.route(general, "en", 0.51)).route).toBe("guard");
    expect((await routing.route(general, "ko", 0.51)).route).toBe("clear");
  });

  test("a friendly place sends nothing on, however high its highest scores are among themselves", async () => {
    const routing = await thresholds();
    expect(shareOf(await routes(routing, bell(-5, 1, 7), 10_000))).toBeLessThan(0.0005);
  });

  test("where much is rude only the highest scores are sent on", async () => {
    const routing = await thresholds();
    await routes(routing, bell(1, 1, 3), 2000);
    expect(await routes(routing, () => 0.8, 10)).not.toContain("guard");
    expect((await routing.route(general, "en", 0.99)).route).toBe("guard");
  });

  test("a text that many send is not overlooked for ever", async () => {
    const routing = await thresholds();
    let at = 0;
    const spam = () => (at++ % 10 === 0 ? 0.97 : 0.05);
    await routes(routing, spam, 5000);
    const all = await routes(routing, spam, 5000);
    expect(shareOf(all)).toBeGreaterThan(0.02);
    expect(shareOf(all)).toBeLessThanOrEqual(0.026);
    expect(shareOf(all, "over-budget")).toBeGreaterThan(0.05);
  });

  test("it learns anew when the place changes", async () => {
    const routing = await thresholds();
    await routes(routing, bell(1, 1, 1), 20_000);
    const before = await routes(routing, () => 0.9, 5);
    await routes(routing, bell(-2, 1, 2), 60_000);
    expect(before).not.toContain("guard");
    expect((await routing.route(general, "en", 0.9)).route).toBe("guard");
  });
});

test("scores of 0 and 1 are scores like others", async () => {
  const routing = await thresholds();
  expect((await routing.route(general, "en", 0)).route).toBe("clear");
  expect((await routing.route(general, "en", 1)).route).toBe("guard");
  await routes(routing, () => 1, 2000);
  expect((await routing.route(general, "en", 0)).route).toBe("clear");
  expect([logOddsOf(0), logOddsOf(1)]).toEqual([-12, 12]);
});

describe("what is learned", () => {
  /** Whether the place has learned that .8 is nothing special there. */
  const hasLearned = async (routing: Routing, place = general) =>
    (await routing.route(place, "en", 0.8)).route === "clear";
  const teach = (routing: Routing, place = general) => routes(routing, bell(1, 1, 5), 3000, place);

  test("is of that place and language alone", async () => {
    const routing = await thresholds();
    await teach(routing);
    expect(await hasLearned(routing)).toBe(true);
    expect(await hasLearned(routing, { ...general, id: "web:random" })).toBe(false);
    expect((await routing.route(general, "ko", 0.8)).route).toBe("guard");
  });

  test("survives a restart", async () => {
    const { store, ...before } = await thresholds();
    await teach({ store, ...before });
    await before.save();
    expect(await hasLearned(await thresholds({ store }))).toBe(true);
  });

  test("mostly survives a crash", async () => {
    const routing = await thresholds();
    await teach(routing);
    const after = await thresholds({ store: routing.store });
    expect(await hasLearned(after)).toBe(true);
  });

  test("is forgotten with the weights whose scores it was", async () => {
    const routing = await thresholds();
    await teach(routing);
    await routing.save();
    expect(await hasLearned(await thresholds({ store: routing.store, weights: "w2" }))).toBe(false);
  });

  test("holds no words and no names", async () => {
    const routing = await thresholds();
    await routing.route(general, "en", 0.3);
    await routing.save();
    const records = routing.store.records<unknown>("moderation/thresholds");
    const stored: [string, unknown][] = [];
    for await (const [key, value] of records.iterator!(undefined)) stored.push([key, value]);
    expect(stored).toEqual([
      ["web:general", { weights: "w1", scores: { en: expect.anything(), ko: { allowance: 20, bins: [] } } }],
    ]);
  });

  test("of many places is not all held in memory, and none of it is lost", async () => {
    const routing = await thresholds();
    await teach(routing);
    for (let at = 0; at < 1100; at++) await routing.route({ ...general, id: `web:${at}` }, "en", 0.1);
    expect(await hasLearned(routing)).toBe(true);
  });

  test("is learned from messages that come all at once, too", async () => {
    const routing = await thresholds();
    const score = bell(1, 1, 5);
    await Promise.all(Array.from({ length: 3000 }, () => routing.route(general, "en", score())));
    expect(await hasLearned(routing)).toBe(true);
  });

  test("is not stored on a full disk, which is logged, and routing goes on", async () => {
    const real = await memoryStore();
    const records = real.records("moderation/thresholds");
    const full = Object.assign(Object.create(records), { set: () => Promise.reject(new Error("full")) });
    const warned: unknown[] = [];
    const routing = await thresholds({
      store: { ...real, records: () => full },
      log: { ...silentLog, warn: (fields) => warned.push(fields) },
    });
    await teach(routing);
    await routing.save();
    expect(await hasLearned(routing)).toBe(true);
    expect(warned[0]).toMatchObject({ place: "web:general", err: { message: "full" } });
  });
});
