import { expect, test } from "vitest";
import type { Summary } from "../../../src/summary/index.ts";
import { withoutMessages, withoutPerson } from "../../../src/summary/without.ts";
import { ids, message } from "./parts.ts";

const ann = { id: "test:Ann", name: "Ann" } as const;
const bob = { id: "test:Bob", name: "Bob" } as const;
const cited = (nth: number) => {
  const { id, author, link } = message(nth);
  return { id, author: { id: author.id, name: author.name }, link };
};
// Messages 1 and 4 are Bob's, 3 and 6 Ann's.
const summary: Summary = {
  kind: "model",
  locale: "en",
  gist: [{ text: "All of it.", sources: ids(1, 3) }],
  keyPoints: [
    { text: "Said by one.", sources: ids(4) },
    { text: "What Ann thinks.", sources: ids(4) },
    { text: "Said by the other.", sources: ids(6) },
  ],
  decisions: [{ text: "Agreed.", sources: ids(1), by: [bob, ann] }],
  actionItems: [{ text: "Done.", sources: ids(4), owner: ann }],
  openQuestions: [],
  participants: [
    { ...bob, messages: 2 },
    { ...ann, messages: 2 },
  ],
  messagesRead: 4,
  leftOut: { notices: 0, bots: 0, optedOut: 0 },
  cited: [1, 3, 4, 6].map(cited),
};

test("with a deleted message goes every claim that names it, and nothing else", () => {
  const left = withoutMessages(summary, new Set(ids(1)));
  expect(left.gist).toEqual([]);
  expect(left.decisions).toEqual([]);
  expect(left.keyPoints).toEqual(summary.keyPoints);
  expect(left.cited.map(({ id }) => id)).toEqual(ids(4, 6));
  expect(withoutMessages(summary, new Set(ids(2)))).toBe(summary);
});

test("with a person goes what they said, what they are to do, and what is said of them", () => {
  const left = withoutPerson(summary, ann.id);
  expect(JSON.stringify(left)).not.toContain("Ann");
  expect(left.keyPoints).toEqual([summary.keyPoints[0]]);
  expect(left.participants).toEqual([{ ...bob, messages: 2 }]);
  expect(withoutPerson(summary, "test:nobody")).toBe(summary);
});
