import { type Model, ModelError } from "../../core/ports/index.ts";
import type { Locale, PersonId, SummaryLength, SummaryProgress } from "../../core/types.ts";
import { orAborted } from "../../waiting/or-aborted.ts";
import { mainLocale } from "../main-locale.ts";
import type { PartialRecords } from "../partial-records.ts";
import type { SourceMessage } from "../source-message.ts";
import type { Summary } from "../summary.ts";
import { type Chunk, chunksOf, type KnownChunk, tokensOf } from "./chunks.ts";
import { type Entry, entriesOf, keyOf } from "./entry.ts";
import { createIds } from "./ids.ts";
import { mergeAll } from "./merge-all.ts";
import { ofLength } from "./of-length.ts";
import type { PartialSummary } from "./partial.ts";
import { createProgressMeter } from "./progress.ts";
import type { SummaryPrompts } from "./prompts.ts";
import { createReader, MAX_CHUNK_ENTRIES } from "./reader.ts";
import { citedBy } from "./reading.ts";
import { splitHead } from "./split-head.ts";
import { createTally, type Tally } from "./tally.ts";
import { worthKnowing } from "./worth-knowing.ts";

export interface ModelSummaryOptions {
  readonly model: Model;
  readonly prompts: SummaryPrompts;
  readonly length: SummaryLength;
  /** In which it is written. Default: the one that the first messages are mostly in. */
  readonly locale?: Locale;
  /** Stops it within one token, or one chunk of 128 tokens of a prompt. */
  readonly signal: AbortSignal;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly onProgress?: (progress: SummaryProgress) => void;
  /** Called whenever the model begins to answer. */
  readonly onAnswer?: () => void;
  /** How many messages come, where a stream cannot tell. */
  readonly expectedMessages?: number;
  /** What was read before, so that only what is new is read; and what will be found again. */
  readonly partials?: PartialRecords;
  /** People whose messages are not read. */
  readonly optedOut?: ReadonlySet<PersonId>;
}

/** So many messages tell the language of the rest. */
const TELLING = 200;

/**
 * A summary of messages (in the order of writing) in a model's words. Chunk by chunk, each answered under a schema that lets it cite
 * only messages of that chunk; then merged, where a claim's sources are those of what it joins. Of the messages only a few
 * chunks' worth are held at a time. Rejects with a `ModelError`; what was read by then is found again next time.
 */
export async function summariseWithModel(
  messages: AsyncIterable<SourceMessage> | readonly SourceMessage[],
  options: ModelSummaryOptions,
): Promise<Summary> {
  const failed = new AbortController();
  const either = AbortSignal.any([options.signal, failed.signal]);
  const tally = createTally(options.optedOut ?? new Set());
  const stream = tally.counting(messages);
  const expected = Array.isArray(messages) ? messages.length : options.expectedMessages;
  try {
    return await summarised(stream, tally, expected, { ...options, either, failed });
  } finally {
    const closed = stream.return(undefined);
    // A source that does not answer is not waited for.
    if (either.aborted) closed.catch(() => undefined);
    else await closed;
  }
}

interface Making extends ModelSummaryOptions {
  /** Aborted by the first failure, and with it `either`, which is also aborted by the caller's signal. */
  readonly failed: AbortController;
  readonly either: AbortSignal;
}

