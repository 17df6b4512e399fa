import { ModelError } from "../core/ports/index.ts";
import { summariseByQuoting } from "./extractive/extractive.ts";
import { maxWordsOf } from "./length.ts";
import { type ModelSummaryOptions, summariseWithModel } from "./model/summarise-with-model.ts";
import type { Pace } from "./pace.ts";
import { readable } from "./readable.ts";
import type { SourceMessage } from "./source-message.ts";
import type { Summary } from "./summary.ts";
import { pointsOf } from "./without.ts";

export interface SummariseOptions extends Omit<ModelSummaryOptions, "onAnswer" | "expectedMessages"> {
  readonly pace: Pace;
  /** How long the model may take to begin its first answer: one that is busy with others is not waited for longer. */
  readonly patienceMs: number;
}

export interface Summarised {
  readonly summary: Summary;
  /**
   * Why it was made by quoting: no model is ready, it did not begin in time, or it failed or found nothing to say. `error` is for logs: it holds
   * nobody's words. Absent where the model made it.
   */
  readonly fellBack?: { readonly because: "no-model" | "busy" | "failed"; readonly error?: ModelError };
}

/**
 * A summary by the model; where that is not to be had, by quoting. Its `kind` says which. Rejects only where the signal stopped it
 * (`ModelError`, `aborted`), or for what is no model's failure.
 */
export async function summarise(
  messages: readonly SourceMessage[],
  { pace, patienceMs, ...options }: SummariseOptions,
): Promise<Summarised> {
  const byQuoting = async (fellBack: NonNullable<Summarised["fellBack"]>): Promise<Summarised> => {
    const { length, optedOut = new Set() } = options;
    const summary = await summariseByQuoting(messages, { maxWords: maxWordsOf[length], pace, optedOut });
    return { summary, fellBack };
  };
  if (options.model.health().state !== "ready") return byQuoting({ because: "no-model" });

  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const signal = AbortSignal.any([options.signal, patience.signal]);
    const onAnswer = () => clearTimeout(timer);
    const summary = await summariseWithModel(messages, { ...options, signal, onAnswer });
    // Nothing to say of what people said: the model overlooked it, or a message talked it into that.
    if (pointsOf(summary) === 0 && readable(messages, options.optedOut ?? new Set()).read.some(saysSomething))
      throw new ModelError("failed", "the model found no point in what was said");
    return { summary };
  } catch (error) {
    if (!(error instanceof ModelError) || options.signal.aborted) throw error;
    if (patience.signal.aborted) return byQuoting({ because: "busy" });
    return byQuoting({ because: "failed", error });
  } finally {
    clearTimeout(timer);
  }
}

const saysSomething = ({ text }: SourceMessage) => text.trim() !== "";
