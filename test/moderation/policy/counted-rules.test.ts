import { describe, expect, test } from "vitest";
import type { Mention } from "../../../src/core/types.ts";
import { policiesOf, said, stepsOf } from "./policy-of.ts";

const START = Date.parse("2026-01-31T12:00:00Z");
const sentAfter = (seconds: number) => ({ sentAt: new Date(START + seconds * 1000).toISOString() });

describe("a flood", () => {
  const rule = { name: "flood", kind: "flood", messages: 3, seconds: 10, steps: ["queue", "timeout"] };

  async function flooding() {
    const policies = await policiesOf({ rules: [rule] });
    return (message: ReturnType<typeof said>) => policies.for(message.place).match(message)[0]?.steps;
  }

  test("is so many messages of one person in one place within the time, shown to people once", async () => {
    const match = await flooding();
    expect([0, 4, 8, 9, 9.5].map((at) => match(said("x", sentAfter(at))))).toEqual([
      undefined,
      undefined,
      ["queue", "timeout"],
      ["timeout"],
      ["timeout"],
    ]);
    expect(match(said("x", sentAfter(60)))).toBeUndefined();
    expect([61, 62].map((at) => match(said("x", sentAfter(at))))).toEqual([undefined, ["queue", "timeout"]]);
  });

  test("is not what several people write, nor one person in several places, nor slowly", async () => {
    const match = await flooding();
    const authors = ["a", "b", "c"].map((id) => ({ id: `web:${id}`, name: id, kind: "person" }) as const);
    for (const [at, author] of authors.entries())
      expect(match(said("x", { ...sentAfter(at), author }))).toBeUndefined();
    for (const [at, name] of ["p", "q"].entries())
      expect(
        match(said("x", { ...sentAfter(at), place: { id: `web:${name}`, name, kind: "channel" } })),
      ).toBeUndefined();
    for (const at of [20, 30, 40, 50, 60]) expect(match(said("x", sentAfter(at)))).toBeUndefined();
  });

  test("counts the same message once, and says the same of it again", async () => {
    const match = await flooding();
    const [first, second, third] = [0, 1, 2].map((at) => said("x", sentAfter(at))) as [
      ReturnType<typeof said>,
      ReturnType<typeof said>,
      ReturnType<typeof said>,
    ];
    expect([first, first, first, second, second].map(match)).toEqual(Array(5).fill(undefined));
    expect([third, third].map(match)).toEqual([
      ["queue", "timeout"],
      ["queue", "timeout"],
    ]);
    expect(match(first)).toBeUndefined();
    expect(match(said("x", sentAfter(3)))).toEqual(["timeout"]);
    expect(match(third)).toEqual(["queue", "timeout"]);
  });

  test("remembers a bounded number of people, whoever wrote lately", async () => {
    const match = await flooding();
    const by = (id: number, at: number) =>
      match(said("x", { ...sentAfter(at), author: { id: `web:${id}`, name: "n", kind: "person" } }));
    by(0, 0);
    by(0, 1);
    for (let id = 1; id <= 5_000; id++) by(id, 2);
    expect(by(0, 3)).toBeUndefined();
    by(5_000, 3);
    expect(by(5_000, 4)).toEqual(["queue", "timeout"]);
  });
});

test("more different mentions than allowed match; the same one twice is one", async () => {
  const mentions = (...ids: string[]): readonly Mention[] =>
    ids.map((id) => ({ id, name: id, kind: "person" }));
  const rule = { kind: "mentions", moreThan: 2 };
  expect(
    await stepsOf(
      rule,
      said("x", { mentions: mentions("a", "b") }),
      said("x", { mentions: mentions("a", "b", "a", "b") }),
      said("x", { mentions: mentions("a", "b", "c") }),
    ),
  ).toEqual([undefined, undefined, ["queue"]]);
});
