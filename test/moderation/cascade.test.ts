import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Guard,
  type GuardQuestion,
  type GuardVerdict,
  ModelError,
  type Observation,
} from "../../src/core/ports/index.ts";
import type { Author, Message } from "../../src/core/types.ts";
import type { CaseOpening } from "../../src/moderation/cases/index.ts";
import {
  createCascade,
  createRouting,
  createSuspecting,
  createThresholds,
  suspectNothing,
} from "../../src/moderation/index.ts";
import { createPolicies, openBudgets } from "../../src/moderation/policy/index.ts";
import type { Sampling } from "../../src/moderation/report/sample.ts";
import { createRouter, readWeights } from "../../src/moderation/router/index.ts";
import { memoryStore, quietLog } from "../core/stage.ts";
import { settingsOf } from "./policy/policy-of.ts";

const weights = readWeights(readFileSync(new URL("../../models/router/router.bin", import.meta.url)));
const router = createRouter(weights);
const standard = { en: weights.header.threshold.en.look, ko: weights.header.threshold.ko.look };

const ann: Author = { id: "web:p1", name: "Ann", kind: "person" };
const threat = "I will kill all of them, they are vermin";
const said = (text: string, more: Partial<Message> = {}): Message => ({
  id: "web:general/7",
  thread: "web:general/7",
  startsThread: true,
  place: { id: "web:general", name: "general", kind: "channel" },
  author: ann,
  text,
  mentions: [],
  sentAt: "2026-01-01T00:00:00.000Z",
  link: "/7",
  ...more,
});

const safe: GuardVerdict = { probability: 0.02, categories: [], codes: [], model: "guard" };
const unsafe: GuardVerdict = { probability: 0.97, categories: ["threat"], codes: ["S1"], model: "guard" };

interface Setting {
  readonly mode?: "off" | "shadow" | "active";
  readonly policy?: object;
  readonly guard?: (asked: GuardQuestion) => Promise<GuardVerdict>;
  readonly earlier?: readonly Message[];
  readonly sampled?: boolean;
  readonly withRouter?: boolean;
  /** No case can be stored. */
  full?: boolean;
}

/** The real router, thresholds and policy between a scripted guard and a note of what is opened. */
async function cascade(setting: Setting = {}) {
  const { mode = "active", policy = {}, guard, earlier = [], sampled = false, withRouter = true } = setting;
  const store = await memoryStore();
  const parts = { store, log: quietLog, now: Date.now };
  const opened: CaseOpening[] = [];
  const edited: string[] = [];
  const asked: GuardQuestion[] = [];
  const samples: Sampling[] = [];
  const observed: Observation[] = [];
  const thresholds = createThresholds({ ...parts, budget: 0.02, standard, weights: weights.id });
  const now = () => performance.now();
  const routing = createRouting({
    router,
    thresholds,
    log: quietLog,
    observe() {},
    now,
    pause: async () => {},
  });
  const judging: Guard | undefined = guard && {
    health: () => ({ state: "ready", name: "guard", contextTokens: 1, parallel: 1, restarts: 0 }),
    load: () => ({ waiting: 3, running: 1, oldestMs: 40, shed: 2 }),
    judge(question) {
      asked.push(question);
      return guard(question);
    },
    stop: async () => {},
  };
  const judge = createCascade({
    ...{
      log: quietLog,
      observe: (one: Observation) => void observed.push(one),
      now: Date.now,
      router: weights.id,
    },
    suspect: withRouter ? createSuspecting({ router, routing, standard }) : suspectNothing,
    policies: createPolicies(settingsOf({ ...policy, places: [{ match: ["general"], mode }] }), {
      budgets: await openBudgets(parts),
    }),
    ...(judging ? { guard: judging } : {}),
    edited: async (message) => void edited.push(message.text),
    async open(opening) {
      if (setting.full) throw new Error("the disk is full");
      opened.push(opening);
    },
    sample: { isSampled: () => sampled, add: async (sampling) => void samples.push(sampling) },
    contextOf: async (_, count) => earlier.slice(-count),
  });
  return {
    opened,
    edited,
    asked,
    samples,
    observed,
    async judge(message: Message) {
      const { verdict, settled } = judge(message);
      const [known] = await Promise.all([verdict, settled]);
      return known;
    },
    begin: judge,
  };
}