async function summarised(
  stream: AsyncGenerator<SourceMessage>,
  tally: Tally,
  expected: number | undefined,
  options: Making,
): Promise<Summary> {
  const { model, partials, signal, failed, either, onProgress = () => {} } = options;
  const health = model.health();
  const parallel = health.state === "ready" ? Math.max(1, health.parallel) : 1;
  const meter = createProgressMeter({ onProgress, now: options.now, parallel });
  const { head, all } = await orAborted(splitHead(stream, TELLING), either, stopped);
  const locale = options.locale ?? mainLocale(head);
  const reader = await createReader({ ...options, locale, signal: either, meter });
  const ids = createIds({
    model: health.state === "ready" ? health.name : "",
    prompts: options.prompts.edition,
    locale,
  });

  const entries = entriesOf(withWords(all), { maxTokens: reader.chunkTokens, count: reader.countEntries });
  const known = worthKnowing((await partials?.known()) ?? [], reader.chunkTokens);
  const chunks = chunksOf(entries, {
    maxTokens: reader.chunkTokens,
    maxEntries: MAX_CHUNK_ENTRIES,
    idOf: ids.ofChunk,
    known,
  });
  const found: PartialSummary[] = [];
  /** `blank`: of messages without words, which stand in no chunk. */
  const seen = { chunks: 0, fresh: 0, messages: 0, blank: 0, read: 0 };

  async function* withWords(some: AsyncIterable<SourceMessage>): AsyncGenerator<SourceMessage> {
    for await (const one of some) {
      if (one.text.trim() === "") seen.blank++;
      else yield one;
    }
  }

  /** Chunks to be read in all, as far as one can tell. */
  function expectedChunks(): number | undefined {
    const { messagesRead } = tally.result();
    const ahead = messagesRead - seen.messages - seen.blank;
    if (tally.ended && ahead === 0) return seen.fresh;
    if (expected === undefined || seen.fresh === 0) return undefined;
    const coming = Math.max(0, expected - tally.passed) * (messagesRead / tally.passed);
    return seen.fresh + Math.ceil((ahead + coming) / (seen.messages / seen.chunks));
  }

  async function readChunk({ entries: read }: Chunk): Promise<PartialSummary> {
    const items = await reader.read(read, locale);
    const partial: PartialSummary = {
      id: ids.ofChunk(read),
      items,
      cited: citedBy(items, read),
      authors: [...new Set(read.map(({ message }) => message.author.id))],
    };
    await partials?.putChunk(partial, knownAs(partial.id, read), read);
    return partial;
  }

  async function work(): Promise<void> {
    for (;;) {
      const next: IteratorResult<Chunk, void> = await orAborted(chunks.next(), either, stopped);
      if (next.done) return;
      const chunk = next.value;
      const at = seen.chunks++;
      seen.messages += chunk.entries.filter(({ part }) => part === 0).length;
      const before = chunk.known ? await partials?.get(chunk.id) : undefined;
      if (before !== undefined) {
        found[at] = before;
        continue;
      }
      seen.fresh++;
      meter.tell("reading", seen.read, expectedChunks());
      found[at] = await readChunk(chunk);
      seen.read++;
      meter.tell("reading", seen.read, expectedChunks());
    }
  }

  /** What fails ends what is done beside it. */
  async function orFail<Result>(doing: () => Promise<Result>): Promise<Result> {
    try {
      return await doing();
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  }

  await allOf(
    Array.from({ length: parallel }, () => orFail(work)),
    signal,
  );
  const merging = {
    reader,
    ids,
    locale,
    parallel,
    kept: async (id: string) => partials?.get(id),
    keep: async (partial: PartialSummary, of: readonly PartialSummary[]) =>
      partials?.putMerge(
        partial,
        of.map(({ id }) => id),
      ),
    onProgress: (done: number, of: number) => meter.tell("merging", done, of),
  };
  const merged = await orFail(() => mergeAll(found, merging));
  return { kind: "model", locale, ...ofLength(merged, options.length), ...tally.result() };
}

/** Waits for all, also when one fails; then rejects with what failed first, or with `aborted` where the caller stopped it. */
async function allOf(work: readonly Promise<void>[], signal: AbortSignal): Promise<void> {
  const results = await Promise.allSettled(work);
  const reasons = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  if (reasons.length === 0) return;
  if (signal.aborted) throw stopped();
  throw reasons.find((reason) => !(reason instanceof ModelError && reason.code === "aborted")) ?? reasons[0];
}

function knownAs(id: string, entries: readonly Entry[]): KnownChunk {
  const [first] = entries as [Entry];
  return {
    first: keyOf(first),
    count: entries.length,
    id,
    tokens: tokensOf(entries),
    ...(first.message.sentAt === undefined ? {} : { at: first.message.sentAt }),
  };
}

function stopped(): ModelError {
  return new ModelError("aborted", "the summary was stopped");
}
