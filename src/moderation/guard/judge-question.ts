import {
  type GuardQuestion,
  type GuardVerdict,
  type Logger,
  ModelError,
  type VerdictModel,
  type VerdictReading,
} from "../../core/ports/index.ts";
import { fitQuestion } from "./fit-question.ts";
import type { GuardFormat } from "./guard-format.ts";
import { guardPrompt } from "./guard-prompt.ts";
import { readVerdict, worstOf } from "./read-verdict.ts";

interface JudgingParts {
  readonly model: VerdictModel;
  readonly format: GuardFormat;
  /** Whether the model is asked by the chat template of its own file. */
  readonly ownTemplate: boolean;
  /** What stands in verdicts as `model`. */
  readonly identity: string;
  readonly log: Logger;
}

/** Below it, the model would nearly always have said something else than any of its answers. */
const LEAST_SHARE = 0.01;

/** Judges one question with the model, however long it is. Rejects as `VerdictModel.read` does. */
export function createJudging(
  parts: JudgingParts,
): (asked: GuardQuestion, signal: AbortSignal) => Promise<GuardVerdict> {
  const { model, format, ownTemplate, identity, log } = parts;
  const prompt = (asked: GuardQuestion) => guardPrompt(format, ownTemplate, asked);
  let warned = false;

  async function read(asked: GuardQuestion, signal: AbortSignal): Promise<GuardVerdict> {
    const { readings } = await model.read(prompt(asked), signal);
    warnOfStrangeAnswers(readings);
    return { ...readVerdict(format, readings), model: identity };
  }

  function warnOfStrangeAnswers(readings: readonly VerdictReading[]): void {
    if (warned || readings.every(({ share }) => share >= LEAST_SHARE)) return;
    warned = true;
    log.warn(
      { model: identity },
      "the guard model hardly ever gives the answers of its format; is it the right one?",
    );
  }

  return async (asked, signal) => {
    try {
      return await read(asked, signal);
    } catch (error) {
      if (!(error instanceof ModelError) || error.code !== "overflow") throw error;
      const verdicts: GuardVerdict[] = [];
      for (const part of await fitQuestion(asked, model, prompt)) verdicts.push(await read(part, signal));
      return together(verdicts, identity);
    }
  };
}

/** A text breaks what any of its windows breaks, as surely as the worst of them does. */
function together(verdicts: readonly GuardVerdict[], model: string): GuardVerdict {
  const worstFirst = verdicts.toSorted((a, b) => b.probability - a.probability);
  const chances = verdicts.flatMap((verdict) => verdict.chances ?? []);
  return {
    ...(chances.length > 0 ? { chances: worstOf(chances) } : {}),
    probability: worstFirst[0]?.probability ?? 0,
    categories: [...new Set(worstFirst.flatMap(({ categories }) => categories))],
    codes: [...new Set(worstFirst.flatMap(({ codes }) => codes))],
    model,
  };
}
