/**
 * Lets sequences of one context compute together, round by round: each round is one batch, and between two of them nothing is
 * queued. node-llama-cpp alone would hold the context as long as anything is queued, so that erasing, saving or loading a sequence
 * waited until all the others are done with their answers; and it begins a batch before the last of the former one queued up again.
 */
export interface Rounds {
  /** Does work of which most is steps: rounds wait for its next one. */
  compute<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * What one decoding does for a sequence: one token of an answer, or a chunk of a prompt. Rejects with the signal's reason if that comes
   * before its turn.
   */
  step<Result>(part: Part, work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Does work between two rounds, during which nothing is computed. In order of asking. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** What a sequence has for the next round. */
export interface Part {
  /** One is the next of an answer; more are a chunk of a prompt. */
  readonly tokens: number;
  readonly background: boolean;
  /** Of a prompt. */
  readonly prompt?: {
    /** Tokens that are still to be read, these among them. */
    readonly left: number;
    /** When reading it was begun, in monotonic milliseconds. */
    readonly begunAt: number;
  };
}

export interface RoundsOptions {
  /** Tokens of prompts that a round takes, unless a single chunk is larger. */
  readonly promptTokens: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** As long as somebody waits for anything, work that nobody waits for rests so many times as long as it took. */
const REST = 3;

interface Waiting extends Part {
  run(): Promise<void>;
}

/**
 * Each sequence that writes takes part in every round; beside them a round takes as many tokens of prompts as it may, so that
 * however many prompts are read, nobody's answer stands still for longer than that takes. In turns they are those of the prompt with
 * the least left, so that who asks something short is not held up by long ones, and of the one that was begun first, so that long ones come
 * to their end. What nobody waits for comes last, and gets a quarter of the time while somebody waits for something: never more,
 * and never nothing.
 */
export function createRounds({ promptTokens, now }: RoundsOptions): Rounds {
  let computing = 0;
  let busy = false;
  let scheduled = false;
  let shortestFirst = true;
  let restUntil = Number.NEGATIVE_INFINITY;
  let waiting: Waiting[] = [];
  const lonely: (() => Promise<void>)[] = [];

  function consider(): void {
    if (busy) return;
    const first = lonely.shift();
    if (first !== undefined) void occupy(first);
    else if (waiting.length > 0 && waiting.length >= computing) void occupy(round);
    // Who does something else between two steps is not waited for any longer.
    else if (waiting.length > 0 && !scheduled) {
      scheduled = true;
      setImmediate(() => {
        scheduled = false;
        if (!busy && lonely.length === 0 && waiting.length > 0) void occupy(round);
        else consider();
      });
    }
  }

  async function occupy(work: () => Promise<void>): Promise<void> {
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
      consider();
    }
  }

  async function round(): Promise<void> {
    const begun = now();
    const contested = isContested(waiting);
    const chosen = choose(contested && begun < restUntil ? waiting.filter(isUrgent) : waiting);
    waiting = waiting.filter((part) => !chosen.includes(part));
    await Promise.all(chosen.map((part) => part.run()));
    if (contested && !chosen.every(isUrgent)) restUntil = now() + REST * (now() - begun);
  }

  function choose(from: readonly Waiting[]): readonly Waiting[] {
    const reading = from.filter(isReading);
    if (reading.length > 0) shortestFirst = !shortestFirst;
    const key = ({ prompt }: Part) => (shortestFirst ? prompt?.left : prompt?.begunAt) ?? 0;
    reading.sort((a, b) => Number(a.background) - Number(b.background) || key(a) - key(b));
    let left = promptTokens;
    const read = reading.filter(({ tokens }) => {
      if (tokens > left && left < promptTokens) return false;
      left -= tokens;
      return true;
    });
    return [...from.filter((part) => !isReading(part)), ...read];
  }

  return {
    async compute(work) {
      computing += 1;
      try {
        return await work();
      } finally {
        computing -= 1;
        consider();
      }
    },
    step: (part, work, signal) =>
      new Promise((resolve, reject) => {
        const own: Waiting = {
          ...part,
          run: () => {
            signal?.removeEventListener("abort", leave);
            return settled(work, resolve, reject);
          },
        };
        function leave(): void {
          waiting = waiting.filter((other) => other !== own);
          reject(signal?.reason);
        }
        signal?.addEventListener("abort", leave, { once: true });
        waiting.push(own);
        consider();
      }),
    alone: (work) =>
      new Promise((resolve, reject) => {
        lonely.push(() => settled(work, resolve, reject));
        consider();
      }),
  };
}

/** Tells how the work ended, also when it did not even begin. Never rejects. */
function settled<Result>(
  work: () => Promise<Result>,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Promise<void> {
  try {
    return work().then(resolve, reject);
  } catch (error) {
    reject(error);
    return Promise.resolve();
  }
}

function isReading({ tokens }: Part): boolean {
  return tokens > 1;
}

function isUrgent({ background }: Part): boolean {
  return !background;
}

function isContested(parts: readonly Part[]): boolean {
  return parts.some(isUrgent) && !parts.every(isUrgent);
}
