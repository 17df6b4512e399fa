import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type LadderStep, PlatformError } from "../../../src/core/ports/index.ts";
import type { CaseMove } from "../../../src/core/types.ts";
import { FakeModerationActions } from "../../fakes/moderation-actions.ts";
import { author, begin, mona, nils, opening, START } from "./setup.ts";

const HOUR = 60 * 60 * 1000;
const appeal = { type: "appeal", id: "fake:appeal", case: "c1", words: "a quotation", by: author } as const;

describe("the policy by itself", () => {
  test.each<[readonly LadderStep[], readonly string[]]>([
    [["log"], []],
    [["queue"], []],
    [["note"], ["tell c1 warned 0"]],
    [
      ["queue", "remove"],
      ["remove fake:general/1", "tell c1 acted 0"],
    ],
    [
      ["note", "remove"],
      ["remove fake:general/1", "tell c1 acted 0"],
    ],
    [
      ["queue", "timeout"],
      ["timeout fake:author", "tell c1 acted 0"],
    ],
    // Further messages of a flood, whose author was told of the first one.
    [["log", "timeout"], ["timeout fake:author"]],
    [
      ["log", "remove"],
      ["remove fake:general/1", "tell c1 acted 0"],
    ],
  ])("with %j does %j", async (proposed, effects) => {
    const { cases, actions } = await begin();
    await cases.open(opening({ proposed }));
    expect([...actions.effects.keys()]).toEqual(effects);
  });

  test.each<[readonly LadderStep[], string]>([
    [["note"], "warned"],
    [["queue", "remove"], "acted"],
  ])(
    "with %j tells the author what it found, and nothing of it with what is no reproach",
    async (proposed, told) => {
      const { cases, actions, move } = await begin();
      const { findings } = opening();
      await cases.open(opening({ proposed, findings: { ...findings, categories: ["hate", "threat"] } }));
      await move("dismiss", mona);
      expect(actions.notices.map(({ kind, categories }) => [kind.type, categories])).toEqual([
        [told, ["hate", "threat"]],
        ["undone", []],
      ]);
      expect(actions.notices.every(({ reason }) => reason === undefined)).toBe(true);
    },
  );

  test("does nothing in shadow mode, and tells nobody", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening({ mode: "shadow", proposed: ["note", "queue", "remove", "timeout"] }));
    await move("uphold", mona);
    expect(actions.calls).toEqual(["answer fake:move/1"]);
  });
});

describe("a decision", () => {
  test.each<[readonly LadderStep[], CaseMove, readonly string[]]>([
    [["queue"], "uphold", []],
    [["queue"], "warn", ["tell c1 warned 0"]],
    [["queue"], "delete", ["remove fake:general/1", "tell c1 acted 0"]],
    [["queue"], "timeout", ["timeout fake:author", "tell c1 acted 0"]],
    [["queue"], "dismiss", []],
    // What the policy has done stays when it was right, and goes when it was not.
    [["queue", "remove"], "uphold", []],
    [["queue", "remove"], "timeout", ["timeout fake:author", "tell c1 acted 1"]],
    [
      ["queue", "remove", "timeout"],
      "dismiss",
      ["restore fake:general/1", "endTimeout fake:author", "tell c1 undone 0"],
    ],
    [["note", "queue"], "dismiss", ["tell c1 undone 0"]],
  ])("after %j: %s does %j", async (proposed, made, effects) => {
    const { cases, actions, move } = await begin();
    await cases.open(opening({ proposed }));
    actions.effects.clear();
    await move(made, mona);
    expect([...actions.effects.keys()]).toEqual(effects);
  });

  test("of two carries out what the policy proposes only once both have said so", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening({ twoPersons: true, proposed: ["queue"] }));
    await move("timeout", mona);
    expect(actions.effects.size).toBe(0);
    await move("timeout", nils);
    expect(actions.timeouts.get(author.id)).toBe(START + HOUR);
  });

  test("taken back leaves what the policy did by itself", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening({ proposed: ["queue", "remove"] }));
    await move("timeout", mona);
    await move("undo", mona, "wrong person");
    expect(actions.timeouts.size).toBe(0);
    expect(actions.removed.size).toBe(1);
    expect(actions.notices.at(-1)).toMatchObject({ kind: { type: "undone" }, reason: "wrong person" });
    expect(await cases.desk.find("c1")).toMatchObject({
      state: "open",
      done: [{ step: "remove" }, { step: "timeout", undone: true }],
    });
  });

  test("can be made, taken back and made again, and each time the author hears of it", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening());
    for (let times = 0; times < 2; times++) {
      await move("delete", mona);
      await move("undo", mona);
    }
    const told = actions.notices.map(({ kind, earlier = 0 }) => `${kind.type} ${earlier}`);
    expect(told).toEqual(["acted 0", "undone 0", "acted 1", "undone 1"]);
    expect(actions.removed.size).toBe(0);
  });
});

