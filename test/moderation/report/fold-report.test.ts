import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseState, Figure } from "../../../src/core/ports/index.ts";
import type { CaseMove } from "../../../src/core/types.ts";
import type { AuditEntry } from "../../../src/moderation/audit/index.ts";
import { foldReport } from "../../../src/moderation/report/index.ts";
import { auditStory } from "./audit-story.ts";

const time = {
  from: Date.parse("2026-11-20T00:00:00Z"),
  to: Date.parse("2026-11-23T00:00:00Z"),
  timeZone: "UTC",
};
const report = (entries: readonly AuditEntry[], over: Partial<typeof time> = {}) =>
  foldReport(entries, { ...time, ...over });

const hitsOf = (figure: Figure<{ hits: number; of: number }>) =>
  figure.value === null ? figure.why : `${figure.value.hits}/${figure.value.of}`;

test("an empty log gives no figure, and says why not", async () => {
  const empty = await report([]);
  expect(empty).toMatchObject({
    from: "2026-11-20T00:00:00.000Z",
    to: "2026-11-23T00:00:00.000Z",
    sample: { sampled: 0, prevalence: { value: null, why: "nothing-sampled" } },
    cases: {
      precision: { value: null, why: "nothing-decided" },
      proactive: { value: null, why: "nothing-upheld" },
      decisionMs: { median: { value: null, why: "nothing-decided" } },
    },
    appeals: { made: 0, overturned: { value: null, why: "nothing-appealed" } },
    guard: { availability: { value: null, why: "guard-never-asked" } },
    byPlace: [],
  });
  expect(empty.days.map(({ day, counts }) => [day, counts.opened])).toEqual([
    ["2026-11-20", 0],
    ["2026-11-21", 0],
    ["2026-11-22", 0],
  ]);
});

describe("cases", () => {
  test("are counted by what became of them", async () => {
    const story = auditStory();
    for (let number = 1; number <= 7; number++) story.opened(number);
    story.moved(1, "claim", "open");
    story.moved(1, "uphold", "decided");
    story.moved(2, "dismiss", "decided");
    story.moved(3, "delete", "seconding");
    story.moved(4, "warn", "seconding");
    story.moved(4, "warn", "decided");
    story.gone(5);
    story.moved(6, "timeout", "decided");
    story.moved(6, "undo", "open");
    const { cases, undone } = await report(story.entries);
    expect(cases.counts).toEqual({
      opened: 7,
      upheld: 2,
      dismissed: 1,
      overturned: 0,
      gone: 1,
      waiting: 3,
    });
    expect(hitsOf(cases.precision)).toBe("2/3");
    expect(undone).toBe(1);
  });

  test("whose decision on an appeal is taken back stand as they were decided first", async () => {
    const story = auditStory();
    story.opened(1);
    story.moved(1, "delete", "decided");
    story.appealed(1);
    story.moved(1, "dismiss", "final");
    story.moved(1, "undo", "appealed");
    const { cases, appeals, undone } = await report(story.entries);
    expect(cases.counts).toMatchObject({ upheld: 1, overturned: 0 });
    expect(appeals).toMatchObject({ made: 1, open: 1 });
    expect(undone).toBe(1);
  });

  test("in which the policy acted by itself can be appealed before anybody decided", async () => {
    const story = auditStory();
    story.opened(1);
    story.acted(1, "remove", "done");
    story.appealed(1);
    story.moved(1, "dismiss", "final");
    const { cases, appeals } = await report(story.entries);
    expect(cases.counts).toMatchObject({ overturned: 1, waiting: 0 });
    expect(hitsOf(appeals.overturned)).toBe("1/1");
  });

  test("that were appealed end as the second moderator says", async () => {
    const story = auditStory();
    for (const number of [1, 2, 3]) {
      story.opened(number);
      story.moved(number, "uphold", "decided");
      story.appealed(number);
    }
    story.moved(1, "uphold", "final");
    story.moved(2, "dismiss", "final");
    const { cases, appeals } = await report(story.entries);
    expect(cases.counts).toMatchObject({ upheld: 2, overturned: 1, waiting: 0 });
    expect(hitsOf(cases.precision)).toBe("2/3");
    expect(appeals).toMatchObject({ made: 3, open: 1 });
    expect(hitsOf(appeals.overturned)).toBe("1/2");
  });

  test("count as found before a report when Maru had them first, whoever reported later", async () => {
    const story = auditStory();
    story.opened(1, { sources: ["guard"] });
    story.reported(1);
    story.opened(2, { sources: ["report"] });
    story.judgedAgain(2, { sources: ["router"] });
    story.opened(3, { sources: ["router"] });
    story.moved(1, "uphold", "decided");
    story.moved(2, "uphold", "decided");
    story.moved(3, "dismiss", "decided");
    const { cases, bySource } = await report(story.entries);
    expect(hitsOf(cases.proactive)).toBe("1/2");
    // What people reported says nothing of how well Maru finds.
    expect(hitsOf(cases.precision)).toBe("1/2");
    expect(bySource.map(({ name, precision }) => [name, hitsOf(precision)])).toEqual([
      ["router", "1/2"],
      ["guard", "1/1"],
      ["report", "1/1"],
    ]);
  });

  test("are timed to their first decision; a ninth decile needs ten of them", async () => {
    const story = auditStory();
    for (let number = 1; number <= 9; number++) {
      story.opened(number, { at: "2026-11-20T10:00:00Z" });
      story.moved(number, "uphold", "decided", `2026-11-20T10:${10 + number}:00Z`);
    }
    story.moved(9, "undo", "open", "2026-11-20T11:00:00Z");
    story.moved(9, "dismiss", "decided", "2026-11-20T12:00:00Z");
    const nine = (await report(story.entries)).cases.decisionMs;
    expect(nine).toEqual({ median: { value: 15 * 60_000 }, p90: { value: null, why: "too-few-decided" } });
    story.opened(10, { at: "2026-11-20T10:00:00Z" });
    story.moved(10, "uphold", "decided", "2026-11-20T10:20:00Z");
    const ten = (await report(story.entries)).cases.decisionMs;
    expect(ten.p90).toEqual({ value: expect.closeTo(19.1 * 60_000, 3) });
  });

  test("of shadow mode tell what would have been done", async () => {
    const story = auditStory();
    story.opened(1, { mode: "shadow", proposed: ["log", "queue", "remove"] });
    story.opened(2, { mode: "shadow", proposed: ["log", "queue"] });
    story.opened(3, { mode: "active", proposed: ["log", "queue", "timeout"] });
    story.acted(3, "timeout", "done");
    story.acted(3, "timeout", "undone");
    const { shadow, actions } = await report(story.entries);
    expect(shadow).toEqual({
      cases: 2,
      steps: [
        { step: "log", cases: 2 },
        { step: "queue", cases: 2 },
        { step: "remove", cases: 1 },
      ],
    });
    expect(actions).toEqual([{ step: "timeout", done: 1, failed: 0, undone: 1 }]);
  });

  test("say how often the guard could be asked", async () => {
    const story = auditStory();
    story.opened(1, { guard: 0.9 });
    story.opened(2, { guard: "loading" });
    story.opened(3, { guard: "loading" });
    story.judgedAgain(3, { guard: 0.8 });
    story.opened(4, { guard: "busy" });
    story.opened(5);
    const { guard } = await report(story.entries);
    expect(guard).toEqual({
      answered: 2,
      unavailable: [
        { why: "loading", cases: 1 },
        { why: "busy", cases: 1 },
      ],
      availability: { value: 0.5 },
    });
  });

  test("of direct conversations name no conversation", async () => {
    const story = auditStory();
    story.opened(1, { place: "slack:D1", kind: "direct" });
    story.opened(2, { place: "slack:D2", kind: "direct" });
    story.opened(3, { place: "slack:C1" });
    const { byPlace } = await report(story.entries);
    expect(byPlace.map(({ name, counts }) => [name, counts.opened])).toEqual([
      ["slack:direct", 2],
      ["slack:C1", 1],
    ]);
    expect(JSON.stringify(byPlace)).not.toContain("D1");
  });
});

