import { type APIMessage, type APIThreadChannel, ChannelType } from "discord.js";
import type { Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import { type AsMessage, isWritten } from "./as-message.ts";
import type { Attachments } from "./attachments.ts";
import { isPlaceholder } from "./buttons.ts";
import { byAge, isOlder, parseMessageId, parsePlaceId, parseThreadId, type Snowflake } from "./ids.ts";
import { repeatsHeldWords } from "./moderation/index.ts";
import { merged, newestFirst, oldestFirst, type Source } from "./pages.ts";
import type { Places, Where } from "./places.ts";
import { filesOf } from "./read-content.ts";
import type { ReplyRecords } from "./reply-records.ts";
import type { Starters } from "./starters.ts";
import { createFindWholeAnswer, quotedBy, type WholeAnswer } from "./whole-answer.ts";

/** How many messages that a question answers, each answering the one before, are read as its context. */
const CHAIN = 5;

interface Found {
  readonly raw: APIMessage;
  readonly where: Where;
}

export interface HistoryParts {
  readonly api: Api;
  readonly places: Places;
  readonly asMessage: AsMessage;
  readonly attachments: Attachments;
  readonly starters: Starters;
  readonly records: ReplyRecords;
  readonly self: Snowflake;
}

/**
 * Reads the past for the core: `ChatAdapter.history`. A reply of Maru's without a word yet is not part of it, nor is what
 * repeats the words of others that moderation holds.
 */
export function createHistory(parts: HistoryParts) {
  const { api, places, asMessage, attachments, starters, self } = parts;
  const wholeAnswer = createFindWholeAnswer(parts);

  return async function* history(scope: Scope, range: Range = {}): AsyncGenerator<Message> {
    const before = range.before === undefined ? undefined : parseMessageId(range.before)?.message;
    if (range.before !== undefined && before === undefined) return;
    const inThread = "thread" in scope;
    for await (const { raw, where } of found(scope, before, range.last)) {
      const attached = filesOf(raw);
      const files = inThread ? await attachments.read(attached) : attachments.name(attached);
      yield asMessage.message(raw, where, files);
    }
  };

  function found(scope: Scope, before: Snowflake | undefined, last: number | undefined) {
    if ("thread" in scope) return thread(scope.thread, before, last);
    return "line" in scope ? line(scope.line, before, last) : place(scope.place, before, last);
  }

  async function* thread(
    id: string,
    before: Snowflake | undefined,
    last: number | undefined,
  ): AsyncGenerator<Found> {
    const asked = parseThreadId(id);
    const home = asked && (await places.find(asked.place));
    if (!asked || !home) return;
    if (home.kind === "direct") {
      if (asked.thread === asked.place) yield* channel(home, before, last);
      return;
    }
    const hasStarter = home.kind === "channel" && !home.isForum;
    const starts = async () => (hasStarter ? starter(home, asked.thread, before) : []);
    const post = home.isForum ? await places.find(asked.thread) : undefined;
    const inside: Where = post ?? { ...home, channel: asked.thread, kind: "thread" };
    if (last === undefined) {
      yield* await starts();
      yield* channel(inside, before, undefined);
      return;
    }
    const newest = await Array.fromAsync(channel(inside, before, last));
    if (newest.length < last) yield* (await starts()).slice(newest.length - last);
    yield* newest;
  }

  /** The message that the thread was started from, behind those that it answers; of an answer of Maru's, all parts. */
  async function starter(home: Where, id: Snowflake, before: Snowflake | undefined): Promise<Found[]> {
    const found: Found[] = [];
    let next: Snowflake | undefined = id;
    for (let read = 0; next && read <= CHAIN; read++) {
      const raw: APIMessage | undefined = await starters.get(home.channel, next);
      if (!raw) break;
      const answer: WholeAnswer | undefined = raw.author.id === self ? await wholeAnswer(raw) : undefined;
      const said = (answer?.parts ?? [raw]).filter(
        (one) => isSaid(one) && (before === undefined || isOlder(one.id, before)),
      );
      found.unshift(...said.map((one) => ({ raw: one, where: home })));
      next = answer?.question ?? quotedBy(raw);
    }
    return found;
  }

  /** What was said in one channel, thread or conversation. */
  async function* channel(
    where: Where,
    before: Snowflake | undefined,
    last: number | undefined,
  ): AsyncGenerator<Found> {
    if (last === undefined) {
      for await (const raw of oldestFirst(api, where.channel, "0")) {
        if (before !== undefined && !isOlder(raw.id, before)) return;
        if (isSaid(raw)) yield { raw, where };
      }
      return;
    }
    yield* await newestOf(said(newestFirst(api, where.channel, before), where), last);
  }

  /** What stands in a place itself. In a forum that is nothing: all is said in its posts. */
  async function* line(
    id: string,
    before: Snowflake | undefined,
    last: number | undefined,
  ): AsyncGenerator<Found> {
    const where = await places.find(parsePlaceId(id) ?? "");
    if (!where || where.place.id !== id || (where.kind === "channel" && where.isForum)) return;
    yield* channel(where, before, last);
  }

  /** A whole place with its threads. */
  async function* place(
    id: string,
    before: Snowflake | undefined,
    last: number | undefined,
  ): AsyncGenerator<Found> {
    const where = await places.find(parsePlaceId(id) ?? "");
    if (!where || where.place.id !== id) return;
    if (where.kind !== "channel") {
      yield* channel(where, before, last);
      return;
    }
    const threads = await threadsOf(where);
    const readable = where.isForum ? threads : [{ where, oldest: "0", newest: undefined }, ...threads];
    if (last === undefined) {
      const sources = readable.map(
        ({ where: one, oldest }): Source<Found> => ({
          first: oldest,
          open: () => channel(one, before, undefined),
        }),
      );
      yield* merged(sources, ({ raw }) => raw.id, byAge);
      return;
    }
    const sources = readable.map(
      ({ where: one, newest }): Source<Found> => ({
        first: newest ?? before ?? LATEST,
        open: () => said(newestFirst(api, one.channel, before), one),
      }),
    );
    yield* await newestOf(
      merged(
        sources,
        ({ raw }) => raw.id,
        (a, b) => byAge(b, a),
      ),
      last,
    );
  }

  async function threadsOf(home: Where) {
    const active = home.guild ? await api.activeThreads(home.guild) : [];
    const archived = await unless(["missingAccess", "missingPermissions"], api.archivedThreads(home.channel));
    const all = new Map(
      [...active.filter(isPublicIn(home.channel)), ...(archived ?? [])].map((thread) => [thread.id, thread]),
    );
    return [...all.values()].map((thread) => ({
      where: {
        ...home,
        ...{ channel: thread.id, kind: "thread" as const },
        ...(home.isForum ? { title: thread.name } : {}),
      },
      oldest: thread.id,
      newest: thread.last_message_id ?? thread.id,
    }));
  }

  async function* said(raws: AsyncIterable<APIMessage>, where: Where): AsyncGenerator<Found> {
    for await (const raw of raws) if (isSaid(raw)) yield { raw, where };
  }

  function isSaid(raw: APIMessage): boolean {
    return isWritten(raw) && !(raw.author.id === self && (isPlaceholder(raw) || repeatsHeldWords(raw)));
  }
}

/** What is said in private threads is never quoted outside of them. */
const isPublicIn = (channel: Snowflake) => (thread: APIThreadChannel) =>
  thread.parent_id === channel && thread.type !== ChannelType.PrivateThread;

/** Greater than every id. */
const LATEST = "99999999999999999999";

/** The first `last` of a stream that is newest first, turned round. */
async function newestOf(found: AsyncGenerator<Found>, last: number): Promise<Found[]> {
  const newest: Found[] = [];
  if (last <= 0) return newest;
  for await (const one of found) {
    newest.push(one);
    if (newest.length >= last) break;
  }
  return newest.reverse();
}
