import type { Token } from "node-llama-cpp";
import type { ThreadId } from "../../../core/types.ts";
import { openingStateName, threadStateName } from "../state-names.ts";
import type { ChatSlot, Holding } from "./chat-slot.ts";
import type { KeptStates } from "./kept-states.ts";
import type { Rates } from "./rates.ts";
import { restoreBest, type Source } from "./restore-best.ts";
import type { Rounds } from "./rounds.ts";
import type { KeptState } from "./state-index.ts";
import { likelihoodOfReturn, type Use } from "./worth.ts";

/** What prompts with one system turn begin with. */
export interface Opening {
  readonly system: string;
  readonly tokens: readonly Token[];
}

/** What was evaluated of threads: in slots, and in files while they have no slot. */
export interface ThreadStates {
  /** To be called when a request for a thread comes. What is forgotten from then on is not kept of it. */
  expect(thread: ThreadId): Holding;
  /**
   * Makes the slot hold as much of the beginning of the tokens as can be had more cheaply than by evaluating it, and the thread's
   * own. What it held of another thread is put away first, if that is worth it.
   */
  prepare(
    slot: ChatSlot,
    holding: Holding | undefined,
    tokens: readonly Token[],
    opening?: Opening,
  ): Promise<void>;
  /** Whether evaluating the opening again costs more than keeping it, and it is not kept. */
  wantsOpening(opening: Opening): boolean;
  /** Keeps what the slot holds, which is the opening and no more. */
  keepOpening(slot: ChatSlot, opening: Opening): Promise<void>;
  /** To be called when a slot's request is done, however it ended. */
  release(slot: ChatSlot): Promise<void>;
  /** To be called when a request is done, whether it had a slot or not. */
  dismiss(holding: Holding): void;
  forget(thread: ThreadId): Promise<void>;
  forgetAll(): Promise<void>;
  /** Puts away what lies in slots that are free, the most likely to return first, for so long. */
  putAllAway(withinMs: number): Promise<void>;
}

export interface ThreadStatesParts {
  readonly rounds: Rounds;
  readonly slots: readonly ChatSlot[];
  /** Those that nothing is worked on in. */
  readonly free: () => readonly ChatSlot[];
  /** Absent: nothing is kept in files. */
  readonly kept?: KeptStates;
  readonly rates: Rates;
  /** Unix ms. */
  readonly now: () => number;
}

/** Shorter ones are evaluated as fast as anything can be found and opened. */
const LEAST_TOKENS = 32;
/** For no longer than that others stand still so that a thread need not be read again. */
const MOST_STANDSTILL_MS = 1_000;
/** Of how many threads it is known how often they came back. */
const MOST_USES = 2000;

