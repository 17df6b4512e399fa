import { BREAKS_RULES, type Guard, type Logger, ModelError, type Observe } from "../../core/ports/index.ts";
import type { Verdict } from "../../core/types.ts";
import { hasWords } from "../../text/has-words.ts";
import type { Router, RouterLanguage } from "../router/index.ts";
import type { AnswerJudge, SpokenContext } from "./judge.ts";

interface AnswerJudgeParts {
  readonly router: Pick<Router, "score">;
  /** From this probability on a sentence is worth a second look. */
  readonly thresholds: Readonly<Record<RouterLanguage, number>>;
  /** Where there is none, what the router alone is sure of is held. */
  readonly guard?: Pick<Guard, "judge">;
  readonly log: Logger;
  readonly observe: Observe;
  /** How long an answer waits for the guard: then the sentence is held. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;
/**
 * From this score on the router alone decides. Below it, harmless sentences come up too: none
 * of those that Maru's own pages are made of scores as much as this.
 */
const SURE = 0.8;
/** So much of what precedes a sentence is scored with it. */
const MAX_JOINED_CHARS = 200;

/**
 * Judges Maru's own sentences by the router, and those that it sends on by the guard. A sentence is scored once, together
 * with the end of what precedes it, so that what is said in two sentences is seen, too; the router scores each of them apart
 * by the way. What a guard cannot judge is held: nobody has allowed it.
 */
export function createAnswerJudge(parts: AnswerJudgeParts): AnswerJudge {
  const { router, thresholds, guard, log, observe, patienceMs = PATIENCE_MS } = parts;

  return (sentence, context) => {
    if (!hasWords(sentence)) return { action: "allow" };
    const { language, look } = router.score(joined(context.before, sentence));
    if (look < (guard === undefined ? Math.max(SURE, thresholds[language]) : thresholds[language])) {
      observe({ type: "screened", outcome: "clear" });
      return { action: "allow" };
    }
    return bySecondLook(sentence, context);
  };

  async function bySecondLook(sentence: string, context: SpokenContext): Promise<Verdict> {
    const { to, signal } = context;
    const held = (why: string): Verdict => {
      if (!signal.aborted) {
        observe({ type: "screened", outcome: "held", why });
        log.info({ message: to.id, why }, "sentence of an answer held");
      }
      return { action: "hold", reason: `guard: ${why}` };
    };
    if (guard === undefined) return held("none");
    try {
      const { probability, categories } = await judged(guard, sentence, context);
      if (probability >= BREAKS_RULES) return held(categories[0] ?? "other");
      observe({ type: "screened", outcome: "allowed" });
      return { action: "allow" };
    } catch (error) {
      return held(error instanceof ModelError ? error.code : "failed");
    }
  }

  /** Rejects when it takes too long, also where the guard does not. */
  async function judged(
    guard: Pick<Guard, "judge">,
    sentence: string,
    { to, before, signal }: SpokenContext,
  ) {
    const deadline = AbortSignal.timeout(patienceMs);
    const either = AbortSignal.any([signal, deadline]);
    const late = new Promise<never>((_, reject) => {
      const leave = () =>
        reject(new ModelError(deadline.aborted ? "deadline" : "aborted", "the guard gave no verdict"));
      if (either.aborted) leave();
      else either.addEventListener("abort", leave, { once: true });
    });
    const said = [
      { by: "person", text: to.text },
      { by: "self", text: before },
    ] as const;
    const asked = {
      of: "answer",
      text: sentence,
      before: said.filter(({ text }) => hasWords(text)),
    } as const;
    // A guard that throws at once must leave nobody behind who waits for its deadline.
    return Promise.race([(async () => guard.judge(asked, either))(), late]);
  }
}

/** The sentence behind the end of its own paragraph so far. */
function joined(before: string, sentence: string): string {
  if (/^\s*\n\s*\n/.test(sentence)) return sentence;
  const end = before.slice(-MAX_JOINED_CHARS);
  const words = end.length < before.length ? end.replace(/^\S*\s/, "") : end;
  return words.slice(words.lastIndexOf("\n\n") + 1) + sentence;
}