test("a clear message is allowed, and nobody is asked about it", async () => {
  const { judge, opened, asked } = await cascade({ guard: async () => unsafe });
  expect(await judge(said("See you at noon"))).toEqual({ action: "allow" });
  expect([opened, asked]).toEqual([[], []]);
});

test("what the router sends on and the guard finds unsafe waits for people, with what was found", async () => {
  const earlier = [said("what about them?", { id: "web:general/5" })];
  const { judge, opened, asked } = await cascade({ guard: async () => unsafe, earlier });
  expect(await judge(said(threat))).toEqual({ action: "hold", reason: "threat" });
  expect(asked).toEqual([
    { of: "message", text: threat, before: [{ by: "person", text: "what about them?" }], rules: [] },
  ]);
  expect(opened).toHaveLength(1);
  expect(opened[0]).toMatchObject({
    context: earlier,
    sources: ["router", "guard"],
    mode: "active",
    findings: {
      part: "text",
      categories: ["threat"],
      guard: { probability: 0.97, categories: ["threat"], codes: ["S1"] },
    },
    proposed: ["log", "queue"],
    models: [weights.id, "guard"],
  });
  expect(opened[0]?.findings.router?.evidence.map(({ text }) => text)).toContain("vermin");
});

test.each<[string, GuardVerdict | ModelError]>([
  ["allowed", safe],
  ["found", unsafe],
  ["deadline", new ModelError("deadline", "too slow")],
])("that the guard was asked is told, with how it is loaded: %s", async (outcome, answer) => {
  const { judge, observed } = await cascade({
    guard: async () => (answer instanceof ModelError ? Promise.reject(answer) : answer),
  });
  await judge(said(threat));
  expect(observed).toEqual([
    { type: "guarded", outcome, tookMs: expect.any(Number), waiting: 3, shed: 2, oldestMs: 40 },
  ]);
});

test("the guard is asked the place's own questions", async () => {
  const questions = ["Does it advertise something?"];
  const { judge, asked } = await cascade({ guard: async () => safe, policy: { questions } });
  await judge(said(threat));
  expect(asked).toMatchObject([{ rules: questions }]);
});

test("what the guard finds safe is allowed", async () => {
  const { judge, opened, asked } = await cascade({ guard: async () => safe });
  expect(await judge(said(threat))).toEqual({ action: "allow" });
  expect([opened.length, asked.length]).toEqual([0, 1]);
});

test.each(["unavailable", "crashed", "deadline", "overflow", "failed"] as const)(
  "a guard that answers %s leaves the case to people with the router's score, and nothing is done to anybody",
  async (code) => {
    const { judge, opened } = await cascade({
      guard: async () => Promise.reject(new ModelError(code, threat)),
      policy: { categories: { hate: { queue: 0.3, remove: 0.4, timeout: 0.5 } } },
    });
    expect(await judge(said(threat))).toMatchObject({ action: "hold" });
    expect(opened).toMatchObject([
      { sources: ["router"], proposed: ["log", "queue"], findings: { guard: { unavailable: code } } },
    ]);
    expect(opened[0]?.findings.router?.score).toBeGreaterThan(0.5);
  },
);

test("without a guard, people are asked", async () => {
  const { judge, opened } = await cascade();
  await judge(said(threat));
  expect(opened).toMatchObject([{ sources: ["router"], proposed: ["log", "queue"], models: [weights.id] }]);
});

test("in shadow mode a case is kept, and nobody waits for the guard", async () => {
  const heard = Promise.withResolvers<GuardVerdict>();
  const { begin, opened } = await cascade({ guard: () => heard.promise, mode: "shadow" });
  const { verdict, settled } = begin(said(threat));
  expect(await verdict).toEqual({ action: "allow" });
  expect(opened).toEqual([]);
  heard.resolve(unsafe);
  await settled;
  expect(opened).toMatchObject([{ mode: "shadow", proposed: ["log", "queue"] }]);
});

