import { expect, test } from "vitest";
import { type Summary, summaryAsMarkdown } from "../../../src/summary/index.ts";
import { bestFirst } from "../../../src/summary/model/best-sources.ts";
import { ids, message } from "./parts.ts";

test("the messages that share most words with a claim come first, one of each note before the second of any", () => {
  const grounds = [
    { text: "Lunch is at noon.", sources: ids(1, 2) },
    { text: "The release moves to Friday.", sources: ids(5, 4) },
    { text: "Friday is good for the release of the app.", sources: ids(7, 4, 8) },
  ];
  expect(bestFirst("The release of the app is on Friday.", grounds)).toEqual(ids(7, 5, 1, 4, 2, 8));
  expect(bestFirst("점심은 12시예요.", [])).toEqual([]);
});

test("where nothing tells them apart they stay in the order of writing", () => {
  const grounds = [3, 1, 2].map((nth) => ({ text: "Yes.", sources: ids(nth) }));
  expect(bestFirst("All agreed.", grounds)).toEqual(ids(3, 1, 2));
});

test("of a point that stands on many messages the best four are linked, in the order of writing", () => {
  const summary: Summary = {
    ...{ kind: "model", locale: "en", decisions: [], actionItems: [], openQuestions: [], keyPoints: [] },
    gist: [{ text: "All of it.", sources: ids(6, 2, 5, 3, 1, 4) }],
    ...{ participants: [], messagesRead: 6, leftOut: { notices: 0, own: 0, bots: 0, optedOut: 0 } },
    cited: [1, 2, 3, 4, 5, 6].map((nth) => message(nth)),
  };
  const shown = summaryAsMarkdown(summary, { locale: "en", timeZone: "UTC", now: 0 });
  const linked = [...shown.matchAll(/chat\.example\/m(\d)/g)].map(([, nth]) => Number(nth));
  expect(linked).toEqual([2, 3, 5, 6]);
  expect(shown).toContain("and 2 more");
});