describe("an appeal", () => {
  test("against a decision goes to another moderator, and its outcome is told", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening());
    await move("delete", mona, "rule 1");
    expect(actions.notices.at(-1)).toMatchObject({ mayAppeal: true });
    await cases.take(appeal);
    expect(actions.answers.at(-1)?.outcome).toEqual({ type: "appealed" });
    expect(await cases.desk.find("c1")).toMatchObject({
      state: "appealed",
      appeal: { words: "a quotation" },
      moves: ["uphold", "dismiss", "escalate", "claim"],
    });
    expect((await move("dismiss", nils, "indeed")).consequence).toEqual({ released: "fake:general/1" });
    expect(actions.removed.size).toBe(0);
    expect(actions.notices.slice(1)).toMatchObject([
      { kind: { type: "appeal-received" }, mayAppeal: false },
      { kind: { type: "appeal-overturned" }, reason: "indeed", mayAppeal: false },
    ]);
    expect(await cases.desk.find("c1")).toMatchObject({
      state: "final",
      decision: { move: "delete", by: mona },
      appeal: { outcome: "overturned", by: nils },
    });
  });

  test("that is confirmed changes nothing but what the author knows", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening());
    await move("delete", mona);
    await cases.take(appeal);
    await move("uphold", nils);
    expect(actions.removed.size).toBe(1);
    expect(actions.notices.at(-1)?.kind).toEqual({ type: "appeal-confirmed" });
  });

  test("against what the policy did alone is settled with the first decision", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening({ proposed: ["queue", "remove"] }));
    await cases.take(appeal);
    expect(await cases.desk.find("c1")).toMatchObject({ state: "open" });
    await move("timeout", mona);
    expect(await cases.desk.find("c1")).toMatchObject({ state: "final", appeal: { outcome: "confirmed" } });
    expect(actions.notices.map(({ kind }) => kind.type)).toEqual([
      "acted",
      "appeal-received",
      "acted",
      "appeal-confirmed",
    ]);
  });

  test("overturned and taken back puts what was done in force again, until another has decided", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening());
    await move("delete", mona);
    await cases.take(appeal);
    await move("dismiss", nils);
    await move("undo", nils);
    expect(actions.removed.size).toBe(1);
    expect(await cases.desk.find("c1")).toMatchObject({ state: "appealed" });
  });
});

