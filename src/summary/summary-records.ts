import type { Store } from "../core/ports/index.ts";
import type { Locale, MessageId, PersonId } from "../core/types.ts";
import { allOf } from "./all-of.ts";
import type { KnownChunk } from "./model/chunks.ts";
import { type Entry, keyOf } from "./model/entry.ts";
import type { PartialSummary } from "./model/partial.ts";
import type { Summary } from "./summary.ts";
import { withoutMessages, withoutPerson, withoutQuotations } from "./without.ts";

/** A summary that was given, as it is kept. */
export interface KeptSummary {
  readonly key: string;
  readonly summary: Summary;
  /** The language that was asked for; absent: none. */
  readonly locale?: Locale;
}

/** What is kept of summaries: those that were given, and the parts they were made of. Both go after 30 days. */
export interface SummaryRecords {
  /**
   * `key`: whatever finds it again, e.g. the id of the reply that shows it. @returns the summary as it may be shown: without
   * messages that were deleted while it was made.
   */
  keep(key: string, summary: Summary, locale?: Locale): Promise<KeptSummary>;
  kept(key: string): Promise<Summary | undefined>;
  /**
   * These messages were deleted, or are not to be told of any more. @returns the kept summaries that named one, as they are without
   * it: whoever shows them shows these instead, and says so by `shown`; until then they are returned by each such call.
   */
  forgetMessages(messages: readonly MessageId[]): Promise<readonly KeptSummary[]>;
  /** A message reads differently now: what is quoted of it and does not stand in it any more goes. @returns as `forgetMessages`. */
  edited(message: MessageId, text: string): Promise<readonly KeptSummary[]>;
  /** A summary that changed is shown as it now is. */
  shown(key: string): Promise<void>;
  /** How many records hold something of a person. */
  count(person: PersonId): Promise<number>;
  /** Takes out what a person said, and what was said of them by name. @returns the kept summaries that changed. */
  erase(person: PersonId): Promise<readonly KeptSummary[]>;
  /** The parts of what is called `scope`: a thread, a channel. */
  partials(scope: string): PartialRecords;
}

/** Partial summaries of a thread or channel. */
export interface PartialRecords {
  known(): Promise<readonly KnownChunk[]>;
  get(id: string): Promise<PartialSummary | undefined>;
  /** A chunk takes the place of those that begin within it. */
  putChunk(partial: PartialSummary, chunk: KnownChunk, entries: readonly Entry[]): Promise<void>;
  putMerge(partial: PartialSummary, of: readonly string[]): Promise<void>;
}

interface Kept {
  readonly summary: Summary;
  /** Unix ms. */
  readonly at: number;
  readonly locale?: Locale;
  /** It changed, and people still see it as it was. */
  readonly isUnshown?: boolean;
}

/** What stands in the records. */
interface Known {
  /** All messages that are named, and some that were: about 100 bytes each. */
  readonly messages: Set<MessageId>;
  /** Keys of summaries that changed and were not shown since. */
  readonly unshown: Set<string>;
}

interface KeptPartial {
  readonly partial: PartialSummary;
  /** Of a chunk: all messages that were read. */
  readonly messages?: readonly MessageId[];
  /** Of a merge: the ids of what it joined. */
  readonly of?: readonly string[];
}

const RETENTION_MS = 30 * 24 * 60 * 60 * 1000;
/** Of one scope; the oldest are forgotten, and read again when asked for. */
const MOST_CHUNKS = 1000;
/** Deletions remembered, for summaries that are being made meanwhile. */
const MOST_GONE = 10_000;

