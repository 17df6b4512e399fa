import { describe, expect, test } from "vitest";
import type { CaseState, MoveRefusal } from "../../../src/core/ports/index.ts";
import type { Author, CaseMove } from "../../../src/core/types.ts";
import { author, begin, mona, nils, opening, rita } from "./setup.ts";

const names: Readonly<Record<string, Author>> = { author, mona, nils, rita };

type Given = "alone" | "two" | "shadow";

/** `mona delete` is a move, `author appeals` an appeal, `+20m` time that passes; the last one is what is looked at. */
const table: readonly (readonly [Given, string, CaseState | MoveRefusal | "was decided"])[] = [
  ["alone", "mona uphold", "decided"],
  ["alone", "mona dismiss", "decided"],
  ["alone", "mona warn", "decided"],
  ["alone", "mona delete", "decided"],
  ["alone", "mona timeout", "decided"],
  ["alone", "mona undo", "not-possible"],
  ["alone", "mona release", "not-possible"],
  // Claims.
  ["alone", "mona claim", "open"],
  ["alone", "mona claim, mona claim", "open"],
  ["alone", "mona claim, mona release", "open"],
  ["alone", "mona claim, nils claim", "claimed"],
  ["alone", "mona claim, nils release", "claimed"],
  ["alone", "mona claim, nils dismiss", "claimed"],
  ["alone", "mona claim, nils escalate", "claimed"],
  ["alone", "mona claim, mona dismiss", "decided"],
  ["alone", "mona claim, mona release, nils dismiss", "decided"],
  ["alone", "mona claim, +20m, nils claim", "open"],
  ["alone", "mona claim, +20m, nils dismiss", "decided"],
  ["alone", "mona claim, +10m, mona claim, +10m, nils dismiss", "claimed"],
  // Once decided.
  ["alone", "mona delete, nils delete", "was decided"],
  ["alone", "mona delete, nils claim", "was decided"],
  ["alone", "mona delete, nils undo", "open"],
  ["alone", "mona delete, mona undo, nils dismiss", "decided"],
  ["alone", "mona dismiss, mona undo", "open"],
  // Escalated to somebody else.
  ["alone", "mona escalate", "open"],
  ["alone", "mona escalate, mona delete", "same-person"],
  ["alone", "mona escalate, nils escalate", "not-possible"],
  ["alone", "mona escalate, nils delete", "decided"],
  ["alone", "mona claim, mona escalate, nils delete", "decided"],
  // Their own message.
  ["alone", "author dismiss", "own-message"],
  ["alone", "author claim", "own-message"],
  ["alone", "mona delete, author undo", "own-message"],
  // Two persons.
  ["two", "mona delete", "seconding"],
  ["two", "mona delete, mona delete", "same-person"],
  ["two", "mona delete, nils delete", "decided"],
  ["two", "mona delete, nils timeout", "seconding"],
  ["two", "mona delete, nils timeout, mona timeout", "decided"],
  ["two", "mona delete, nils timeout, nils timeout", "same-person"],
  ["two", "mona delete, nils dismiss", "decided"],
  ["two", "mona dismiss", "decided"],
  ["two", "mona delete, mona undo", "open"],
  ["two", "mona delete, mona undo, nils delete", "seconding"],
  ["two", "mona claim, mona delete, nils delete", "decided"],
  ["two", "mona uphold", "decided"],
  ["two", "mona delete, author dismiss", "own-message"],
  // Appeals.
  ["alone", "author appeals", "not-possible"],
  ["alone", "mona dismiss, author appeals", "not-possible"],
  ["alone", "mona delete, nils appeals", "not-the-author"],
  ["alone", "mona delete, author appeals", "appealed"],
  ["alone", "mona delete, author appeals, author appeals", "appealed-before"],
  ["alone", "mona delete, author appeals, mona uphold", "own-decision"],
  ["alone", "mona delete, author appeals, mona dismiss", "own-decision"],
  ["alone", "mona delete, author appeals, author dismiss", "own-message"],
  ["alone", "mona delete, author appeals, nils uphold", "final"],
  ["alone", "mona delete, author appeals, nils dismiss", "final"],
  ["alone", "mona delete, author appeals, nils delete", "not-possible"],
  ["alone", "mona delete, author appeals, mona undo", "not-possible"],
  ["alone", "mona delete, author appeals, nils dismiss, rita dismiss", "was decided"],
  ["alone", "mona delete, author appeals, nils dismiss, rita undo", "appealed"],
  ["alone", "mona delete, author appeals, nils dismiss, rita undo, mona uphold", "own-decision"],
  ["alone", "mona delete, author appeals, nils dismiss, author appeals", "appealed-before"],
  ["alone", "mona delete, mona undo, author appeals", "not-possible"],
  ["two", "mona delete, nils delete, author appeals, nils uphold", "own-decision"],
  ["two", "mona delete, nils delete, author appeals, mona uphold", "own-decision"],
  ["two", "mona delete, nils delete, author appeals, rita dismiss", "final"],
  // In shadow mode people say what they think, and nothing is done.
  ["shadow", "mona uphold", "decided"],
  ["shadow", "mona delete", "not-possible"],
  ["shadow", "mona uphold, author appeals", "not-possible"],
  ["shadow", "mona uphold, nils undo", "open"],
];

