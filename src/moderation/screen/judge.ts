import type { ScreenContext } from "../../core/ports/index.ts";
import type { Verdict } from "../../core/types.ts";

/** What a judge of Maru's own words is told beside them. */
export interface SpokenContext {
  /** The question that is answered. */
  readonly to: ScreenContext["to"];
  /** What directly precedes the sentence in the answer: at most 2,000 characters. */
  readonly before: string;
  /** Aborted when nobody waits for the verdict any more. */
  readonly signal: AbortSignal;
}

/**
 * Says whether a sentence of Maru's may be shown. It is given one sentence or one bounded part of a longer text at a time,
 * several at the same time, and may reject: what could not be judged is held. When it need not wait it answers at once.
 */
export type AnswerJudge = (sentence: string, context: SpokenContext) => Verdict | Promise<Verdict>;

/** The judge's verdict; a judge that fails has not allowed anything. White space needs no judge. */
export async function verdictOf(
  judge: AnswerJudge,
  sentence: string,
  context: SpokenContext,
): Promise<Verdict> {
  if (sentence.trim() === "") return { action: "allow" };
  try {
    return await judge(sentence, context);
  } catch {
    // The error may quote the sentence, which must not reach a log or a moderator's list of reasons.
    return { action: "hold", reason: "judge failed" };
  }
}

const MAX_BEFORE_CHARS = 2_000;

/** The end of what precedes a sentence, as `SpokenContext.before` promises it. */
export const endOf = (earlier: string): string => earlier.slice(-MAX_BEFORE_CHARS);