/** @param now Unix ms */
export function createSummaryRecords(store: Store, now: () => number): SummaryRecords {
  const summaries = store.records<Kept>("summary/kept");
  const partials = store.records<KeptPartial>("summary/partials");
  const chunks = store.records<readonly KnownChunk[]>("summary/chunks");
  const gone = new Set<MessageId>();
  let loading: Promise<Known> | undefined;
  /** A list of chunks is read and written in one go. */
  let writing = Promise.resolve();

  /** Most messages stand in no summary: whether one does is known without reading them all. */
  function known(): Promise<Known> {
    loading ??= load();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  }

  async function load(): Promise<Known> {
    const messages = new Set<MessageId>();
    const unshown = new Set<string>();
    for (const [key, kept] of await allOf(summaries)) {
      for (const { id } of kept.summary.cited) messages.add(id);
      if (kept.isUnshown) unshown.add(key);
    }
    for (const [, { messages: read = [], partial }] of await allOf(partials))
      for (const id of [...read, ...partial.cited.map((cited) => cited.id)]) messages.add(id);
    return { messages, unshown };
  }

  async function put(key: string, kept: Kept): Promise<void> {
    const { messages, unshown } = await known();
    for (const { id } of kept.summary.cited) messages.add(id);
    if (kept.isUnshown) unshown.add(key);
    else unshown.delete(key);
    await summaries.set(key, kept, Math.max(1, kept.at + RETENTION_MS - now()));
  }

  async function change(how: (summary: Summary) => Summary): Promise<readonly KeptSummary[]> {
    const changed: KeptSummary[] = [];
    for (const [key, kept] of await allOf(summaries)) {
      const summary = how(kept.summary);
      const isChanged = summary !== kept.summary;
      if (isChanged) await put(key, { ...kept, summary, isUnshown: true });
      if (isChanged || kept.isUnshown) changed.push(asKept(key, { ...kept, summary }));
    }
    return changed;
  }

  /** Nothing names any of these messages, and nothing waits to be shown. */
  async function isUntouchedBy(wanted: ReadonlySet<MessageId>): Promise<boolean> {
    const { messages, unshown } = await known();
    return unshown.size === 0 && ![...wanted].some((id) => messages.has(id));
  }

  async function dropPartials(concerns: (kept: KeptPartial) => boolean): Promise<void> {
    const left = new Map(await allOf(partials));
    const dropped = new Set<string>();
    const drops = (kept: KeptPartial) => concerns(kept) || kept.of?.some((id) => dropped.has(id));
    for (let before = -1; before < dropped.size; ) {
      before = dropped.size;
      for (const [key, kept] of left) if (!dropped.has(key) && drops(kept)) dropped.add(key);
    }
    for (const key of dropped) await partials.delete(key);
  }

  const holds = (messages: readonly MessageId[] | undefined, wanted: ReadonlySet<MessageId>) =>
    messages?.some((id) => wanted.has(id)) === true;

  return {
    async keep(key, summary, locale) {
      const kept = {
        summary: withoutMessages(summary, gone),
        at: now(),
        ...(locale === undefined ? {} : { locale }),
      };
      await put(key, kept);
      return asKept(key, kept);
    },
    kept: async (key) => (await summaries.get(key))?.summary,
    async forgetMessages(messages) {
      const wanted = new Set(messages);
      for (const message of messages) gone.add(message);
      for (const oldest of gone) {
        if (gone.size <= MOST_GONE) break;
        gone.delete(oldest);
      }
      if (await isUntouchedBy(wanted)) return [];
      await dropPartials((kept) => holds(kept.messages, wanted));
      return change((summary) => withoutMessages(summary, wanted));
    },
    async edited(message, text) {
      const wanted = new Set([message]);
      if (await isUntouchedBy(wanted)) return [];
      await dropPartials((kept) => holds(kept.messages, wanted));
      return change((summary) => withoutQuotations(summary, message, text));
    },
    async shown(key) {
      const kept = await summaries.get(key);
      if (kept?.isUnshown) await put(key, { ...kept, isUnshown: false });
    },
    async count(person) {
      let count = 0;
      for (const [, { partial }] of await allOf(partials)) if (partial.authors.includes(person)) count++;
      for (const [, { summary }] of await allOf(summaries))
        if (withoutPerson(summary, person) !== summary) count++;
      return count;
    },
    async erase(person) {
      await dropPartials(({ partial }) => partial.authors.includes(person));
      return change((summary) => withoutPerson(summary, person));
    },
    partials: (scope) => ({
      known: async () => (await chunks.get(scope)) ?? [],
      get: async (id) => (await partials.get(id))?.partial,
      async putChunk(partial, chunk, entries) {
        const messages = [...new Set(entries.map(({ message }) => message.id))];
        const within = new Set(entries.map(keyOf));
        // Deleted while it was read: what the next summary finds is read without it.
        if (holds(messages, gone)) return;
        for (const id of messages) (await known()).messages.add(id);
        await partials.set(partial.id, { partial, messages }, RETENTION_MS);
        writing = writing.then(async () => {
          const others = ((await chunks.get(scope)) ?? []).filter(({ first }) => !within.has(first));
          await chunks.set(scope, [...others, chunk].slice(-MOST_CHUNKS), RETENTION_MS);
        });
        await writing;
      },
      async putMerge(partial, of) {
        if (!partial.cited.some(({ id }) => gone.has(id)))
          await partials.set(partial.id, { partial, of }, RETENTION_MS);
      },
    }),
  };
}

const asKept = (key: string, { summary, locale }: Kept): KeptSummary => ({
  key,
  summary,
  ...(locale === undefined ? {} : { locale }),
});
