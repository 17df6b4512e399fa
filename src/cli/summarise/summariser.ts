import type { Config } from "../../config/index.ts";
import { type Model, ModelError } from "../../core/ports/index.ts";
import type { Locale, SummaryLength } from "../../core/types.ts";
import { createPace } from "../../search/index.ts";
import {
  maxWordsOf,
  prepareSummaryPrompts,
  type SourceMessage,
  type Summary,
  type SummaryPrompts,
  summarise,
  summariseByQuoting,
} from "../../summary/index.ts";
import { progressInWords } from "../../text/progress-in-words.ts";
import { catchInterrupt } from "../catch-interrupt.ts";
import type { OpenedChatModel } from "../open-chat-model.ts";
import { createProgressLine } from "../progress-line.ts";
import { readSummaryPromptFiles } from "../read-prompt-files.ts";

/** Makes the summaries of one run of the command. */
export interface Summariser {
  /** @param place for the person at the terminal. Rejects with `Interrupted` at Ctrl-C. */
  summarise(place: string, messages: readonly SourceMessage[]): Promise<Summary>;
  stop(): Promise<void>;
}

/** Ctrl-C was pressed. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

export interface SummariserOptions {
  readonly length: SummaryLength;
  /** In which a model writes; absent: that of the messages. */
  readonly locale?: Locale;
}

export interface SummariserParts {
  readonly stderr: { write(text: string): unknown };
  /** Whether a person watches `stderr` in a terminal. */
  readonly isWatched: boolean;
  readonly config: Config;
  readonly openModel: (config: Config, print: (line: string) => void) => Promise<OpenedChatModel>;
}

/** `undefined`: there is none, which was said. */
type Loaded = { readonly model: Model; readonly prompts: SummaryPrompts } | undefined;
type FellBack = NonNullable<Awaited<ReturnType<typeof summarise>>["fellBack"]>;

/** The longest time that a timer takes: nobody else is waiting for this model. */
const NO_LIMIT_MS = 2 ** 31 - 1;
/** What is left of a line of a terminal for the name of a place. */
const MOST_OF_NAME = 40;

const pace = () => createPace(() => performance.now());

/** Summaries by quoting. */
export function quotingSummariser({ length }: SummariserOptions): Summariser {
  return {
    summarise: (_, messages) => summariseByQuoting(messages, { maxWords: maxWordsOf[length], pace: pace() }),
    stop: () => Promise.resolve(),
  };
}

/**
 * Summaries by the model that the config names; by quoting where there is none, and where it fails, which is said. The model is loaded for
 * the first of them. They reject with `Interrupted` at Ctrl-C, and with an `OperatorError` when prompts or keys are not in order.
 */
export function modelSummariser(options: SummariserOptions, parts: SummariserParts): Summariser {
  const say = (line: string) => void parts.stderr.write(`${line}\n`);
  const line = createProgressLine(parts.stderr, parts.isWatched);
  const quoting = quotingSummariser(options);
  let loaded: Promise<Loaded> | undefined;
  let model: Model | undefined;

  async function load(): Promise<Loaded> {
    const prompts = prepareSummaryPrompts(await readSummaryPromptFiles());
    const opened = await parts.openModel(parts.config, say);
    if (opened.state === "absent") {
      say(`Summaries quote, without a model. ${opened.hint}`);
      return undefined;
    }
    model = opened.model;
    opened.model.begin(false);
    try {
      await untilInterrupted((signal) => opened.model.ready(signal));
      return { model: opened.model, prompts };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      // What is wrong with it was said by whoever loads it.
      say("Summaries quote, without a model.");
      return undefined;
    }
  }

  return {
    async summarise(place, messages) {
      loaded ??= load();
      const found = await loaded;
      if (found === undefined) return quoting.summarise(place, messages);
      try {
        const { summary, fellBack } = await untilInterrupted((signal) =>
          summarise(messages, {
            ...{ ...options, ...found, signal, pace: pace() },
            now: () => performance.now(),
            patienceMs: NO_LIMIT_MS,
            onProgress: (progress) => line.show(`${shortened(place)}: ${progressInWords(progress, "en")}`),
          }),
        );
        line.clear();
        if (fellBack !== undefined) say(`${place}: ${whyQuoted(fellBack)}`);
        return summary;
      } finally {
        line.clear();
      }
    },
    stop: async () => model?.stop(),
  };
}

function whyQuoted({ because, error }: FellBack): string {
  const why =
    because === "failed"
      ? `the model failed (${error?.message ?? "it does not say why"})`
      : "the model is not ready";
  return `${why}; it is summarised by quoting.`;
}

const shortened = (name: string) =>
  name.length > MOST_OF_NAME ? `${name.slice(0, MOST_OF_NAME - 1)}…` : name;

/** What the work gives. Rejects with `Interrupted` when it ended because Ctrl-C was pressed. */
async function untilInterrupted<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const interruption = catchInterrupt();
  try {
    return await work(interruption.signal);
  } catch (error) {
    throw interruption.signal.aborted ? new Interrupted("interrupted", { cause: error }) : error;
  } finally {
    interruption.release();
  }
}
