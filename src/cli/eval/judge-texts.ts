import { type Guard, ModelError, OperatorError } from "../../core/ports/index.ts";
import type { Labelled } from "../../moderation/measure/index.ts";

/** A guard that takes longer for one text than this has stopped. */
const DEADLINE_MS = 10 * 60_000;

/** The guard's probability of each text in order, or why it did not judge. */
export type Judged = number | ModelError["code"];

/**
 * Has the guard judge all texts. Rejects with an `OperatorError` when the guard is not to be had at all.
 *
 * @param options.rules the place's own rules as questions
 * @param options.parallel so many at a time: as many as the guard judges side by side, so that none waits until its deadline
 * @param told is called with how many have been judged, now and then
 */
export async function judgeTexts(
  texts: readonly Labelled[],
  guard: Guard,
  { rules, parallel }: { readonly rules: readonly string[]; readonly parallel: number },
  told: (count: number) => void,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  let next = 0;
  let done = 0;

  async function judgeSome(): Promise<void> {
    for (let at = next++; at < texts.length; at = next++) {
      const { text } = texts[at] as Labelled;
      judged[at] = await probabilityOf(text);
      done++;
      if (done % 100 === 0) told(done);
    }
  }

  async function probabilityOf(text: string): Promise<Judged> {
    try {
      const asked = { of: "message", text, before: [], rules } as const;
      return (await guard.judge(asked, AbortSignal.timeout(DEADLINE_MS))).probability;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (error.code === "unavailable")
        throw new OperatorError(`The guard cannot judge: ${error.message}`, { cause: error });
      return error.code;
    }
  }

  await Promise.all(Array.from({ length: parallel }, judgeSome));
  return judged;
}
