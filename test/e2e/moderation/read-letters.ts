import type { Letter, Outcome } from "./team.ts";

/** How Discord's and Slack's letters of each kind read. */
const HEADS: readonly (readonly [RegExp, Letter["kind"]])[] = [
  [/^Your message .* was removed|you cannot write/, "acted"],
  [/A word from the moderators/, "warned"],
  [/^What was done .* was taken back/, "undone"],
  [/Your appeal .* has arrived/, "appeal-received"],
  [/the decision stands/, "appeal-confirmed"],
  [/you were right/, "appeal-overturned"],
];

const ANSWERS: readonly (readonly [RegExp, Outcome])[] = [
  [/noted/, "done"],
  [/is looking at it/, "claimed"],
  [/A second moderator is needed/, "same-person"],
  [/Whoever decided does not decide/, "own-decision"],
];

/** What somebody was told in these words. */
export const letterKind = (text: string): Letter["kind"] => found(HEADS, text);

/** How a move ended, by these words. */
export const outcomeOf = (text: string): Outcome => found(ANSWERS, text);

function found<Kind>(known: readonly (readonly [RegExp, Kind])[], text: string): Kind {
  const [, kind] = known.find(([words]) => words.test(text)) ?? [];
  if (kind === undefined) throw new Error(`unknown words: ${text}`);
  return kind;
}
