import { expect, test } from "vitest";
import { type Arriving, type Came, percentile, seeded, simulate } from "./simulated-queue.ts";

const MINUTE_MS = 60_000;
/** A flood is refused in part. */
const limits = { waiting: 50, waitingPerPerson: 3 };
const waits = (came: readonly Came[], person: string) =>
  came.filter((one) => one.person === person && !one.refused).map(({ waitedMs }) => waitedMs!);

/** Answers as they are: most are short, some are long. */
const answerMs = (random: () => number) => Math.round(10_000 + 50_000 * random() ** 3);

/** One who has always something to ask, in a thread of its own each time, and one who asks now and then. */
function floodAnd(light: readonly string[], minutes: number): Arriving[] {
  const random = seeded(7);
  const flood = Array.from({ length: minutes * 8 }, (_, index) => ({
    atMs: index * 7_500,
    person: "heavy",
    tookMs: answerMs(random),
  }));
  const others = light.flatMap((person) =>
    Array.from({ length: Math.floor(minutes / 2) }, (_, index) => ({
      atMs: Math.round((index + random() / 2) * 2 * MINUTE_MS),
      person,
      tookMs: answerMs(random),
    })),
  );
  return [...flood, ...others];
}

test.each([2, 4, 8])("with %i slots nobody waits for a single person's flood", async (slots) => {
  const { came } = await simulate(slots, floodAnd(["light"], 60), limits);
  expect(Math.max(...waits(came, "light"))).toBe(0);
});

test("with one slot a light user waits for the one answer that is being written, whatever the flood", async () => {
  const { came } = await simulate(1, floodAnd(["light"], 60), limits);
  expect(Math.max(...waits(came, "light"))).toBeLessThanOrEqual(60_000);
});

test("with several light users beside a flood, they wait for each other, and not long", async () => {
  const { came } = await simulate(4, floodAnd(["ann", "ben", "cho"], 60), limits);
  const waited = ["ann", "ben", "cho"].flatMap((person) => waits(came, person));
  expect(waited).toHaveLength(90);
  expect(percentile(waited, 0.75)).toBe(0);
  expect(percentile(waited, 0.95)).toBeLessThanOrEqual(10_000);
});

test("alone, a person has all slots but one", async () => {
  const ten = Array.from({ length: 10 }, () => ({ atMs: 0, person: "alice", tookMs: 10_000 }));
  expect(await simulate(4, ten)).toMatchObject({ mostRunning: 3, endedAtMs: 40_000 });
  expect(await simulate(1, ten)).toMatchObject({ mostRunning: 1, endedAtMs: 100_000 });
});

test("of several who flood, each has the same share", async () => {
  const people = ["ann", "ben", "cho"];
  const flood = people.flatMap((person, at) =>
    Array.from({ length: 10 + 20 * at }, (_, index) => ({ atMs: index, person, tookMs: 10_000 })),
  );
  const { came } = await simulate(4, flood);
  // One slot is free for a fourth person.
  const served = people.map((person) => waits(came, person).filter((waitedMs) => waitedMs < 75_000).length);
  expect(Math.max(...served) - Math.min(...served)).toBe(0);
  expect(served.reduce((sum, one) => sum + one)).toBe(24);
});

test("whoever has no answer being written comes first, although served later", async () => {
  const { came } = await simulate(4, [
    { atMs: 0, person: "ann", tookMs: 100_000 },
    { atMs: 0, person: "ann", tookMs: 100_000 },
    { atMs: 1, person: "ben", tookMs: 10_000 },
    { atMs: 2, person: "cho", tookMs: 50_000 },
    { atMs: 3, person: "ann", tookMs: 10_000 },
    { atMs: 4, person: "ben", tookMs: 10_000 },
    { atMs: 5, person: "dan", tookMs: 60_000 },
  ]);
  expect(waits(came, "dan")).toEqual([9_996]);
  expect(waits(came, "ben")).toEqual([0, 49_998]);
  expect(waits(came, "ann").at(-1)).toBeGreaterThan(50_000);
});

test("the background waits while people ask, one at a time, and leaves a slot free", async () => {
  const digest = { person: "maru", tookMs: 30_000, urgency: "background" } as const;
  const { came, mostRunning } = await simulate(3, [
    { atMs: 0, ...digest },
    { atMs: 0, ...digest },
    { atMs: 10_000, person: "ann", tookMs: 30_000 },
    { atMs: 20_000, person: "ben", tookMs: 5_000 },
    { atMs: 27_000, person: "cho", tookMs: 30_000 },
  ]);
  // Ann's answer and the digest leave one slot, which is Ben's, then Cho's; the second digest comes when Ann has hers.
  expect(came.map(({ waitedMs }) => waitedMs)).toEqual([0, 40_000, 0, 0, 0]);
  expect(mostRunning).toBe(3);
});

test("with one slot, a question does not wait for the whole of a digest", async () => {
  const { came } = await simulate(1, [
    { atMs: 0, person: "maru", tookMs: 100_000, urgency: "background" },
    { atMs: 10_000, person: "ann", tookMs: 10_000 },
    { atMs: 10_001, person: "ben", tookMs: 10_000 },
    { atMs: 10_002, person: "maru", tookMs: 100_000, urgency: "background" },
  ]);
  expect(came.map(({ waitedMs }) => waitedMs)).toEqual([0, 0, 9_999, 89_998]);
});

test("a digest of somebody's takes nothing from their turn", async () => {
  const { came } = await simulate(1, [
    { atMs: 0, person: "ben", tookMs: 10_000 },
    { atMs: 20_000, person: "ann", tookMs: 1_000, urgency: "background" },
    { atMs: 21_500, person: "cho", tookMs: 10_000 },
    { atMs: 22_000, person: "ben", tookMs: 10_000 },
    { atMs: 23_000, person: "ann", tookMs: 10_000 },
  ]);
  expect(came.map(({ waitedMs }) => waitedMs)).toEqual([0, 0, 0, 19_500, 8_500]);
});

