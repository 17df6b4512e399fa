import { describe, expect, test } from "vitest";
import type { Findings } from "../../../src/core/ports/index.ts";
import type { Category } from "../../../src/core/types.ts";
import { general, policiesOf } from "./policy-of.ts";

const full = { hate: { log: 0.2, note: 0.3, queue: 0.5, remove: 0.9, timeout: 0.99 } };

const routed = (score: number, labels: readonly string[] = []): Findings => ({
  part: "text",
  categories: [],
  router: { score, threshold: 0.4, labels, evidence: [] },
  rules: [],
});
const guarded = (probability: number, categories: readonly Category[] = [], router = 0.9): Findings => ({
  ...routed(router),
  guard: { probability, categories, codes: [] },
});

/** What is decided on each of the findings where the categories are these. */
async function decided(categories: object, ...findings: readonly Findings[]) {
  const policy = (await policiesOf({ categories })).for(general);
  return findings.map((each) => policy.decide(each, []));
}

describe("with a guard's word", () => {
  test("each step is taken from its probability on, with all that belongs to it", async () => {
    const decisions = await decided(
      full,
      ...[0.1, 0.2, 0.3, 0.5, 0.9, 0.99].map((p) => guarded(p, ["hate"])),
    );
    expect(decisions.map(({ steps }) => steps)).toEqual([
      [],
      ["log"],
      ["log", "note"],
      ["log", "note", "queue"],
      ["log", "note", "queue", "remove"],
      ["log", "note", "queue", "remove", "timeout"],
    ]);
    expect(decisions.map(({ categories }) => categories)).toEqual([[], ...Array(5).fill(["hate"])]);
  });

  test("whatever is taken from somebody is shown to people too", async () => {
    const [removed, timedOut] = await decided(
      { hate: { remove: 0.5 }, abuse: { timeout: 0.5 } },
      guarded(0.6, ["hate"]),
      guarded(0.6, ["abuse"]),
    );
    expect(removed?.steps).toEqual(["log", "queue", "remove"]);
    expect(timedOut?.steps).toEqual(["log", "queue", "timeout"]);
  });

  test("the router's word does not count beside it", async () => {
    expect((await decided(full, guarded(0.1, [], 0.99)))[0]).toEqual({ categories: [], steps: [] });
  });

  test("a category without steps is left alone, and the others are not", async () => {
    const [decision] = await decided({ spam: {}, hate: { queue: 0.5 } }, guarded(0.8, ["spam", "hate"]));
    expect(decision).toEqual({ categories: ["hate"], steps: ["log", "queue"] });
  });

  test("about the author's name no message is removed", async () => {
    const [decision] = await decided(full, { ...guarded(0.99, ["hate"]), part: "author-name" });
    expect(decision?.steps).toEqual(["log", "queue"]);
  });
});

describe("without a guard's word", () => {
  test("nothing is done that its author would notice, however sure the router is", async () => {
    const decisions = await decided(full, ...[0.1, 0.2, 0.3, 0.5, 1].map((score) => routed(score)));
    expect(decisions.map(({ steps }) => steps)).toEqual([
      [],
      ["log"],
      ["log"],
      ["log", "queue"],
      ["log", "queue"],
    ]);
  });

  test("a guard that could not be asked is none", async () => {
    const [decision] = await decided(full, { ...routed(0.99), guard: { unavailable: "loading" } });
    expect(decision?.steps).toEqual(["log", "queue"]);
  });

  test("the router's labels say which category, hate where it has none", async () => {
    const decisions = await decided(
      { hate: { queue: 0.5 }, abuse: {}, threat: { log: 0.5 } },
      routed(0.8),
      routed(0.8, ["abuse"]),
      routed(0.8, ["abuse", "threat"]),
      routed(0.8, ["look"]),
    );
    expect(decisions.map(({ categories }) => categories)).toEqual([["hate"], [], ["threat"], ["hate"]]);
  });

  test("what the router sent on is never passed over by a guard that was to judge it and could not", async () => {
    const away = (score: number, labels: readonly string[] = []): Findings => ({
      ...routed(score, labels),
      guard: { unavailable: "deadline" },
    });
    const steps = async (hate: object, score = 0.42) => (await decided({ hate }, away(score)))[0]?.steps;
    expect(await steps({ queue: 0.5 })).toEqual(["log", "queue"]);
    expect(await steps({ queue: 0.99, remove: 0.99 })).toEqual(["log", "queue"]);
    expect(await steps({ queue: { perDay: 5 } })).toEqual(["log", "queue"]);
    // Nobody is to look at these in any case.
    expect(await steps({ log: 0.5 })).toEqual([]);
    expect(await steps({})).toEqual([]);
    // This the router did not send on.
    expect(await steps({ queue: 0.5 }, 0.39)).toEqual([]);
  });

  test("where there is none at all, people see all that is sent on, unless they asked for less", async () => {
    const steps = async (hate: object, score: number) => (await decided({ hate }, routed(score)))[0]?.steps;
    expect(await steps({ queue: 0.5 }, 0.42)).toEqual(["log", "queue"]);
    expect(await steps({ queue: 0.3, remove: 0.4 }, 0.42)).toEqual(["log", "queue"]);
    expect(await steps({ queue: 0.5 }, 0.39)).toEqual([]);
    expect(await steps({ queue: 0.7 }, 0.6)).toEqual(["log"]);
    expect(await steps({ queue: 0.7 }, 0.8)).toEqual(["log", "queue"]);
    expect(await steps({ queue: { perDay: 5 } }, 0.42)).toEqual(["log"]);
    expect(await steps({ queue: { perDay: 5 } }, 0.6)).toEqual(["log", "queue"]);
    expect(await steps({ log: 0.5 }, 0.42)).toEqual([]);
  });

  test("beside a guard's word the usual threshold is what it says", async () => {
    expect(await decided({ hate: { queue: 0.5 } }, guarded(0.45, ["hate"]))).toEqual([
      { categories: [], steps: [] },
    ]);
  });

  test("of nothing nothing is made", async () => {
    expect(await decided({}, { part: "text", categories: [], rules: [] })).toEqual([
      { categories: [], steps: [] },
    ]);
  });
});