describe("the sample", () => {
  test("gives the prevalence, over all and of each language and place", async () => {
    const story = auditStory();
    for (let number = 1; number <= 200; number++) {
      story.sampled(number, number > 150 ? { language: "ko", place: "web:random" } : {});
      const place = number > 150 ? "web:random" : "web:general";
      if (number % 50 !== 49) story.labelled(number, number === 160 ? "harmful" : "fine", { place });
    }
    const { sample, byLanguage, byPlace } = await report(story.entries);
    expect(sample).toMatchObject({ sampled: 200, labelled: 196, harmful: 1, messages: 20_000 });
    expect(sample.prevalence.value).toMatchObject({ hits: 1, of: 196, share: 1 / 196 });
    expect(byLanguage.map(({ name, sample: own }) => [name, hitsOf(own.prevalence)])).toEqual([
      ["en", "0/147"],
      ["ko", "1/49"],
    ]);
    expect(byPlace.map(({ name }) => name)).toEqual(["web:general", "web:random"]);
  });

  test("counts each person's first label, and a message that people disagree on neither way", async () => {
    const story = auditStory();
    for (const number of [1, 2, 3]) story.sampled(number);
    story.labelled(1, "harmful");
    story.labelled(1, "fine");
    story.labelled(2, "harmful");
    story.labelled(2, "fine", { by: "web:jun" });
    story.labelled(3, "harmful");
    story.labelled(3, "fine", { by: "web:jun" });
    story.labelled(3, "fine", { by: "web:sol" });
    const { sample } = await report(story.entries);
    expect(sample).toMatchObject({ sampled: 3, labelled: 2, harmful: 1, disputed: 1 });
  });

  test("is not biased by a decision on a case: only labels count", async () => {
    const story = auditStory();
    story.sampled(1);
    story.opened(1);
    story.moved(1, "uphold", "decided");
    const { sample } = await report(story.entries);
    expect(sample).toMatchObject({ sampled: 1, labelled: 0 });
    expect(hitsOf(sample.prevalence)).toBe("nothing-labelled");
  });

  test("weighs each message by the share that held when it was drawn", async () => {
    const story = auditStory();
    for (let number = 1; number <= 100; number++) {
      story.sampled(number, { share: number > 50 ? 0.01 : 0.1 });
      story.labelled(number, number > 90 ? "harmful" : "fine");
    }
    const { sample } = await report(story.entries);
    expect(sample.messages).toBe(50 * 10 + 50 * 100);
    // 10 of 100 labelled, but each of them stands for a hundred messages.
    expect(sample.prevalence.value?.share).toBeCloseTo(1000 / 5500, 10);
  });
});

