import type { LlamaContextSequence, Token } from "node-llama-cpp";

/** What requests are worked on in, each by one at a time. */
export interface Slots<Slot, Request> {
  /** How many are at work. */
  working(): number;
  /** Those that are not. */
  free(): readonly Slot[];
  /** Waits for a slot and does the work in it. Rejects with the signal's reason if that comes first. */
  use<Result>(request: Request, signal: AbortSignal, work: (slot: Slot) => Promise<Result>): Promise<Result>;
}

export interface SlotRules<Slot, Request> {
  /** Which of the free ones, of which there is at least one; `undefined`: none of them yet. */
  choose(free: readonly Slot[], request: Request): Slot | undefined;
  /** Those with the lowest go first, and among them the first to ask. Default: all alike. */
  rank?(request: Request): number;
}

export function createSlots<Slot, Request>(
  slots: readonly Slot[],
  { choose, rank = () => 0 }: SlotRules<Slot, Request>,
): Slots<Slot, Request> {
  const free = new Set(slots);
  const waiting = new Set<{ readonly request: Request; readonly come: (slot: Slot) => void }>();

  /** Gives free slots to those that wait, as far as they may have them. */
  function serve(): void {
    const ranked = [...waiting].map((waiter) => ({ waiter, rank: rank(waiter.request) }));
    for (const { waiter } of ranked.sort((a, b) => a.rank - b.rank)) {
      if (free.size === 0) return;
      const slot = choose([...free], waiter.request);
      if (slot === undefined) continue;
      free.delete(slot);
      waiting.delete(waiter);
      waiter.come(slot);
    }
  }

  function take(request: Request, signal: AbortSignal): Promise<Slot> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(waiter);
        reject(signal.reason);
      };
      const waiter = {
        request,
        come(slot: Slot) {
          signal.removeEventListener("abort", leave);
          resolve(slot);
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.add(waiter);
      serve();
    });
  }

  return {
    working: () => slots.length - free.size,
    free: () => [...free],
    async use(request, signal, work) {
      signal.throwIfAborted();
      const slot = await take(request, signal);
      try {
        return await work(slot);
      } finally {
        free.add(slot);
        serve();
      }
    },
  };
}

/** Takes the sequence that holds most of what the tokens begin with. */
export function fullest(
  sequences: readonly LlamaContextSequence[],
  tokens: readonly Token[],
): LlamaContextSequence | undefined {
  return [...sequences].sort((a, b) => held(b, tokens) - held(a, tokens))[0];
}

/** How many of the tokens, from the first on, the sequence holds already. */
export function held(sequence: LlamaContextSequence, tokens: readonly Token[]): number {
  return commonStart(sequence.contextTokens, tokens);
}

export function commonStart(a: readonly Token[], b: readonly Token[]): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}