export function createThreadStates({
  rounds,
  slots,
  free,
  kept,
  rates,
  now,
}: ThreadStatesParts): ThreadStates {
  const { evaluating, saving, loading, size } = rates;
  /** The last to be used stands last. */
  const uses = new Map<ThreadId, Use>();
  /** Of requests that are not done. */
  const expected = new Set<Holding>();

  function nextUse(thread: ThreadId): Use {
    const before = uses.get(thread) ?? kept?.find(threadStateName(thread));
    const use = { usedAt: now(), returns: before === undefined ? 0 : before.returns + 1 };
    uses.delete(thread);
    uses.set(thread, use);
    for (const oldest of uses.keys()) {
      if (uses.size <= MOST_USES) break;
      uses.delete(oldest);
    }
    return use;
  }

  /**
   * Whether to write a state to a file costs less than to evaluate it again, if that comes about.
   *
   * @param heldUp how many stand still meanwhile, beside the one that has it written
   */
  function isWorthKeeping(tokens: number, likelihood: number, heldUp: number): boolean {
    const bytes = size.of(tokens);
    return (
      tokens >= LEAST_TOKENS &&
      saving.of(bytes) * (1 + heldUp) + likelihood * loading.of(bytes) < likelihood * evaluating.of(tokens)
    );
  }

  /** Saves what the slot holds, if it still may when its turn comes. */
  async function save(
    { sequence }: ChatSlot,
    of: Use & { readonly name: string },
    may: () => boolean = () => true,
  ): Promise<void> {
    const tokens = sequence.nextTokenIndex;
    await kept?.save({ ...of, tokens }, (path) =>
      rounds.alone(async () => {
        if (!may()) throw new RangeError("others have begun to compute");
        const begun = performance.now();
        const { fileSize } = await sequence.saveStateToFile(path);
        saving.learn(fileSize, performance.now() - begun);
        size.learn(tokens, fileSize);
      }),
    );
  }

  async function putAway(slot: ChatSlot, holding: Holding | undefined): Promise<void> {
    if (holding === undefined) return;
    const tokens = slot.sequence.nextTokenIndex;
    const likelihood = likelihoodOfReturn(holding, now());
    const isWorth = () => {
      const heldUp = rounds.computing();
      const isShort = heldUp === 0 || saving.of(size.of(tokens)) <= MOST_STANDSTILL_MS;
      return isShort && isWorthKeeping(tokens, likelihood, heldUp);
    };
    if (!isWorth()) return;
    const { thread, usedAt, returns } = holding;
    await save(slot, { name: threadStateName(thread), usedAt, returns }, isWorth);
  }

  function sourceOf({ sequence }: ChatSlot, state: KeptState, use: Use, open: KeptStates): Source {
    return {
      tokens: open.tokens(state),
      costTokens: loading.of(state.bytes) / evaluating.of(1),
      async load() {
        const begun = performance.now();
        const done = await open.load(state, use, (path) =>
          rounds.alone(() => sequence.loadStateFromFile(path, { acceptRisk: true })),
        );
        if (done) loading.learn(state.bytes, performance.now() - begun);
        return done;
      },
    };
  }

  function sourcesFor(slot: ChatSlot, names: readonly (string | undefined)[], use: Use): Source[] {
    if (kept === undefined) return [];
    return names.flatMap((name) => {
      const state = name === undefined ? undefined : kept.find(name);
      return state === undefined ? [] : [sourceOf(slot, state, use, kept)];
    });
  }

  function wipe(slot: ChatSlot): Promise<void> {
    slot.holds = undefined;
    slot.wipe = false;
    return rounds.alone(() => slot.sequence.clearHistory());
  }

  /** Empties these slots: at once, or when the request in them is done. */
  async function empty(concerned: readonly ChatSlot[]): Promise<void> {
    const idle = new Set(free());
    for (const slot of concerned) slot.wipe = true;
    await Promise.all(concerned.filter((slot) => idle.has(slot)).map(wipe));
  }

  return {
    expect(thread) {
      const holding = { thread, ...nextUse(thread), forgotten: false };
      expected.add(holding);
      return holding;
    },
    async prepare(slot, holding, tokens, opening) {
      const before = slot.holds;
      const returning = before !== undefined && before.thread === holding?.thread;
      // Another slot may hold an older state of the thread.
      for (const other of slots)
        if (other.holds !== undefined && other.holds.thread === holding?.thread) other.holds = undefined;
      slot.holds = holding;
      if (holding?.forgotten) slot.wipe = true;
      if (!returning) await putAway(slot, before);
      const threadName = holding && !returning ? threadStateName(holding.thread) : undefined;
      const names = [threadName, opening && openingStateName(opening.system)];
      if (threadName !== undefined) await kept?.settled(threadName);
      const sources = sourcesFor(slot, names, holding ?? { usedAt: now(), returns: 0 });
      await restoreBest(slot.sequence, tokens, sources, rounds.alone);
    },
    dismiss: (holding) => void expected.delete(holding),
    wantsOpening({ system, tokens }) {
      if (kept === undefined || kept.find(openingStateName(system)) !== undefined) return false;
      return isWorthKeeping(tokens.length, 1, 0);
    },
    keepOpening: (slot, { system }) =>
      save(slot, { name: openingStateName(system), usedAt: now(), returns: 0 }),
    async release(slot) {
      if (slot.wipe) await wipe(slot);
    },
    async forget(thread) {
      uses.delete(thread);
      for (const holding of expected) if (holding.thread === thread) holding.forgotten = true;
      // Nobody knows whose words lie in what belongs to no thread.
      await empty(slots.filter(({ holds }) => holds === undefined || holds.thread === thread));
      await kept?.remove(threadStateName(thread));
    },
    async forgetAll() {
      uses.clear();
      for (const holding of expected) holding.forgotten = true;
      await empty(slots);
      await kept?.removeAll();
    },
    async putAllAway(withinMs) {
      const until = now() + withinMs;
      const likely = (slot: ChatSlot) => (slot.holds ? likelihoodOfReturn(slot.holds, now()) : 0);
      for (const slot of free().toSorted((a, b) => likely(b) - likely(a))) {
        if (now() + saving.of(size.of(slot.sequence.nextTokenIndex)) > until) continue;
        await putAway(slot, slot.holds);
      }
      await kept?.settled();
    },
  };
}