test("days are those of the time zone", async () => {
  const story = auditStory();
  story.opened(1, { at: "2026-11-20T16:00:00Z" });
  story.sampled(5, { at: "2026-11-21T14:59:59Z" });
  const { days } = await report(story.entries, {
    from: Date.parse("2026-11-19T15:00:00Z"),
    to: Date.parse("2026-11-22T15:00:00Z"),
    timeZone: "Asia/Seoul",
  });
  expect(days.map(({ day, counts, sampled }) => [day, counts.opened, sampled])).toEqual([
    ["2026-11-20", 0, 0],
    ["2026-11-21", 1, 1],
    ["2026-11-22", 0, 0],
  ]);
});

test("what was opened before, and what happens afterwards, is another report's", async () => {
  const story = auditStory();
  story.opened(1, { at: "2026-11-19T23:59:59Z" });
  story.opened(2, { at: "2026-11-20T00:00:00Z" });
  story.moved(1, "uphold", "decided");
  story.moved(2, "uphold", "decided", "2026-11-23T00:00:00Z");
  story.opened(3, { at: "2026-11-23T00:00:00Z" });
  const { cases } = await report(story.entries);
  expect(cases.counts).toMatchObject({ opened: 1, waiting: 1, upheld: 0 });
});

type Step = readonly [number, "open" | CaseMove | "appeal" | "gone" | "sample" | "harmful" | "fine"];
const scripts: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.constantFrom<Step[1]>(
      "open",
      "uphold",
      "dismiss",
      "undo",
      "claim",
      "appeal",
      "gone",
      "sample",
      "harmful",
      "fine",
    ),
  ),
  { maxLength: 60 },
);

/** Writes the script as moderation would, as far as it could happen. */
function written(script: readonly Step[]): readonly AuditEntry[] {
  const story = auditStory();
  const states = new Map<number, CaseState>();
  const sampled = new Set<number>();
  for (const [number, step] of script) {
    const state = states.get(number);
    if (step === "open" && state === undefined) {
      story.opened(number);
      states.set(number, "open");
    } else if ((step === "uphold" || step === "dismiss") && (state === "open" || state === "appealed")) {
      const after = state === "open" ? "decided" : "final";
      story.moved(number, step, after);
      states.set(number, after);
    } else if (step === "undo" && state === "decided") {
      story.moved(number, "undo", "open");
      states.set(number, "open");
    } else if (step === "appeal" && state === "decided") {
      story.appealed(number);
      states.set(number, "appealed");
    } else if (step === "gone" && state === "open") {
      story.gone(number);
      states.set(number, "gone");
    } else if (step === "claim" && state === "open") story.moved(number, "claim", "open");
    else if (step === "sample" && !sampled.has(number)) {
      story.sampled(number);
      sampled.add(number);
    } else if ((step === "harmful" || step === "fine") && sampled.has(number)) story.labelled(number, step);
  }
  return story.entries;
}

describe("whatever happened", () => {
  test("every case has one fate, and slices, days and the whole agree", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const { cases, days, byPlace, byLanguage, sample } = await report(written(script));
        const { opened, upheld, dismissed, overturned, gone, waiting } = cases.counts;
        expect(upheld + dismissed + overturned + gone + waiting).toBe(opened);
        const sum = (counts: readonly { counts: { opened: number } }[]) =>
          counts.reduce((all, one) => all + one.counts.opened, 0);
        expect([sum(days), sum(byPlace), sum(byLanguage)]).toEqual([opened, opened, opened]);
        expect(days.reduce((all, day) => all + day.labelled, 0)).toBe(sample.labelled);
      }),
      { numRuns: 200 },
    );
  });

  test("an entry that stands there twice counts once", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const entries = written(script);
        const twice = entries.flatMap((entry) => [entry, { ...entry }]);
        expect(await report(twice)).toEqual(await report(entries));
        expect(await report([...entries, ...entries])).toEqual(await report(entries));
      }),
      { numRuns: 100 },
    );
  });

  test("beginning to read later, but before the time, changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const entries = written(script);
        const old = auditStory("2026-10-01T00:00:00Z");
        for (const number of [901, 902]) {
          old.opened(number);
          old.moved(number, "uphold", "decided");
        }
        expect(await report([...old.entries, ...entries])).toEqual(await report(entries));
      }),
      { numRuns: 50 },
    );
  });
});
