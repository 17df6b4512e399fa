import type { Store } from "../core/ports/index.ts";
import type { Locale, MessageId } from "../core/types.ts";
import { createOneByOne } from "../waiting/one-by-one.ts";
import { allOf } from "./all-of.ts";
import { createMeanwhile, digestOf } from "./meanwhile.ts";
import type { Entry } from "./model/entry.ts";
import type { PartialSummary } from "./model/partial.ts";
import { createPartialRecords, isPartOf, type PartialRecords } from "./partial-records.ts";
import type { SourceMessage } from "./source-message.ts";
import type { Person, Summary } from "./summary.ts";
import { withoutMessages, withoutOutdated, withoutPerson } from "./without.ts";

/** A summary that was given, as it is kept. */
export interface KeptSummary {
  readonly key: string;
  readonly summary: Summary;
  /** The language that was asked for; absent: none. */
  readonly locale?: Locale;
}

/** What is kept of summaries: those that were given, and the parts they were made of. Both go after 30 days. */
interface SummaryRecords {
  /** Begins a summary: what is deleted, edited or erased from now on is not kept of it. */
  begin(): Making;
  kept(key: string): Promise<Summary | undefined>;
  /** The summary of this key was shown to nobody. */
  drop(key: string): Promise<void>;
  /**
   * These messages were deleted, or are not to be told of any more. @returns the kept summaries that named one, as they are without
   * it: whoever shows them shows these instead, and says so by `shown`; until then they are returned by each such call.
   */
  forgetMessages(messages: readonly MessageId[]): Promise<readonly KeptSummary[]>;
  /** A message may read differently now: what it does not say any more goes. @returns as `forgetMessages`. */
  edited(message: MessageId, text: string): Promise<readonly KeptSummary[]>;
  /** A summary that changed is shown as it now is. */
  shown(key: string): Promise<void>;
  /** How many records hold something of a person. */
  count(person: Person): Promise<number>;
  /** Takes out what a person said, and what was said of them by name. @returns as `forgetMessages`. */
  erase(person: Person): Promise<readonly KeptSummary[]>;
}

/** A summary that is being made. */
export interface Making {
  /** The parts of what is called `scope`: a thread, a channel. */
  partials(scope: string): PartialRecords;
  /**
   * `key`: whatever finds it again, e.g. the id of the reply that shows it. `read`: what it was made of. @returns the summary as it may be
   * shown: without what was deleted, edited or erased while it was made.
   */
  keep(key: string, summary: Summary, read: readonly SourceMessage[], locale?: Locale): Promise<KeptSummary>;
}

