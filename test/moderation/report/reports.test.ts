import { expect, test } from "vitest";
import { createReports } from "../../../src/moderation/report/index.ts";
import { auditStory } from "./audit-story.ts";

/** Reports of a log that grows, by a clock that is set; notes from where the log is read, and how often others may go on. */
function world() {
  const story = auditStory("2026-11-01T10:00:00Z");
  const clock = { now: Date.parse("2026-11-22T12:00:00Z") };
  const reads: number[] = [];
  const noted = { pauses: 0 };
  const report = createReports({
    scan: async function* ({ after = 0 }) {
      reads.push(after);
      for (const [at, entry] of story.entries.entries())
        if (at + 1 > after) yield { seq: at + 1, entry: structuredClone(entry) };
    },
    now: () => clock.now,
    timeZone: "UTC",
    pause: async () => {
      noted.pauses++;
    },
  });
  return { story, clock, reads, noted, report };
}

test("the last days are told, today included", async () => {
  const { story, report } = world();
  story.opened(1, { at: "2026-11-20T23:59:00Z" });
  story.opened(2, { at: "2026-11-21T00:00:00Z" });
  story.opened(3, { at: "2026-11-22T11:00:00Z" });
  const two = await report(2);
  expect(two.days.map(({ day, counts }) => [day, counts.opened])).toEqual([
    ["2026-11-21", 1],
    ["2026-11-22", 1],
  ]);
  expect((await report(3)).cases.counts.opened).toBe(3);
});

test("asked at once by many it is made once, and after a while with what is new", async () => {
  const { story, clock, reads, report } = world();
  story.opened(1, { at: "2026-11-22T11:00:00Z" });
  const [one, other] = await Promise.all([report(7), report(7)]);
  expect(one).toBe(other);
  expect(reads).toEqual([0]);
  story.moved(1, "uphold", "decided");
  clock.now += 10_000;
  expect((await report(7)).cases.counts.upheld).toBe(1);
});

test("what was too old once is not read again, and long logs let others go on", async () => {
  const { story, clock, reads, noted, report } = world();
  for (let number = 1; number <= 1000; number++) story.gone(number);
  story.opened(2000, { at: "2026-11-22T11:00:00Z" });
  const first = await report(7);
  expect(noted.pauses).toBe(2);
  clock.now += 60_000;
  const second = await report(7);
  expect(reads).toEqual([0, 1000]);
  expect(second).toEqual({ ...first, to: second.to });
});

test("however many days are asked for, it is a year at most and a day at least", async () => {
  const { report } = world();
  expect((await report(1e9)).days).toHaveLength(366);
  expect((await report(-3)).days).toHaveLength(1);
});

test("a log that cannot be read is tried again when it is asked for the next time", async () => {
  let broken = true;
  const report = createReports({
    scan: async function* () {
      if (broken) throw new Error("disk");
      yield* [];
    },
    now: () => 0,
    timeZone: "UTC",
    pause: async () => {},
  });
  await expect(report(1)).rejects.toThrow("disk");
  broken = false;
  expect((await report(1)).cases.counts.opened).toBe(0);
});