describe("nothing is looked at", () => {
  test.each<[string, Partial<Message>, Setting]>([
    ["where the policy is off", {}, { mode: "off" }],
    ["of bots", { author: { ...ann, kind: "bot" } }, {}],
    ["of Maru itself", { author: { ...ann, kind: "self" } }, {}],
    [
      "of people with an exempt role",
      { author: { ...ann, roles: ["Admin"] } },
      { policy: { exempt: { roles: ["admin"] } } },
    ],
    ["in a conversation with Maru alone", { place: { id: "web:dm.1", name: "Ann", kind: "direct" } }, {}],
  ])("%s", async (_, change, setting) => {
    const { judge, opened, asked, samples } = await cascade({
      ...setting,
      sampled: true,
      guard: async () => unsafe,
    });
    expect(await judge(said(threat, change))).toEqual({ action: "allow" });
    expect([opened, asked, samples]).toEqual([[], [], []]);
  });
});

test("a rule of the place's own opens a case without router and guard", async () => {
  const rules = [
    { name: "codename", kind: "words", words: ["bluebird"], category: "privacy", steps: ["queue"] },
  ] as const;
  const { judge, opened } = await cascade({ policy: { rules }, withRouter: false });
  expect(await judge(said("we ship Bluebird on Monday"))).toEqual({ action: "hold", reason: "privacy" });
  expect(opened).toMatchObject([
    {
      sources: ["rule"],
      findings: { rules: ["codename"], categories: ["privacy"] },
      proposed: ["log", "queue"],
    },
  ]);
});

test("in a language that the place does not have judged only its rules count", async () => {
  const rules = [{ name: "they", kind: "words", words: ["vermin"], category: "other", steps: ["log"] }];
  const { judge, opened, asked } = await cascade({
    policy: { rules, languages: ["ko"] },
    guard: async () => unsafe,
  });
  expect(await judge(said(threat))).toEqual({ action: "allow" });
  expect(opened).toMatchObject([
    { sources: ["rule"], proposed: ["log"], findings: { categories: ["other"] } },
  ]);
  expect(asked).toEqual([]);
});

test("a flood is no question for the guard", async () => {
  const rules = [
    { name: "flood", kind: "flood", messages: 2, seconds: 60, category: "spam", steps: ["queue"] },
  ] as const;
  const { judge, opened, asked } = await cascade({ policy: { rules }, guard: async () => safe });
  await judge(said("one", { id: "web:general/8" }));
  await judge(said("two", { id: "web:general/9" }));
  expect(opened).toMatchObject([{ message: { text: "two" }, findings: { rules: ["flood"] } }]);
  expect(asked).toEqual([]);
});

test.each<[string, Partial<Message>]>([
  ["author-name", { author: { ...ann, name: threat } }],
  ["thread-title", { threadTitle: threat }],
  ["file-name", { fileNames: ["notes.txt", threat] }],
])("a hateful %s is found although the text is clear", async (part, change) => {
  const { judge, opened, asked } = await cascade({ guard: async () => unsafe });
  await judge(said("hello", change));
  expect(asked).toMatchObject([{ text: threat }]);
  expect(opened).toMatchObject([{ findings: { part } }]);
});

test("somebody's name is looked at once, and again when it changes", async () => {
  const { judge, opened } = await cascade({ guard: async () => unsafe });
  const named = { ...ann, name: threat };
  await judge(said("hello", { author: named }));
  await judge(said("hello again", { id: "web:general/8", author: named }));
  expect(opened).toHaveLength(1);
  await judge(said("and again", { id: "web:general/9", author: { ...ann, name: `${threat}!` } }));
  expect(opened).toHaveLength(2);
});

test("a name whose first judging failed is looked at again with the same message", async () => {
  const store = { full: true };
  const { judge, opened } = await cascade(store);
  const message = said("hello", { author: { ...ann, name: threat } });
  await expect(judge(message)).rejects.toThrow("full");
  store.full = false;
  await judge(message);
  expect(opened).toMatchObject([{ findings: { part: "author-name" } }]);
});