describe("a platform that", () => {
  test("cannot do a step leaves a word on the case, and the rest is done", async () => {
    const { cases, actions } = await begin();
    actions.can = { ...actions.can, remove: false };
    const opened = await cases.open(opening({ proposed: ["queue", "remove", "timeout"] }));
    expect(opened.done).toMatchObject([
      { step: "remove", outcome: "failed", why: "unsupported" },
      { step: "timeout", outcome: "done" },
    ]);
    expect(actions.notices).toMatchObject([{ kind: { type: "acted", done: ["timeout"] } }]);
    expect(actions.violations).toEqual([]);
  });

  test("Maru knows nothing of leaves all of it to people elsewhere", async () => {
    const { cases, entries } = await begin({ connect: () => undefined });
    const opened = await cases.open(opening({ proposed: ["note", "queue", "remove"] }));
    expect(opened).toMatchObject({ state: "open", moves: ["uphold", "dismiss", "escalate", "claim"] });
    expect((await entries()).slice(1)).toMatchObject([
      { type: "acted", step: "remove", outcome: "failed" },
      { type: "acted", step: "note", outcome: "failed" },
    ]);
  });

  test("refuses is not asked again", async () => {
    const { cases, actions } = await begin();
    actions.fail("timeout", new PlatformError("forbidden", "no"), 1);
    const opened = await cases.open(opening({ proposed: ["queue", "timeout"] }));
    expect(opened.done).toMatchObject([{ step: "timeout", outcome: "failed", why: "forbidden" }]);
    expect(actions.notices).toEqual([]);
    expect(cases.failing()).toBe(0);
  });

  test("finds the message gone has what it was to do", async () => {
    const { cases, actions } = await begin();
    actions.fail("remove", new PlatformError("gone", "no such message"), 1);
    const opened = await cases.open(opening({ proposed: ["queue", "remove"] }));
    expect(opened.done).toMatchObject([{ step: "remove", outcome: "done" }]);
  });

  test("deletes for good gets nothing back once the words are kept no longer, and the case says so", async () => {
    const { cases, actions, clock, move } = await begin();
    actions.can = { ...actions.can, remove: "delete" };
    await cases.open(opening());
    await move("delete", mona);
    clock.now += 31 * 24 * HOUR;
    await move("undo", mona);
    expect(actions.calls.filter((call) => call.startsWith("restore"))).toEqual([]);
    expect(await cases.desk.find("c1")).toMatchObject({
      done: [
        { step: "remove", outcome: "done" },
        { step: "remove", outcome: "failed", why: "gone" },
      ],
    });
  });

  test("cannot reach the author does so without a word", async () => {
    const { cases, actions, move, entries } = await begin();
    actions.reachable = false;
    await cases.open(opening());
    await move("warn", mona);
    expect(await cases.desk.find("c1")).toMatchObject({
      state: "decided",
      done: [{ step: "note", outcome: "failed", why: "unreachable" }],
    });
    expect((await entries()).at(-1)).toMatchObject({ type: "acted", step: "note", outcome: "failed" });
  });
});

describe("while a platform is down", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("a decision counts at once, and is carried out when it is back", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening());
    actions.fail("remove", new Error("down"), 2);
    expect((await move("delete", mona)).outcome).toMatchObject({ type: "done" });
    expect(cases.failing()).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(actions.removed.size).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitUntil(() => actions.notices.length > 0);
    expect(actions.effects.get("remove fake:general/1")).toBe(1);
    expect(await cases.desk.find("c1")).toMatchObject({ done: [{ step: "remove", outcome: "done" }] });
    expect(cases.failing()).toBe(0);
  });

  test("a dismissal takes back what may have been done although nobody heard so", async () => {
    const actions = new FakeModerationActions();
    const port = actions.connect();
    const { cases, move } = await begin({
      actions,
      connect: () => ({
        ...port,
        can: port.can,
        async remove(message) {
          await port.remove(message);
          throw new Error("connection lost");
        },
      }),
    });
    await cases.open(opening({ proposed: ["queue", "remove"] }));
    expect(actions.removed.size).toBe(1);
    await move("dismiss", mona);
    expect(actions.removed.size).toBe(0);
  });

  test("is given up after most of a day, and moderators see it", async () => {
    const { cases, actions } = await begin();
    actions.fail("remove", new Error("down"), 1000);
    await cases.open(opening({ proposed: ["queue", "remove"] }));
    for (let hours = 0; hours < 12; hours++) await vi.advanceTimersByTimeAsync(HOUR);
    await vi.waitFor(async () =>
      expect(await cases.desk.find("c1")).toMatchObject({
        done: [{ step: "remove", outcome: "failed", why: "unreachable" }],
      }),
    );
    expect(cases.failing()).toBe(0);
  });

  test("cards are tried for ever while people are needed, and given up some time after", async () => {
    const { cases, actions, move } = await begin();
    actions.fail("showCard", new PlatformError("forbidden", "no such channel"), 1000);
    await cases.open(opening());
    for (let hours = 0; hours < 24; hours++) await vi.advanceTimersByTimeAsync(HOUR);
    expect(cases.failing()).toBe(1);
    await move("dismiss", mona);
    for (let hours = 0; hours < 24; hours++) await vi.advanceTimersByTimeAsync(HOUR);
    expect(cases.failing()).toBe(0);
  });

  test("a card is shown when it can be, as the case then is", async () => {
    const { cases, actions, move } = await begin();
    actions.fail("showCard", new Error("down"), 1);
    await cases.open(opening());
    await vi.waitUntil(() => cases.failing() === 1);
    await move("escalate", mona);
    await vi.waitFor(() => expect(actions.cards.get("c1")).toMatchObject({ escalated: { by: mona } }));
    await vi.waitUntil(() => cases.failing() === 0);
    expect(actions.violations).toEqual([]);
  });
});
