import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Store } from "../../../src/core/ports/index.ts";
import type { Author, CaseMove } from "../../../src/core/types.ts";
import { openAudit } from "../../../src/moderation/audit/index.ts";
import type { CaseEvent } from "../../../src/moderation/cases/cases.ts";
import type { Cases } from "../../../src/moderation/cases/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { FakeModerationActions } from "../../fakes/moderation-actions.ts";
import { silentLog } from "../../store/silent-log.ts";
import { createFaulty, createMortal, mortalActions, mortalStore } from "./mortal.ts";
import { author, begin, message, mona, nils, opening, person, rita, START } from "./setup.ts";

/** What comes to Maru, in order; what was not dealt with to its end comes again after a crash, as from the inbox. */
type Step = (cases: Cases) => Promise<unknown>;

const move =
  (made: CaseMove, by: Author, reason?: string): Step =>
  (cases) =>
    cases.take(moveEvent(made, by, reason));
const moveEvent = (made: CaseMove, by: Author, reason?: string): CaseEvent => ({
  type: "move",
  id: `fake:${made} by ${by.name}`,
  case: "c1",
  move: made,
  by,
  ...(reason ? { reason } : {}),
});
const appeal: Step = (cases) =>
  cases.take({ type: "appeal", id: "fake:appeal", case: "c1", words: "I was quoting", by: author });
const report =
  (by: Author, of = message()): Step =>
  (cases) =>
    cases.take({ type: "report", id: `fake:report by ${by.name}`, message: of, words: "look at this", by });

const scenarios: Readonly<Record<string, readonly Step[]>> = {
  "what the policy did, appealed and overturned": [
    (cases) => cases.open(opening({ proposed: ["note", "queue", "remove", "timeout"] })),
    appeal,
    move("dismiss", mona, "a quotation"),
  ],
  "a decision of two, appealed, confirmed and taken back": [
    (cases) => cases.open(opening({ twoPersons: true })),
    move("claim", mona),
    move("delete", mona, "rule 1"),
    move("delete", nils),
    appeal,
    move("escalate", person("yuna")),
    move("uphold", rita, "no quotation"),
    move("undo", nils),
  ],
  "an edit that makes it mild, a report, a deletion, a decision": [
    (cases) => cases.open(opening()),
    (cases) => cases.edited(message({ text: "sorry" })),
    report(mona, message({ text: "sorry" })),
    (cases) => cases.gone("fake:general/1"),
    move("warn", nils, "Be kind."),
  ],
  "reports, an edit, a deletion": [
    report(mona),
    report(nils),
    (cases) => cases.open(opening({ message: message({ text: "worse" }), proposed: ["note", "queue"] })),
    (cases) => cases.gone("fake:general/1"),
    (cases) => cases.open(opening({ message: message({ id: "fake:general/2" }) })),
  ],
};

interface Run {
  readonly store: Store;
  readonly actions: FakeModerationActions;
  /** Whether it died. */
  readonly died: boolean;
}

/** Goes through a scenario with a death at the n-th step and a restart after it. */
async function goThrough(
  steps: readonly Step[],
  at: number,
  when: "before" | "after",
  store: Store,
): Promise<Run> {
  const actions = new FakeModerationActions();
  const mortal = createMortal(at, when);
  let done = 0;
  const run = async (cases: Cases) => {
    await cases.resume();
    for (const step of steps.slice(done)) {
      await step(cases);
      done++;
    }
    await nothingLeft(store, cases);
  };
  const first = begin({
    store: mortalStore(store, mortal),
    actions,
    connect: () => mortalActions(actions.connect(), mortal),
  }).then(async ({ cases }) => {
    await run(cases);
    await cases.stop();
  });
  await Promise.race([first, mortal.died]);
  if (!mortal.isDead()) return { store, actions, died: false };
  // What a process does at the moment of its death, it does: the next one comes later.
  await new Promise((resolve) => setImmediate(resolve));
  const { cases, entries } = await begin({ store, actions: forNextRun(actions) });
  for (const entry of await entries())
    if (entry.type === "opened") expect(await cases.desk.find(entry.case)).toMatchObject({ hasText: true });
  await run(cases);
  await cases.stop();
  return { store, actions, died: true };
}

