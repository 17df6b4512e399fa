import { expect, test } from "vitest";
import type { FakeModerationActions } from "../../fakes/moderation-actions.ts";
import { begin, message, mona, nils, opening, policyOf, rita } from "./setup.ts";

const report = { type: "report", id: "fake:report", message: message(), by: rita } as const;
const toldKinds = ({ notices }: FakeModerationActions) => notices.map(({ kind }) => kind.type);

test("a reported message that its author deletes stays to be decided, but not to be deleted", async () => {
  const { cases, actions, move } = await begin();
  await cases.open(opening());
  await cases.take(report);
  await cases.gone("fake:general/1");
  const left = await cases.desk.find("c1");
  expect(left).toMatchObject({ state: "open", gone: true, hasText: true });
  expect(left?.moves).toEqual(["uphold", "dismiss", "warn", "timeout", "escalate", "claim"]);
  expect(cases.desk.backlog()).toMatchObject({ waiting: 1 });
  expect((await move("delete", mona)).outcome).toEqual({ type: "refused", why: "not-possible" });
  await move("timeout", mona);
  expect(await cases.desk.find("c1")).toMatchObject({ state: "decided", done: [{ step: "timeout" }] });
  expect(toldKinds(actions)).toEqual(["acted"]);
  await cases.gone("fake:general/1");
  expect(cases.desk.backlog()).toEqual({ waiting: 0 });
});

test("upholding it says nothing of a removal that nobody made", async () => {
  const { cases, actions, move } = await begin();
  await cases.open(opening({ mode: "shadow", proposed: ["note", "queue", "remove"] }));
  await cases.take(report);
  await cases.gone("fake:general/1");
  await move("uphold", mona);
  expect(actions.removed.size).toBe(0);
  expect(toldKinds(actions)).toEqual(["warned"]);
  expect(await cases.desk.find("c1")).toMatchObject({ done: [{ step: "note" }] });
});

test("a decision that waits for the second moderator goes on waiting", async () => {
  const { cases, move, entries } = await begin();
  await cases.open(opening({ twoPersons: true }));
  await move("warn", mona);
  await cases.gone("fake:general/1");
  await cases.gone("fake:general/1");
  expect((await entries()).filter(({ type }) => type === "gone")).toHaveLength(1);
  expect(await cases.desk.find("c1")).toMatchObject({ state: "seconding", gone: true });
  await move("warn", nils);
  expect(await cases.desk.find("c1")).toMatchObject({ state: "decided", done: [{ step: "note" }] });
});

test("erasing the author's words waits for the decision there too", async () => {
  const { cases, move } = await begin();
  await cases.take(report);
  await cases.erase("fake:author");
  await cases.gone("fake:general/1");
  expect(await cases.desk.find("c1")).toMatchObject({ hasText: true });
  await move("warn", mona);
  expect(await cases.desk.find("c1")).toMatchObject({ hasText: false });
});

test("nobody floods the queue: more than ten reports within the hour are refused, of that person alone", async () => {
  const { cases, actions, clock } = await begin({ policyOf });
  const of = (at: number, by = rita) =>
    cases.take({
      ...report,
      id: `fake:${by.name}/${at}`,
      message: message({ id: `fake:general/${at}` }),
      by,
    });
  const lastAnswer = () => actions.answers.at(-1)?.outcome;
  for (let at = 1; at <= 10; at++) await of(at);
  expect(lastAnswer()).toEqual({ type: "reported" });
  await of(11);
  expect(lastAnswer()).toEqual({ type: "refused", why: "too-many-reports" });
  expect(cases.desk.backlog()).toMatchObject({ waiting: 10 });
  // What was taken once stays taken.
  await of(10);
  expect(lastAnswer()).toEqual({ type: "reported" });
  await of(11, nils);
  expect(lastAnswer()).toEqual({ type: "reported" });
  clock.now += 60 * 60 * 1000;
  await of(12);
  expect(lastAnswer()).toEqual({ type: "reported" });
});

test("an appeal says who does not decide about it, and the author's notice how long its reason may be kept", async () => {
  const { cases, actions, move } = await begin();
  await cases.open(opening({ twoPersons: true, proposed: ["queue", "remove"], mode: "shadow" }));
  await cases.take(report);
  await move("warn", mona, "Be kind.");
  await move("warn", nils);
  expect(await cases.desk.find("c1")).toMatchObject({ state: "decided", deciders: [] });
  expect(actions.notices).toMatchObject([{ reason: "Be kind.", keepMs: opening().retentionMs }]);
  const by = opening().message.author;
  await cases.take({ type: "appeal", id: "fake:appeal", case: "c1", words: "no", by });
  expect(await cases.desk.find("c1")).toMatchObject({ state: "appealed", deciders: [mona.id, nils.id] });
  await move("dismiss", rita);
  expect(await cases.desk.find("c1")).toMatchObject({ state: "final", deciders: [] });
});
