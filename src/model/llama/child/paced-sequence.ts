import type { LlamaContextSequence } from "node-llama-cpp";
import { PRIORITY } from "./priority.ts";
import type { Rounds } from "./rounds.ts";

/** A sequence of which each token that it generates is a step of the rounds. */
export interface PacedSequence {
  /** The sequence itself. */
  readonly sequence: LlamaContextSequence;
  /**
   * Ends what it generates. `LlamaChat` just stops asking for more; what llama.cpp holds for choosing tokens, megabytes with large
   * vocabularies, would then be freed only when the garbage collector happens to find it.
   */
  end(): Promise<void>;
}

export function paceSequence(sequence: LlamaContextSequence, rounds: Rounds): PacedSequence {
  const evaluate = sequence.evaluate.bind(sequence);
  let current: ReturnType<typeof evaluate> | undefined;

  async function* paced(...[tokens, options]: Parameters<typeof evaluate>): ReturnType<typeof evaluate> {
    const iterator = evaluate(tokens, options);
    const background = options?.evaluationPriority === PRIORITY.background;
    let part = { tokens: tokens.length, background };
    let replacement: Parameters<typeof iterator.next> = [];
    try {
      while (true) {
        const { value, done } = await rounds.step(part, () => iterator.next(...replacement));
        if (done) return;
        part = { tokens: 1, background };
        replacement = [yield value];
      }
    } finally {
      await iterator.return();
    }
  }

  Object.assign(sequence, {
    evaluate(...how: Parameters<typeof evaluate>) {
      current = paced(...how);
      return current;
    },
  });
  return {
    sequence,
    async end() {
      await current?.return();
      current = undefined;
    },
  };
}