/** A call of the dead run may never have come back; the platform has forgotten it. */
function forNextRun(actions: FakeModerationActions): FakeModerationActions {
  actions.forgetCallsUnderWay();
  return actions;
}

/** Waits until nothing is left to do; by a clock that is moved on if it stands still. */
async function nothingLeft(store: Store, cases?: Cases): Promise<void> {
  for (let tries = 0; ; tries++) {
    const left = await Array.fromAsync(store.records("moderation/case-todo").iterator!(undefined));
    if (left.length === 0) break;
    if (tries > 1000) throw new Error(`${cases?.failing()} left to do: ${JSON.stringify(left)}`);
    if (vi.isFakeTimers() && tries > 2) await vi.advanceTimersByTimeAsync(10_000);
    else await new Promise((resolve) => setImmediate(resolve));
  }
}

/** All that counts in the end: the log, the cases, and what people saw. */
async function outcomeOf({ store, actions }: Run) {
  const audit = openAudit({ store, now: () => START });
  expect(await audit.verify()).toMatchObject({ whole: true });
  expect(actions.violations).toEqual([]);
  const entries = await Array.fromAsync(audit.scan(), ({ entry }) => ({ ...entry, words: undefined }));
  const records = await Array.fromAsync(
    store.records<{ words: string; edited?: { at: string } }>("moderation/cases").iterator!(undefined),
    ([id, { edited, ...record }]) => [id, { ...record, words: undefined, edited: edited?.at }],
  );
  const said = await Array.fromAsync(
    store.records<{ salt: string }>("moderation/case-said").iterator!(undefined),
    ([id, words]) => [id, { ...words, salt: undefined }],
  );
  const judged = await Array.fromAsync(
    store.records<{ salt: string }>("moderation/case-words").iterator!(undefined),
    ([id, words]) => [id, { ...words, salt: undefined }],
  );
  const lists = await Array.fromAsync(store.records("moderation/case-lists").iterator!(undefined));
  const authors = await Array.fromAsync(store.records("moderation/case-authors").iterator!(undefined));
  const { cases } = await begin({ store });
  for (const [id, card] of actions.cards) expect(card).toEqual(await cases.desk.find(id));
  return {
    entries,
    records,
    said,
    judged,
    lists,
    authors,
    effects: [...actions.effects],
    notices: actions.notices,
  };
}

const fresh = () => openStore("memory:", { dataFolder: "", now: () => START, log: silentLog });

/** Goes through a scenario in which the n-th call fails, once; what comes to Maru comes again, as the core sees to. */
async function goThroughFault(steps: readonly Step[], at: number, store: Store): Promise<Run> {
  const actions = new FakeModerationActions();
  const faulty = createFaulty(at);
  const run = begin({
    store: mortalStore(store, faulty),
    actions,
    connect: () => mortalActions(actions.connect(), faulty),
  });
  // Opening the cases is the start of Maru, which fails with it.
  const { cases } = await run.catch(() => begin({ store, actions }));
  await cases.resume().catch(() => cases.resume());
  for (const step of steps) {
    await step(cases).catch(() => step(cases));
    await nothingLeft(store, cases);
  }
  await cases.stop();
  return { store, actions, died: faulty.isDead() };
}

describe.each(Object.entries(scenarios))("%s", (_, steps) => {
  test.each(["before", "after"] as const)("is the same wherever Maru is killed, %s a call", async (when) => {
    const whole = await goThrough(steps, Number.POSITIVE_INFINITY, when, await fresh());
    const expected = await outcomeOf(whole);
    await whole.store.close();
    expect(expected.entries.length).toBeGreaterThan(4);
    let deaths = 0;
    for (let at = 1; ; at++) {
      const run = await goThrough(steps, at, when, await fresh());
      expect(await outcomeOf(run), `killed ${when} step ${at}`).toEqual(expected);
      await run.store.close();
      if (!run.died) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(50);
  });

  test("is the same whatever call fails once", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const whole = await goThroughFault(steps, Number.POSITIVE_INFINITY, await fresh());
    const expected = await outcomeOf(whole);
    for (let at = 1; ; at++) {
      const run = await goThroughFault(steps, at, await fresh());
      expect(await outcomeOf(run), `call ${at} failed`).toEqual(expected);
      await run.store.close();
      if (!run.died) break;
    }
  });
});