test("a message of the sample is put to the guard and kept, although it is clear", async () => {
  const { judge, opened, asked, samples } = await cascade({ guard: async () => safe, sampled: true });
  await judge(said("See you at noon"));
  expect(asked).toMatchObject([{ text: "See you at noon" }]);
  expect(samples).toMatchObject([{ guard: 0.02, language: "en" }]);
  expect(samples[0]?.router).toBeLessThan(0.2);
  expect(opened).toEqual([]);
});

test("a message of the sample that the guard finds unsafe is a case too", async () => {
  const { judge, opened } = await cascade({ guard: async () => unsafe, sampled: true });
  await judge(said("See you at noon"));
  expect(opened).toMatchObject([{ sources: ["guard"], proposed: ["log", "queue"] }]);
});

test("nothing is done to the author of a message that only the sample found", async () => {
  const policy = { categories: { threat: { note: 0.5, queue: 0.5, remove: 0.5, timeout: 0.5 } } };
  const chance = await cascade({ guard: async () => unsafe, sampled: true, policy });
  await chance.judge(said("See you at noon"));
  expect(chance.opened).toMatchObject([{ proposed: ["log", "queue"] }]);
  // What the router sent on is judged as ever, sampled or not.
  const found = await cascade({ guard: async () => unsafe, sampled: true, policy });
  await found.judge(said(threat));
  expect(found.opened).toMatchObject([{ proposed: ["log", "note", "queue", "remove", "timeout"] }]);
});

/** Sent on by the router, and by its score below what the policy asks people from. */
const doubtful = "I hate them all";

test.each([
  ["none is there", undefined],
  ["it is loading", async () => Promise.reject(new ModelError("unavailable", ""))],
])("what is worth a look is looked at by people without a guard's word: %s", async (_, guard) => {
  const { judge, opened } = await cascade(guard ? { guard } : {});
  expect(await judge(said(doubtful))).toMatchObject({ action: "hold" });
  const [opening] = opened;
  expect(opening?.proposed).toEqual(["log", "queue"]);
  expect(opening?.findings.router?.score).toBeLessThan(0.5);
});

test("of a flood one message waits for people, and all are removed and not answered", async () => {
  const rules = [
    { name: "flood", kind: "flood", messages: 2, seconds: 60, category: "spam", steps: ["remove"] },
  ] as const;
  const { judge, opened } = await cascade({ policy: { rules } });
  const verdicts = [];
  for (const at of [1, 2, 3, 4])
    verdicts.push(
      await judge(said(`x${at}`, { id: `web:general/${at}`, sentAt: `2026-01-01T00:00:0${at}Z` })),
    );
  expect(verdicts.map(({ action }) => action)).toEqual(["allow", "hold", "hold", "hold"]);
  expect(opened.map(({ proposed }) => proposed)).toEqual([
    ["log", "queue", "remove"],
    ["log", "remove"],
    ["log", "remove"],
  ]);
});

test("a message of which the case cannot be stored is judged again", async () => {
  const { judge } = await cascade({ full: true });
  await expect(judge(said(threat))).rejects.toThrow("full");
});

test.each(["active", "shadow"] as const)(
  "in an %s place an edit that leaves nothing to find is told to the case that the message may have",
  async (mode) => {
    const { begin, edited, opened } = await cascade({ mode });
    for (const [text, seen] of [
      ["See you at noon", { edited: false }],
      ["Sorry for that", { edited: true }],
      [threat, { edited: true }],
    ] as const)
      await begin(said(text), seen).settled;
    expect(edited).toEqual(["Sorry for that"]);
    expect(opened).toHaveLength(1);
  },
);

test("also where nothing is judged: members report there all the same", async () => {
  const { begin, edited } = await cascade({ mode: "off" });
  const { verdict, settled } = begin(said("Sorry"), { edited: true });
  expect(await verdict).toEqual({ action: "allow" });
  await settled;
  expect(edited).toEqual(["Sorry"]);
});
