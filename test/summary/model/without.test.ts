import { expect, test } from "vitest";
import { type Summary, summaryAsMarkdown } from "../../../src/summary/index.ts";
import { withoutMessages, withoutOutdated, withoutPerson } from "../../../src/summary/without.ts";
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
  leftOut: { notices: 0, own: 0, bots: 0, optedOut: 0 },
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
  const left = withoutPerson(summary, ann);
  expect(JSON.stringify(left)).not.toContain("Ann");
  expect(left.keyPoints).toEqual([summary.keyPoints[0]]);
  expect(left.participants).toEqual([{ ...bob, messages: 2 }]);
  expect(withoutPerson(summary, { id: "test:nobody", name: "Nobody" })).toBe(summary);
});

test("with an edited message goes what a model said of it; of quotations only what does not stand in it any more", () => {
  const edited = withoutOutdated(summary, ids(4)[0]!, "Nothing of the kind.");
  expect(edited.keyPoints).toEqual([summary.keyPoints[2]]);
  expect(edited.actionItems).toEqual([]);
  const quoting: Summary = { ...summary, kind: "extractive" };
  const left = withoutOutdated(quoting, ids(4)[0]!, "Well.  Said by\none. Really.");
  expect(left.keyPoints).toEqual([summary.keyPoints[0], summary.keyPoints[2]]);
  expect(withoutOutdated(quoting, ids(6)[0]!, "Said by the other.")).toBe(quoting);
});

test("somebody who wrote nothing there goes with what is said of them, and nobody who is called like a part of a word", () => {
  const said: Summary = {
    ...summary,
    keyPoints: [
      { text: "They decided on Zoe.", sources: ids(4) },
      { text: "They tested it.", sources: ids(4) },
    ],
  };
  expect(withoutPerson(said, { id: "test:z", name: "Zoe" }).keyPoints).toEqual([said.keyPoints[1]]);
  expect(withoutPerson(said, { id: "test:e", name: "Ed" })).toBe(said);
});

test("a name that somebody had when they wrote is looked for as well as that of now", () => {
  const { keyPoints } = withoutPerson(summary, { id: ann.id, name: "Anna" });
  expect(JSON.stringify(keyPoints)).not.toContain("Ann");
});

test("what was taken out is counted, and never said to have been nothing", () => {
  const once = withoutMessages(summary, new Set(ids(1)));
  expect(once.takenOut).toBe(2);
  const all = withoutMessages(withoutMessages(once, new Set(ids(4))), new Set(ids(6)));
  expect(all.takenOut).toBe(6);
  const shown = (locale: "en" | "ko") => summaryAsMarkdown(all, { locale, timeZone: "UTC", now: 0 });
  expect(shown("en")).toContain("Taken out: 6 points, because");
  expect(shown("en")).not.toContain("nothing here");
  expect(shown("ko")).toContain("항목 6개를 뺐어요");
});
