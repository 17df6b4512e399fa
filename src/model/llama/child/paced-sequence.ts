import type { LlamaContextSequence } from "node-llama-cpp";
import type { Urgency } from "../../urgency.ts";
import type { Rounds } from "./rounds.ts";

/** A sequence of which each token that it generates is a step of the rounds. */
export interface PacedSequence {
  /** The sequence itself. */
  readonly sequence: LlamaContextSequence;
  /** Says how urgent is what it generates from now on; asked for in monotonic milliseconds. */
  begin(of: Urgency): void;
  /**
   * Ends what it generates. `LlamaChat` just stops asking for more; what llama.cpp holds for choosing tokens, megabytes with large
   * vocabularies, would then be freed only when the garbage collector happens to find it.
   */
  end(): Promise<void>;
}

export function paceSequence(sequence: LlamaContextSequence, rounds: Rounds): PacedSequence {
  const evaluate = sequence.evaluate.bind(sequence);
  let urgency: Urgency = { background: false, askedAt: 0 };
  let current: ReturnType<typeof evaluate> | undefined;

  async function* paced(...[tokens, options]: Parameters<typeof evaluate>): ReturnType<typeof evaluate> {
    const iterator = evaluate(tokens, options);
    let part = { tokens: tokens.length, ...urgency, first: true };
    let replacement: Parameters<typeof iterator.next> = [];
    try {
      while (true) {
        const { value, done } = await rounds.step(part, () => iterator.next(...replacement));
        if (done) return;
        part = { tokens: 1, ...urgency, first: false };
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
    begin(of) {
      urgency = of;
    },
    async end() {
      await current?.return();
      current = undefined;
    },
  };
}
