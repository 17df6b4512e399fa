import { cutOf } from "./cut.ts";
import { type Entry, keyOf } from "./entry.ts";

/** Messages to be read together; or such as were read before. */
export type Chunk =
  | { readonly entries: readonly Entry[]; readonly known: false }
  | { readonly entries: readonly Entry[]; readonly known: true; readonly id: string };

/** A chunk that was read before. */
export interface KnownChunk {
  /** The key of its first entry. */
  readonly first: string;
  readonly count: number;
  readonly id: string;
  readonly tokens: number;
  /** When it began: ISO 8601, where that is known. */
  readonly at?: string;
}

export interface ChunkOptions {
  readonly maxTokens: number;
  readonly maxEntries: number;
  /** Tells what was read: a chunk is known when it has the id of one. */
  readonly idOf: (entries: readonly Entry[]) => string;
  readonly known: readonly KnownChunk[];
}

/**
 * Parts a stream into chunks, from its beginning on, so that what comes later does not change the earlier ones. Known
 * chunks are found again where their messages are the same. Holds two chunks' worth of messages at a time. Closing the stream is for whoever opened it.
 */
export async function* chunksOf(
  entries: AsyncIterable<Entry>,
  { maxTokens, maxEntries, idOf, known }: ChunkOptions,
): AsyncGenerator<Chunk> {
  const byFirst = Map.groupBy(known, ({ first }) => first);
  const source = entries[Symbol.asyncIterator]();
  const ahead: Entry[] = [];
  let fresh: Entry[] = [];
  let ended = false;

  while (await filled(1)) {
    const found = await knownHere();
    if (found !== undefined) {
      yield* rest();
      yield { entries: ahead.splice(0, found.count), known: true, id: found.id };
      continue;
    }
    fresh.push(ahead.shift() as Entry);
    while (!fits(fresh)) {
      const cut = cutOf(fresh, mostOf(fresh));
      yield { entries: fresh.slice(0, cut), known: false };
      fresh = fresh.slice(cut);
    }
  }
  yield* rest();

  async function filled(count: number): Promise<boolean> {
    while (ahead.length < count && !ended) {
      const next = await source.next();
      if (next.done) ended = true;
      else ahead.push(next.value);
    }
    return ahead.length >= count;
  }

  async function knownHere(): Promise<KnownChunk | undefined> {
    const candidates = byFirst.get(keyOf(ahead[0] as Entry)) ?? [];
    for (const candidate of candidates.toSorted((a, b) => b.count - a.count))
      if ((await filled(candidate.count)) && idOf(ahead.slice(0, candidate.count)) === candidate.id)
        return candidate;
    return undefined;
  }

  function* rest(): Generator<Chunk> {
    if (fresh.length > 0) yield { entries: fresh, known: false };
    fresh = [];
  }

  function fits(some: readonly Entry[]): boolean {
    return some.length <= maxEntries && (some.length === 1 || tokensOf(some) <= maxTokens);
  }

  function mostOf(some: readonly Entry[]): number {
    let most = 1;
    let tokens = some[0]?.tokens ?? 0;
    while (most < some.length && most < maxEntries && tokens + (some[most]?.tokens ?? 0) <= maxTokens)
      tokens += some[most++]?.tokens ?? 0;
    return most;
  }
}

export function tokensOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { tokens }) => sum + tokens, 0);
}