describe("a case of", () => {
  test.each(table)("%s: %s: %s", async (given, told, expected) => {
    const { cases, actions, clock, move, audit } = await begin();
    await cases.open(
      opening({ twoPersons: given === "two", mode: given === "shadow" ? "shadow" : "active" }),
    );
    let appeals = 0;
    for (const step of told.split(", ")) {
      const minutes = /^\+(\d+)m$/.exec(step)?.[1];
      const [who = "", what = ""] = step.split(" ");
      const by = names[who]!;
      if (minutes) clock.now += Number(minutes) * 60_000;
      else if (what === "appeals")
        await cases.take({ type: "appeal", id: `fake:appeal/${++appeals}`, case: "c1", words: "no!", by });
      else await move(what as CaseMove, by);
    }
    const outcome = actions.answers.at(-1)?.outcome;
    const { state } = (await cases.desk.find("c1"))!;
    if (outcome?.type === "refused")
      expect(outcome.why).toBe(expected === "was decided" ? "decided" : expected);
    else expect(state).toBe(expected);
    expect(await audit.verify()).toMatchObject({ whole: true });
  });
});

test("who was first is said by name", async () => {
  const { cases, move } = await begin();
  await cases.open(opening());
  await move("claim", mona);
  expect((await move("dismiss", nils)).outcome).toEqual({ type: "refused", why: "claimed", by: mona });
  await move("delete", mona);
  expect((await move("dismiss", nils)).outcome).toEqual({ type: "refused", why: "decided", by: mona });
});

test("a case that is not there is said to be none", async () => {
  const { move } = await begin();
  expect((await move("dismiss", nils)).outcome).toEqual({ type: "refused", why: "no-such-case" });
});

test("a decision of two names both, and gives the reason of either", async () => {
  const { cases, actions, move } = await begin();
  await cases.open(opening({ twoPersons: true }));
  await move("delete", mona, "rule 1");
  expect(await cases.desk.find("c1")).toMatchObject({
    state: "seconding",
    proposal: { move: "delete", by: mona, reason: "rule 1" },
  });
  expect(actions.calls.filter((call) => !call.startsWith("answer") && !call.startsWith("showCard"))).toEqual(
    [],
  );
  await move("delete", nils);
  expect(await cases.desk.find("c1")).toMatchObject({
    decision: { move: "delete", by: mona, seconded: nils, reason: "rule 1" },
  });
  expect(actions.notices).toMatchObject([{ kind: { type: "acted", done: ["remove"] }, reason: "rule 1" }]);
});

test("the same move delivered twice counts once and is answered twice", async () => {
  const { cases, actions, entries } = await begin();
  await cases.open(opening());
  const event = { type: "move", id: "fake:1", case: "c1", move: "delete", by: mona } as const;
  const first = await cases.take(event);
  expect(await cases.take(event)).toEqual(first);
  expect((await entries()).filter(({ type }) => type === "moved")).toHaveLength(1);
  expect(actions.answers).toHaveLength(2);
  expect(actions.answers[1]).toEqual(actions.answers[0]);
});

test("two that decide at the same moment do not both decide", async () => {
  const { cases, actions, entries } = await begin();
  await cases.open(opening());
  await Promise.all(
    [mona, nils, rita].map((by) =>
      cases.take({ type: "move", id: `fake:${by.name}`, case: "c1", move: "delete", by }),
    ),
  );
  expect((await entries()).filter(({ type }) => type === "moved")).toHaveLength(1);
  const outcomes = actions.answers.map(({ outcome }) =>
    outcome.type === "refused" ? outcome.why : outcome.type,
  );
  expect(outcomes.sort()).toEqual(["decided", "decided", "done"]);
});

test.each([
  ["delete", { held: "fake:general/1" }],
  ["uphold", { held: "fake:general/1" }],
  ["dismiss", { released: "fake:general/1" }],
  ["claim", {}],
] as const)("after %s the core knows whether the message is held", async (made, consequence) => {
  const { cases, move } = await begin();
  await cases.open(opening());
  expect((await move(made, mona)).consequence).toEqual(consequence);
});

test("a dismissal taken back holds the message again", async () => {
  const { cases, move } = await begin();
  await cases.open(opening());
  await move("dismiss", mona);
  expect((await move("undo", mona)).consequence).toEqual({ held: "fake:general/1" });
});

test("offered are only moves that the platform can carry out", async () => {
  const { cases, actions } = await begin();
  const all = ["uphold", "dismiss", "warn", "delete", "timeout", "escalate", "claim"];
  expect((await cases.open(opening())).moves).toEqual(all);
  actions.can = { ...actions.can, timeout: false, remove: false };
  expect((await cases.desk.find("c1"))?.moves).toEqual(["uphold", "dismiss", "warn", "escalate", "claim"]);
});
