import type { Message, Verdict } from "../core/types.ts";

/** What a judge is told about the text before it. */
export interface JudgeContext {
  /** `message`: a person's own words. `answer`: Maru's, not yet shown to anybody. */
  readonly of: "message" | "answer";
  /** The message that is judged, or the one that is answered. */
  readonly message: Message;
  /** What directly precedes the text, from the same message or answer: at most 2,000 characters. */
  readonly before: string;
  /** Aborted when nobody waits for the verdict any more. */
  readonly signal: AbortSignal;
}

/**
 * Says whether a text may pass. It is given one sentence or one bounded part of a longer text at a
 * time, several at the same time, and may reject: what could not be judged is held.
 */
export type Judge = (text: string, context: JudgeContext) => Promise<Verdict>;

/** The judge's verdict; a judge that fails has not allowed anything. White space needs no judge. */
export async function verdictOf(judge: Judge, text: string, context: JudgeContext): Promise<Verdict> {
  if (text.trim() === "") return { action: "allow" };
  try {
    return await judge(text, context);
  } catch {
    // The error may quote the text, which must not reach a log or a moderator's list of reasons.
    return { action: "hold", reason: "judge failed" };
  }
}

const maxBeforeChars = 2000;

/** The end of what precedes a text, as `JudgeContext.before` promises it. */
export function endOf(earlier: string): string {
  return earlier.slice(-maxBeforeChars);
}
