import type { ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Entry, Store } from "../../src/core/ports/store.ts";
import { createPace, type Pace } from "./pace.ts";

/** A message as it was first said; never changed but to be erased. */
export interface Said {
  /** A person's id, or `self`. */
  readonly author: string;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The thread's root; absent on a message that stands in the channel itself. 0 in a direct place. */
  readonly root?: number;
  /** Of a reply of Maru's: the message that it answers. */
  readonly to?: number;
  /** Of a reply that stands in the direct place of whoever asked: the place in which they did. */
  readonly toPlace?: string;
  /** And the root of the thread there. */
  readonly toRoot?: number;
  /** Of Maru's word in a thread that the answer is for one person alone: the direct place that it stands in. */
  readonly aside?: string;
  /** Of a command in a direct place: what it is about, where that is not this place. */
  readonly about?: Subject;
  /** Of what Maru said finished from the start: a post of its own, a word that the answer stands elsewhere. */
  readonly kind?: ReplyKind;
  /** Author ids of those whom the text mentions; absent where it holds no `@`, and on messages of old. */
  readonly mentions?: readonly string[];
}

/** A channel, or a thread of it, or what stands there from a message on. */
export interface Subject {
  readonly place: string;
  readonly root?: number;
  /** `at`: when it was sent, ISO 8601, UTC. */
  readonly from?: { readonly seq: number; readonly at: string };
}

/** What happened to a message since: an edit, a deletion, a reply's growth. */
export interface Since {
  readonly text?: string;
  /** Of the new text, as in `Said`. */
  readonly mentions?: readonly string[];
  readonly editedAt?: string;
  /** How often it was edited. */
  readonly edits?: number;
  readonly deleted?: true;
  /** Moderators removed it: nobody reads it, and it can be shown again as it was. */
  readonly hidden?: true;
  /** Of a reply of Maru's that is finished. */
  readonly kind?: ReplyKind;
}

/** A message as it stands now. */
export interface Row {
  readonly seq: number;
  readonly said: Said;
  readonly since: Since;
}

/** How Maru's message ended; `undefined` while it is open, and on people's. */
export const kindOf = ({ said, since }: Row) => since.kind ?? said.kind;

export const textOf = ({ said, since }: Row) => since.text ?? said.text;

/** The mentions that were kept with the text as it stands now. */
export const keptMentions = ({ said, since }: Row) =>
  since.text === undefined ? said.mentions : since.mentions;

/** A message that was appended, now or before. */
export interface Appended {
  readonly seq: number;
  /** The message, when it was appended just now. */
  readonly fresh?: Row;
}

/** Which messages of a place. */
export type Part =
  | { readonly part: "all" }
  /** Those in the channel itself, without the threads. */
  | { readonly part: "channel" }
  /** A root and its replies. */
  | { readonly part: "thread"; readonly root: number };

/**
 * What was said in one place: a journal of what was said, and records of what happened to it since. Messages
 * stand in the order of their `seq`. All calls reject with a `StoreError`; reading many messages lets others have the
 * event loop in between.
 */
export interface Archive {
  /** Appending the same key again adds nothing and returns the first `seq`. */
  append(said: Said, key: string): Promise<Appended>;
  /** One message, deleted or not. */
  one(seq: number): Promise<Row | undefined>;
  /**
   * A `seq` before which nothing was said at this time (ISO 8601) or later, found by a few single messages. Clocks are trusted
   * to an hour.
   */
  beforeTime(since: string): Promise<number>;
  since(seq: number): Promise<Since>;
  setSince(seq: number, since: Since): Promise<void>;
  /** Puts other words in the place of those that a message was first said with. */
  rewrite(seq: number, text: string): Promise<void>;
  /** Overwrites the words of a deleted message. */
  erase(seq: number): Promise<void>;
  /** Oldest first, `after` and `before` excluded; without deleted ones, and in bounded memory. */
  oldestFirst(part: Part, bounds: Bounds): AsyncIterable<Row>;
  /** Newest first, likewise. */
  newestFirst(part: Part, bounds: Bounds): AsyncIterable<Row>;
  /**
   * Messages that were appended but that the core has not taken: `delivering`, or `failed` for now. People do
   * not see them.
   */
  readonly withheld: Map<number, "delivering" | "failed">;
}

export interface Bounds {
  readonly after?: number;
  readonly before?: number;
}

/** Entries read at a time: enough to make round trips rare, few enough to be nothing in memory. */
const BATCH = 100;
const IN_CHANNEL = "channel";
/** Messages are appended in the order of their times but for moments, and a clock may have been put back. */
const CLOCK_DOUBT_MS = 60 * 60 * 1000;

