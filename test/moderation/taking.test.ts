import { expect, test } from "vitest";
import type { ModerationEvent, MoveOutcome } from "../../src/core/ports/index.ts";
import type { MessageId } from "../../src/core/types.ts";
import { createModeration } from "../../src/moderation/index.ts";

/** Moderation over cases and a sample that note what they are told, and who is answered what. */
function noting() {
  const gone: string[] = [];
  const answers: [event: string, outcome: MoveOutcome][] = [];
  const taken: ModerationEvent[] = [];
  const moderation = createModeration({
    cases: {
      async take(event) {
        taken.push(event);
        return { held: "web:1" };
      },
      gone: async (message: MessageId) => void gone.push(`case ${message}`),
      count: async () => 2,
      erase: async () => 1,
    },
    sample: {
      label: async () => ({ type: "labelled" }),
      withdraw: async (message) => void gone.push(`sample ${message}`),
      count: async () => 3,
      erase: async () => 3,
    },
    answer: async (event, outcome) => void answers.push([event, outcome]),
  });
  return { moderation, gone, answers, taken };
}

const mod = { id: "web:p2", name: "Mod", kind: "person" } as const;

test("a label goes to the sample, and whoever gave it is answered", async () => {
  const { moderation, answers, taken } = noting();
  const event = { type: "label", id: "web:e1", message: "web:1", label: "fine", by: mod } as const;
  expect(await moderation.take(event)).toEqual({});
  expect(answers).toEqual([["web:e1", { type: "labelled" }]]);
  expect(taken).toEqual([]);
});

test("a move goes to the cases, and its consequence comes back", async () => {
  const { moderation, answers, taken } = noting();
  const event = { type: "move", id: "web:e2", case: "c1", move: "uphold", by: mod } as const;
  expect(await moderation.take(event)).toEqual({ held: "web:1" });
  expect([taken, answers]).toEqual([[event], []]);
});

test("a message that its author deleted is withdrawn from case and sample", async () => {
  const { moderation, gone } = noting();
  await moderation.gone("web:1");
  expect(gone).toEqual(["case web:1", "sample web:1"]);
});

test("what is kept of a person is counted and erased in both", async () => {
  const { moderation } = noting();
  expect(await moderation.count("web:p1")).toBe(5);
  expect(await moderation.erase("web:p1")).toBe(4);
});
