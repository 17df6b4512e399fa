import { canWait, type Urgency } from "../../urgency.ts";

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
  /**
   * Does work between two rounds, during which nothing is computed. In order of asking; where steps wait and such work has taken
   * `MOST_ALONE_MS`, there is a round before the next.
   */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many compute, and would stand still meanwhile. */
  computing(): number;
}

/** What a sequence has for the next round. It was asked for in monotonic milliseconds. */
export interface Part extends Urgency {
  /** One is the next of an answer; more are a chunk of a prompt. */
  readonly tokens: number;
  /** Whether it is the first of an answer. */
  readonly first?: boolean;
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

/** What is done alone holds up whoever computes, and to wait for a round of reading holds up what is to be done alone. */
const MOST_ALONE_MS = 250;

interface Waiting extends Part {
  run(): Promise<void>;
}

/**
 * Each sequence that writes takes part in every round; beside them a round takes as many tokens of prompts as it may, so that
 * however many prompts are read, nobody's answer stands still for longer than that takes. In turns they are those of the prompt with
 * the least left, so that who asks something short is not held up by long ones, and of the one that was begun first, so that long ones come
 * to their end. What can wait gets a quarter of the time while somebody waits for something: never more, and never nothing. For that, it
 * reads first in the rounds that it takes part in, the one that was begun first before others.
 */
export function createRounds({ promptTokens, now }: RoundsOptions): Rounds {
  let computing = 0;
  let busy = false;
  let scheduled = false;
  /** Since the last round. */
  let aloneMs = 0;
  let shortestFirst = false;
  let restUntil = Number.NEGATIVE_INFINITY;
  let waiting: Waiting[] = [];
  const lonely: (() => Promise<void>)[] = [];

  function consider(): void {
    if (busy) return;
    const all = waiting.length > 0 && waiting.length >= computing;
    const first = all && aloneMs >= MOST_ALONE_MS ? undefined : lonely.shift();
    if (first !== undefined) void occupy(() => timed(first));
    else if (all) void occupy(round);
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

  async function timed(work: () => Promise<void>): Promise<void> {
    const begun = now();
    await work();
    aloneMs += now() - begun;
  }

  async function round(): Promise<void> {
    const begun = now();
    aloneMs = 0;
    const patient = waiting.filter((part) => canWait(part, begun));
    const urgent = waiting.filter((part) => !patient.includes(part));
    const contested = patient.length > 0 && urgent.length > 0;
    const rests = contested && begun < restUntil;
    const chosen = choose(rests ? [] : patient, urgent);
    waiting = waiting.filter((part) => !chosen.includes(part));
    await Promise.all(chosen.map((part) => part.run()));
    if (contested && chosen.some((part) => patient.includes(part)))
      restUntil = now() + REST * (now() - begun);
  }

  /** Those that a round takes, in this order; one at least. */
  function asFit(reading: readonly Waiting[]): readonly Waiting[] {
    let left = promptTokens;
    return reading.filter(({ tokens }) => {
      if (tokens > left && left < promptTokens) return false;
      left -= tokens;
      return true;
    });
  }

  function choose(patient: readonly Waiting[], urgent: readonly Waiting[]): readonly Waiting[] {
    const writing = [...patient, ...urgent].filter((part) => !isReading(part));
    // A round without reading is short: whose prompt has been read does not wait for a chunk of somebody else's.
    if (urgent.some(({ first }) => first === true)) return writing;
    const ends = shortestFirst ? shortEnds(urgent) : [];
    if (ends.length > 0) {
      shortestFirst = false;
      return [...writing, ...asFit(ends)];
    }
    const reading = [
      ...patient.filter(isReading).sort(byBegin),
      ...urgent.filter(isReading).sort(shortestFirst ? byLeft : byBegin),
    ];
    const read = asFit(reading);
    if (read.some((part) => urgent.includes(part))) shortestFirst = !shortestFirst;
    return [...writing, ...read];
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
    computing: () => computing,
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

/**
 * The prompt with the least left, if a round can end it, and those that end and are about as short; shortest first. By themselves, since
 * whoever's prompt ends waits for all that is read beside it.
 */
function shortEnds(urgent: readonly Waiting[]): readonly Waiting[] {
  const [shortest, ...others] = urgent.filter(isReading).sort(byLeft);
  if (shortest === undefined || !isEnd(shortest)) return [];
  return [shortest, ...others.filter((part) => isEnd(part) && part.tokens <= 2 * shortest.tokens)];
}

function isEnd({ tokens, prompt }: Part): boolean {
  return prompt?.left === tokens;
}

function byBegin(a: Part, b: Part): number {
  return (a.prompt?.begunAt ?? 0) - (b.prompt?.begunAt ?? 0);
}

function byLeft(a: Part, b: Part): number {
  return (a.prompt?.left ?? 0) - (b.prompt?.left ?? 0);
}