test("rules do what they say beside what was found, also without a guard", async () => {
  const policy = (await policiesOf({ categories: { hate: { queue: 0.5 } } })).for(general);
  const match = { rule: "links", part: "text", category: "spam", steps: ["remove"] } as const;
  expect(policy.decide(routed(0.1), [match])).toEqual({
    categories: ["spam"],
    steps: ["log", "queue", "remove"],
  });
  expect(policy.decide(routed(0.8), [match])).toEqual({
    categories: ["hate", "spam"],
    steps: ["log", "queue", "remove"],
  });
});

test("of a flood people are shown the first message, and the rest is only done with the others", async () => {
  const policy = (await policiesOf({ categories: { hate: { queue: 0.5 } } })).for(general);
  const none: Findings = { part: "text", categories: [], rules: [] };
  const flood = { rule: "flood", part: "text", category: "spam" } as const;
  const first = { ...flood, steps: ["remove", "timeout"] } as const;
  const again = { ...first, isAgain: true } as const;
  expect(policy.decide(none, [first]).steps).toEqual(["log", "queue", "remove", "timeout"]);
  expect(policy.decide(none, [again])).toEqual({ categories: ["spam"], steps: ["log", "remove", "timeout"] });
  // What else is found in it asks people still.
  expect(policy.decide(routed(0.8), [again]).steps).toEqual(["log", "queue", "remove", "timeout"]);
  const link = { rule: "links", part: "text", category: "spam", steps: ["remove"] } as const;
  expect(policy.decide(none, [again, link]).steps).toEqual(["log", "queue", "remove", "timeout"]);
});

test("where a guard tells how likely each category is, each ladder goes by its own", async () => {
  const said: Findings = {
    ...routed(0.9, ["threat"]),
    guard: {
      probability: 0.97,
      categories: ["own-rule", "hate"],
      chances: { hate: 0.6, abuse: 0.3, threat: 0.1, "own-rule": 0.97 },
      codes: ["8", "1"],
    },
  };
  const ladder = { queue: 0.5, remove: 0.95 };
  const [decision, unsure] = await decided(
    { hate: ladder, abuse: { log: 0.2, queue: 0.5 }, threat: ladder, "own-rule": { queue: 0.5 } },
    said,
    { ...said, guard: { probability: 0.3, categories: [], chances: { hate: 0.1, abuse: 0.3 }, codes: [] } },
  );
  expect(decision).toEqual({ categories: ["own-rule", "hate", "abuse"], steps: ["log", "queue"] });
  expect(unsure).toEqual({ categories: ["abuse"], steps: ["log"] });
});

test("a yes to a question of the place's own reaches people by default", async () => {
  const policy = (await policiesOf()).for(general);
  expect(policy.decide(guarded(0.8, ["own-rule"]), [])).toEqual({
    categories: ["own-rule"],
    steps: ["log", "queue"],
  });
});

test("by default nothing beyond the queue is ever done, by anybody", async () => {
  const policy = (await policiesOf()).for(general);
  const all: readonly Category[] = [
    "hate",
    "abuse",
    "threat",
    "sexual",
    "self-harm",
    "privacy",
    "crime",
    "spam",
    "own-rule",
    "other",
  ];
  expect(policy.mode).toBe("shadow");
  expect(policy.decide(guarded(1, all), [])).toEqual({ categories: all, steps: ["log", "queue"] });
});