export function openArchive(store: Store, place: string): Archive {
  const stream = `web/place/${streamName(place)}`;
  const journal = store.journal<Said>(stream);
  const records = store.records<Since>(stream);

  async function withSince(entries: readonly Entry<Said>[]): Promise<Row[]> {
    if (entries.length === 0) return [];
    const since = await records.getMany<Since>(entries.map(({ seq }) => String(seq)));
    return entries.map(({ seq, value }, index) => ({ seq, said: value, since: since[index] ?? {} }));
  }

  async function one(seq: number): Promise<Row | undefined> {
    if (seq < 1) return undefined;
    for await (const entry of journal.scan({ after: seq - 1, before: seq + 1 })) {
      return (await withSince([entry]))[0];
    }
    return undefined;
  }

  async function rootWithin(part: Part, { after = 0, before }: Bounds): Promise<Row | undefined> {
    if (part.part !== "thread" || part.root <= after || (before !== undefined && part.root >= before)) return;
    const root = await one(part.root);
    return root?.since.deleted ? undefined : root;
  }

  async function* oldestFirst(part: Part, bounds: Bounds): AsyncGenerator<Row> {
    const root = await rootWithin(part, bounds);
    if (root) yield root;
    const filter = { ...tagOf(part), ...bounds };
    const pace = createPace();
    const batch: Entry<Said>[] = [];
    for await (const entry of journal.scan(filter)) {
      batch.push(entry);
      if (batch.length >= BATCH) yield* standing(await withSince(batch.splice(0)), pace);
    }
    yield* standing(await withSince(batch), pace);
  }

  async function* newestFirst(part: Part, bounds: Bounds): AsyncGenerator<Row> {
    const pace = createPace();
    for (let { before } = bounds; ; ) {
      const range = { ...bounds, ...(before === undefined ? {} : { before }) };
      const entries = await Array.fromAsync(journal.scan({ ...tagOf(part), ...range, last: BATCH }));
      yield* standing((await withSince(entries)).reverse(), pace);
      if (entries.length < BATCH) break;
      before = entries[0]?.seq;
    }
    const root = await rootWithin(part, bounds);
    if (root) yield root;
  }

  let newest = 0;
  let newestRead: Promise<void> | undefined;
  async function readNewest(): Promise<void> {
    for await (const { seq } of journal.scan({ last: 1 })) newest = seq;
  }

  async function knowNewest(): Promise<void> {
    newestRead ??= readNewest().catch((error: unknown) => {
      newestRead = undefined;
      throw error;
    });
    await newestRead;
  }

  return {
    async append(said, key) {
      await knowNewest();
      const tag = said.root === undefined ? IN_CHANNEL : String(said.root);
      const seq = await journal.append(said, { key, tag });
      if (seq <= newest) return { seq };
      newest = seq;
      return { seq, fresh: { seq, said, since: {} } };
    },
    one,
    async beforeTime(since) {
      await knowNewest();
      const wantedMs = Date.parse(since) - CLOCK_DOUBT_MS;
      let [early, late] = [0, newest + 1];
      while (late - early > 1) {
        const middle = Math.floor((early + late) / 2);
        const row = await one(middle);
        if (row && Date.parse(row.said.at) < wantedMs) early = middle;
        else late = middle;
      }
      return early;
    },
    since: async (seq) => (await records.get<Since>(String(seq))) ?? {},
    async setSince(seq, since) {
      await records.set(String(seq), since);
    },
    async rewrite(seq, text) {
      const row = await one(seq);
      if (row) await journal.rewrite(seq, { ...row.said, text });
    },
    async erase(seq) {
      const row = await one(seq);
      if (!row) return;
      const { mentions: _said, ...said } = row.said;
      const { mentions: _since, text: _text, ...since } = row.since;
      await journal.rewrite(seq, { ...said, text: "" });
      await records.set(String(seq), since);
    },
    oldestFirst,
    newestFirst,
    withheld: new Map(),
  };
}

/** Those that were not deleted. */
async function* standing(rows: readonly Row[], pace: Pace): AsyncGenerator<Row> {
  await pace.rest();
  for (const row of rows) {
    if (row.since.deleted) continue;
    yield row;
    await pace.rest();
  }
}

function tagOf(part: Part): { tag?: string } {
  switch (part.part) {
    case "all":
      return {};
    case "channel":
      return { tag: IN_CHANNEL };
    case "thread":
      return { tag: String(part.root) };
    default:
      return part satisfies never;
  }
}

/** Streams are named in ASCII: another character becomes `_` and its four hexadecimal digits. */
export function streamName(place: string): string {
  return place.replace(
    /[^a-z0-9.-]/g,
    (character) => `_${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
