import type { Message } from "../core/types.ts";
import { isQuestion } from "../text/is-question.ts";
import { guessReplies } from "./conversation.ts";
import type { Pace } from "./pace.ts";
import { isQuotable } from "./quotable.ts";
import type { Relevance } from "./relevance.ts";

/** A message that may be quoted, with what it is worth as an answer. */
export interface Ranked {
  readonly message: Message;
  readonly score: number;
}

/** A message must speak of this share of the question's matter, itself or as the reply to one that does. */
const minCoverage = 0.15;
/** And be worth this much of the best one. */
const minOfBest = 0.3;
/** A message that only asks answers nothing. */
const questionWeight = 0.35;
/** A reply to a matching question owes it this much of the question's score; to a statement, half of that. */
const replyWeight = 1.5;
const statementWeight = 0.5;
/** A message of a word or two says little ("deploys are scary"): its worth rises up to `fullWords`. */
const shortWeight = 0.6;
const fullWords = 6;
/** So much more is worth what was just written, halved with every `halfLifeMs` of age. */
const recencyWeight = 0.05;
const halfLifeMs = 30 * 24 * 60 * 60_000;

/** The messages worth quoting, best first. `relevances` and `messages` (oldest first) go together. */
export async function rank(
  messages: readonly Message[],
  relevances: readonly Relevance[],
  pace: Pace,
): Promise<readonly Ranked[]> {
  const asks: boolean[] = [];
  for (const { text } of messages) {
    asks.push(isQuestion(text));
    await pace.rest();
  }
  const repliesTo = guessReplies(messages);
  const borrowed = new Float64Array(messages.length);
  const coverage = Float64Array.from(relevances, (relevance) => relevance.coverage);
  for (const [at, relevance] of relevances.entries()) {
    if (relevance.score === 0) continue;
    for (const reply of repliesTo(at)) {
      const share = reply.likelihood * replyWeight * (asks[at] ? 1 : statementWeight);
      borrowed[reply.at] = Math.max(borrowed[reply.at] as number, relevance.score * share);
      coverage[reply.at] = Math.max(coverage[reply.at] as number, relevance.coverage * share);
    }
    await pace.rest();
  }
  const newestMs = Date.parse(messages.at(-1)?.sentAt ?? "") || 0;
  const ranked: { message: Message; score: number; at: number }[] = [];
  for (const [at, message] of messages.entries()) {
    if ((coverage[at] as number) < minCoverage || !isQuotable(message)) continue;
    const ageMs = Math.max(0, newestMs - (Date.parse(message.sentAt) || 0));
    const score =
      ((relevances[at]?.score ?? 0) + (borrowed[at] as number)) *
      (asks[at] ? questionWeight : 1) *
      Math.min(1, shortWeight + ((1 - shortWeight) * (relevances[at]?.words ?? 0)) / fullWords) *
      (1 + recencyWeight * 2 ** (-ageMs / halfLifeMs));
    ranked.push({ message, score, at });
    await pace.rest();
  }
  // The newer one first where two are worth the same.
  ranked.sort((a, b) => b.score - a.score || b.at - a.at);
  const best = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => score >= best * minOfBest);
}