test("background of a question's own thread lets the question pass", async () => {
  const { came } = await simulate(1, [
    { atMs: 0, person: "ann", tookMs: 10_000 },
    { atMs: 1, person: "maru", tookMs: 10_000, thread: "x", urgency: "background" },
    { atMs: 2, person: "ben", tookMs: 10_000, thread: "x" },
  ]);
  expect(came.map(({ waitedMs }) => waitedMs)).toEqual([0, 19_999, 9_998]);
});

test.each([1, 2, 4])(
  "with %i slots no background waits much longer than ten minutes, whatever the flood",
  async (slots) => {
    const everybody = Array.from({ length: 12 }, (_, index) => `p${index}`);
    const random = seeded(3);
    const flood = Array.from({ length: 75 * slots }, (_, index) => ({
      atMs: index * 4_000,
      person: everybody[index % everybody.length]!,
      tookMs: answerMs(random),
    }));
    const digests = Array.from({ length: 3 }, (_, index) => ({
      atMs: MINUTE_MS + index * 12 * MINUTE_MS,
      person: "maru",
      tookMs: 60_000,
      urgency: "background" as const,
    }));
    const { came } = await simulate(slots, [...flood, ...digests], { waiting: 5_000, waitingPerPerson: 500 });
    const waited = waits(came, "maru");
    expect(Math.max(...waited)).toBeLessThanOrEqual(11 * MINUTE_MS);
    expect(Math.max(...waited)).toBeGreaterThanOrEqual(10 * MINUTE_MS);
  },
);

test("background that has waited long is one at a time all the same", async () => {
  const digest = { person: "maru", tookMs: 20 * MINUTE_MS, urgency: "background" } as const;
  for (const slots of [1, 2, 4]) {
    const { mostRunning, endedAtMs } = await simulate(slots, [
      { atMs: 0, ...digest },
      { atMs: 0, ...digest },
      { atMs: 0, ...digest },
    ]);
    expect(mostRunning).toBe(1);
    expect(endedAtMs).toBe(60 * MINUTE_MS);
  }
});

test("background does not take the places of questions, nor count as its person's", async () => {
  const { came } = await simulate(
    1,
    [
      { atMs: 0, person: "ann", tookMs: 10_000 },
      ...Array.from({ length: 5 }, () => ({
        atMs: 1,
        person: "ann",
        tookMs: 1_000,
        urgency: "background" as const,
      })),
      { atMs: 2, person: "ann", tookMs: 10_000 },
    ],
    { waiting: 6, waitingPerPerson: 1 },
  );
  expect(came.map(({ refused }) => refused)).toEqual([...Array(4), "full", "full", undefined]);
});

test.each([1, 2, 4])("with %i slots the time told is about the time it takes", async (slots) => {
  const random = seeded(11);
  const people = Array.from({ length: 30 }, (_, index) => `p${index}`);
  const arriving = Array.from({ length: 300 }, (_, index) => ({
    // As much as the slots can bear, in rushes of twenty.
    atMs: Math.floor(index / 20) * Math.round((20 * 24_000) / slots),
    person: people[index % people.length]!,
    tookMs: answerMs(random),
  }));
  const { came } = await simulate(slots, arriving);
  const told = came.filter(({ toldMs }) => toldMs !== undefined);
  const sum = (of: (one: Came) => number) => told.reduce((total, one) => total + of(one), 0);
  const bias = sum(({ toldMs }) => toldMs!) / sum(({ waitedMs }) => waitedMs!);
  expect(told.length).toBeGreaterThan(180);
  expect(bias).toBeGreaterThan(0.85);
  expect(bias).toBeLessThan(1.2);
  const off = told.map(({ toldMs, waitedMs }) => Math.abs(toldMs! - waitedMs!) / Math.max(10_000, waitedMs!));
  expect(percentile(off, 0.5)).toBeLessThan(0.3);
});

test("summaries are measured apart from answers, and told their own time", async () => {
  const { came } = await simulate(1, [
    { atMs: 0, person: "ann", tookMs: 10_000 },
    { atMs: 20_000, person: "ben", tookMs: 60_000, work: "summary" },
    { atMs: 100_000, person: "ann", tookMs: 10_000 },
    { atMs: 100_001, person: "ben", tookMs: 60_000, work: "summary" },
    { atMs: 100_002, person: "ann", tookMs: 10_000 },
  ]);
  expect(came[3]).toMatchObject({ toldMs: 9_999, waitedMs: 9_999 });
  expect(came[4]).toMatchObject({ toldMs: 69_998, waitedMs: 69_998 });
});

test("a question that would start only after a quarter of an hour is refused with the time, others are taken", async () => {
  const answers = (person: string, count: number, atMs: number) =>
    Array.from({ length: count }, () => ({ atMs, person, tookMs: 60_000 }));
  const { came } = await simulate(1, [
    ...answers("first", 1, 0),
    ...answers("heavy", 25, MINUTE_MS),
    ...answers("light", 1, 2 * MINUTE_MS - 1),
  ]);
  const heavy = came.filter(({ person }) => person === "heavy");
  expect(heavy.filter(({ waitedMs }) => waitedMs !== undefined)).toHaveLength(16);
  expect(heavy.filter(({ refused }) => refused)).toHaveLength(9);
  expect(heavy.at(-1)).toMatchObject({ refused: { waitMs: 16 * MINUTE_MS } });
  expect(waits(came, "light")).toEqual([1]);
});
