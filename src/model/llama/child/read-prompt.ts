import { orAborted } from "../../../waiting/or-aborted.ts";
import type { Urgency } from "../../urgency.ts";
import type { ChatPrompt } from "./chat-prompts.ts";
import type { ChatSlot, Holding } from "./chat-slot.ts";
import type { ReplyRequest } from "./engine.ts";
import { evaluateUpTo } from "./evaluate-up-to.ts";
import { createOpeningReaders } from "./opening-readers.ts";
import { PRIORITY } from "./priority.ts";
import type { Rates } from "./rates.ts";
import type { Rounds } from "./rounds.ts";
import type { Opening, ThreadStates } from "./thread-states.ts";

export interface ReadingParts {
  readonly rounds: Rounds;
  readonly states: ThreadStates;
  readonly rates: Rates;
  readonly chunkTokens: number;
}

export interface ReadOptions extends Pick<ReplyRequest, "signal" | "usage"> {
  readonly holding: Holding | undefined;
  /** It was asked for in monotonic milliseconds. */
  readonly urgency: Urgency;
}

/**
 * Brings the slot to hold all of the prompt but its last token, from which the answer is generated. What it holds already, or
 * what is kept, is not evaluated again.
 */
export type ReadPrompt = (slot: ChatSlot, prompt: ChatPrompt, options: ReadOptions) => Promise<void>;

/** What nobody waits for is read in such chunks: they, too, hold up the answers under way. */
const BACKGROUND_CHUNK_TOKENS = 64;

export function createReading({ rounds, states, rates, chunkTokens }: ReadingParts): ReadPrompt {
  const readers = createOpeningReaders();

  return async (slot, { tokens, opening }, { holding, urgency, signal, usage }) => {
    const { sequence } = slot;
    const { background } = urgency;
    const wanted = tokens.slice(0, -1);
    async function prepare(): Promise<void> {
      const meter = sequence.tokenMeter;
      const before = meter.usedInputTokens;
      await states.prepare(slot, holding, wanted, opening);
      // A model that cannot go back in its state has read some of it again.
      usage.evaluatedTokens += meter.usedInputTokens - before;
    }
    const lacks = (of: Opening) => sequence.nextTokenIndex < of.tokens.length && states.wantsOpening(of);

    await prepare();
    if (opening !== undefined) {
      // Where one gave up, the next one to come reads it; where it was read and could not be kept, waiting again is no use.
      let read = false;
      while (!read && lacks(opening)) {
        const reader = readers.reader(opening.system, background);
        if (reader === undefined) break;
        read = await orAborted(reader, signal);
        await prepare();
      }
    }

    const begunAt = performance.now();
    const size = background ? Math.min(BACKGROUND_CHUNK_TOKENS, chunkTokens) : chunkTokens;
    const options = {
      chunkTokens: size,
      priority: background ? PRIORITY.background : PRIORITY.interactive,
      step(chunk: number, work: () => Promise<void>) {
        const left = wanted.length - sequence.nextTokenIndex;
        return rounds.step({ tokens: chunk, ...urgency, prompt: { left, begunAt } }, work, signal);
      },
    };
    let begun = begunAt;
    const read = (upTo: number) =>
      rounds.compute(() =>
        evaluateUpTo(
          sequence,
          wanted.slice(0, upTo),
          signal,
          (evaluated) => {
            usage.evaluatedTokens += evaluated;
            const at = performance.now();
            rates.evaluating.learn(evaluated, at - begun);
            begun = at;
          },
          options,
        ),
      );
    if (opening !== undefined && lacks(opening)) {
      await readers.read(opening.system, background, async () => {
        await read(opening.tokens.length);
        await states.keepOpening(slot, opening);
      });
      begun = performance.now();
    }
    await read(wanted.length);
    // Models that keep a state instead of a cache can only go back to where a checkpoint was taken.
    if (sequence.needsCheckpoints) await rounds.alone(() => sequence.takeCheckpoint());
    usage.evaluatedTokens += 1;
  };
}