interface Kept {
  readonly summary: Summary;
  /** Unix ms. */
  readonly at: number;
  readonly locale?: Locale;
  /** Digests of the cited messages' texts, as they were read. */
  readonly texts?: Readonly<Record<MessageId, string>>;
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

const RETENTION_MS = 30 * 24 * 60 * 60 * 1000;
/** Messages are read from the platform at most so long before a summary of them begins. */
const READING_MS = 10 * 60 * 1000;

/** @param now Unix ms */
export function createSummaryRecords(store: Store, now: () => number): SummaryRecords {
  const summaries = store.records<Kept>("summary/kept");
  const meanwhile = createMeanwhile(now);
  /** What is kept is read and written in one go. */
  const oneByOne = createOneByOne();
  const partials = createPartialRecords(store, {
    ...{ retentionMs: RETENTION_MS, oneByOne },
    onRead: async (message) => void (await known()).messages.add(message),
  });
  let loading: Promise<Known> | undefined;

  /** Most messages stand in no summary: whether one does is known without reading them all. */
  function known(): Promise<Known> {
    loading ??= load();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  }

  async function load(): Promise<Known> {
    const messages = new Set(await partials.messages());
    const unshown = new Set<string>();
    for (const [key, kept] of await allOf(summaries)) {
      for (const { id } of kept.summary.cited) messages.add(id);
      if (kept.isUnshown) unshown.add(key);
    }
    return { messages, unshown };
  }

  async function put(key: string, kept: Kept): Promise<void> {
    const { messages, unshown } = await known();
    for (const { id } of kept.summary.cited) messages.add(id);
    if (kept.isUnshown) unshown.add(key);
    else unshown.delete(key);
    // Of what was deleted not even a digest stays: that of a password could be guessed.
    const digests = kept.summary.cited.flatMap(({ id }) => {
      const digest = kept.texts?.[id];
      return digest === undefined ? [] : [[id, digest] as const];
    });
    const left = { ...kept, texts: Object.fromEntries(digests) };
    await summaries.set(key, left, Math.max(1, kept.at + RETENTION_MS - now()));
  }

  async function change(how: (kept: Kept) => Summary): Promise<readonly KeptSummary[]> {
    const changed: KeptSummary[] = [];
    for (const [key, kept] of await allOf(summaries)) {
      const summary = how(kept);
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

  function begin(): Making {
    const { erasures } = meanwhile;
    const sinceMs = now() - READING_MS;
    const erased = () => meanwhile.erasedSince(erasures);
    const isBarred = (partial: PartialSummary, entries: readonly Entry[]) =>
      entries.some(({ message }) => meanwhile.isOutdated(message, sinceMs)) ||
      erased().some((person) => isPartOf(person, partial));
    return {
      partials: (scope) => partials.of(scope, isBarred),
      keep: (key, made, read, locale) =>
        oneByOne(async () => {
          const named = new Set(made.cited.map(({ id }) => id));
          const cited = read.filter(({ id }) => named.has(id));
          const outdated = cited.filter((message) => meanwhile.isOutdated(message, sinceMs));
          let summary = withoutMessages(made, new Set(outdated.map(({ id }) => id)));
          for (const person of erased()) summary = withoutPerson(summary, person);
          const kept = {
            summary,
            at: now(),
            ...(locale === undefined ? {} : { locale }),
            texts: Object.fromEntries(cited.map(({ id, text }) => [id, digestOf(text)])),
          };
          await put(key, kept);
          return asKept(key, kept);
        }),
    };
  }

  return {
    begin,
    kept: async (key) => (await summaries.get(key))?.summary,
    drop: (key) =>
      oneByOne(async () => {
        (await known()).unshown.delete(key);
        await summaries.delete(key);
      }),
    forgetMessages(messages) {
      for (const message of messages) meanwhile.deleted(message);
      const wanted = new Set(messages);
      return oneByOne(async () => {
        if (await isUntouchedBy(wanted)) return [];
        await partials.dropMessages(wanted);
        return change(({ summary }) => withoutMessages(summary, wanted));
      });
    },
    edited(message, text) {
      meanwhile.edited(message, text);
      return oneByOne(async () => {
        if (await isUntouchedBy(new Set([message]))) return [];
        await partials.dropEdited(message, text);
        // A preview of a link is an edit, too.
        return change(({ summary, texts }) =>
          texts?.[message] === digestOf(text) ? summary : withoutOutdated(summary, message, text),
        );
      });
    },
    shown: (key) =>
      oneByOne(async () => {
        const kept = await summaries.get(key);
        if (kept?.isUnshown) await put(key, { ...kept, isUnshown: false });
      }),
    async count(person) {
      const kept = await allOf(summaries);
      const named = kept.filter(([, { summary }]) => withoutPerson(summary, person) !== summary);
      return named.length + (await partials.count(person));
    },
    erase(person) {
      meanwhile.erased(person);
      return oneByOne(async () => {
        await partials.dropPerson(person);
        return change(({ summary }) => withoutPerson(summary, person));
      });
    },
  };
}

const asKept = (key: string, { summary, locale }: Kept): KeptSummary => ({
  key,
  summary,
  ...(locale === undefined ? {} : { locale }),
});
