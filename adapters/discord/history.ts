import type { APIMessage } from "discord.js";
import type { Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { type AsMessage, isNotice, isWritten } from "./as-message.ts";
import type { Attachments } from "./attachments.ts";
import { isPlaceholder } from "./buttons.ts";
import {
  byAge,
  isOlder,
  justBefore,
  parseMessageId,
  parsePlaceId,
  parseThreadId,
  type Snowflake,
  snowflakeAt,
} from "./ids.ts";
import { repeatsHeldWords } from "./moderation/index.ts";
import { merged, newestFirst, oldestFirst, type Source } from "./pages.ts";
import type { Places, Where } from "./places.ts";
import { filesOf } from "./read-content.ts";
import type { ReplyRecords } from "./reply-records.ts";
import type { Starters } from "./starters.ts";
import { createFindThreads } from "./threads-of.ts";
import { createFindWholeAnswer, quotedBy, type WholeAnswer } from "./whole-answer.ts";

/** How many messages that a question answers, each answering the one before, are read as its context. */
const CHAIN = 5;

interface Found {
  readonly raw: APIMessage;
  readonly where: Where;
}

/** A range in Discord's terms. */
interface Bounds {
  /** Only what is older than this. */
  readonly before: Snowflake | undefined;
  /** Only this and what is newer. */
  readonly floor: Snowflake | undefined;
  readonly last: number | undefined;
  readonly isSaid: (raw: APIMessage) => boolean;
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
  const findThreads = createFindThreads(api);

  return async function* history(scope: Scope, range: Range = {}): AsyncGenerator<Message> {
    const before = range.before === undefined ? undefined : parseMessageId(range.before)?.message;
    if (range.before !== undefined && before === undefined) return;
    const floor = range.since === undefined ? undefined : snowflakeAt(Date.parse(range.since));
    const isSaid = (raw: APIMessage) =>
      (isWritten(raw) && !(raw.author.id === self && (isPlaceholder(raw) || repeatsHeldWords(raw)))) ||
      (range.notices === true && isNotice(raw));
    const inThread = "thread" in scope;
    for await (const { raw, where } of found(scope, { before, floor, last: range.last, isSaid })) {
      const attached = filesOf(raw);
      const files = inThread ? await attachments.read(attached) : attachments.name(attached);
      yield asMessage.message(raw, where, files);
    }
  };

  function found(scope: Scope, bounds: Bounds) {
    if ("thread" in scope) return thread(scope.thread, bounds);
    return "line" in scope ? line(scope.line, bounds) : place(scope.place, bounds);
  }

  async function* thread(id: string, bounds: Bounds): AsyncGenerator<Found> {
    const { last } = bounds;
    const asked = parseThreadId(id);
    const home = asked && (await places.find(asked.place));
    if (!asked || !home) return;
    if (home.kind === "direct") {
      if (asked.thread === asked.place) yield* channel(home, bounds);
      return;
    }
    const hasStarter = home.kind === "channel" && !home.isForum;
    const starts = async () => (hasStarter ? starter(home, asked.thread, bounds) : []);
    const post = home.isForum ? await places.find(asked.thread) : undefined;
    const inside: Where = post ?? { ...home, channel: asked.thread, kind: "thread" };
    if (last === undefined) {
      yield* await starts();
      yield* channel(inside, bounds);
      return;
    }
    const newest = await Array.fromAsync(channel(inside, bounds));
    if (newest.length < last) yield* (await starts()).slice(newest.length - last);
    yield* newest;
  }

  /** The message that the thread was started from, behind those that it answers; of an answer of Maru's, all parts. */
  async function starter(
    home: Where,
    id: Snowflake,
    { before, floor, isSaid }: Bounds,
  ): Promise<readonly Found[]> {
    const found: Found[] = [];
    let next: Snowflake | undefined = id;
    for (let read = 0; next && read <= CHAIN; read++) {
      // What it answers is older still.
      if (floor !== undefined && isOlder(next, floor)) break;
      const raw: APIMessage | undefined = await starters.get(home.channel, next);
      if (!raw) break;
      const answer: WholeAnswer | undefined = raw.author.id === self ? await wholeAnswer(raw) : undefined;
      const said = (answer?.parts ?? [raw]).filter(
        (one) =>
          isSaid(one) &&
          (before === undefined || isOlder(one.id, before)) &&
          (floor === undefined || !isOlder(one.id, floor)),
      );
      found.unshift(...said.map((one) => ({ raw: one, where: home })));
      next = answer?.question ?? quotedBy(raw);
    }
    return found;
  }

  /** What was said in one channel, thread or conversation. */
  async function* channel(where: Where, bounds: Bounds): AsyncGenerator<Found> {
    const { before, floor, last, isSaid } = bounds;
    if (last !== undefined) {
      yield* await newestOf(backwards(where, bounds), last);
      return;
    }
    for await (const raw of oldestFirst(api, where.channel, floor === undefined ? "0" : justBefore(floor))) {
      if (before !== undefined && !isOlder(raw.id, before)) return;
      if (isSaid(raw)) yield { raw, where };
    }
  }

  /** The same, newest first. */
  async function* backwards(where: Where, { before, floor, isSaid }: Bounds): AsyncGenerator<Found> {
    for await (const raw of newestFirst(api, where.channel, before)) {
      if (floor !== undefined && isOlder(raw.id, floor)) return;
      if (isSaid(raw)) yield { raw, where };
    }
  }

  /** What stands in a place itself. In a forum that is nothing: all is said in its posts. */
  async function* line(id: string, bounds: Bounds): AsyncGenerator<Found> {
    const where = await places.find(parsePlaceId(id) ?? "");
    if (!where || where.place.id !== id || (where.kind === "channel" && where.isForum)) return;
    yield* channel(where, bounds);
  }

  /** A whole place with its threads. */
  async function* place(id: string, bounds: Bounds): AsyncGenerator<Found> {
    const { before, floor, last } = bounds;
    const where = await places.find(parsePlaceId(id) ?? "");
    if (!where || where.place.id !== id) return;
    if (where.kind !== "channel") {
      yield* channel(where, bounds);
      return;
    }
    const threads = await findThreads(where, floor, last);
    const readable = where.isForum ? threads : [{ where, oldest: "0", newest: undefined }, ...threads];
    if (last === undefined) {
      const sources = readable.map(
        ({ where: one, oldest }): Source<Found> => ({
          first: floor !== undefined && isOlder(oldest, floor) ? floor : oldest,
          open: () => channel(one, bounds),
        }),
      );
      yield* merged(sources, ({ raw }) => raw.id, byAge);
      return;
    }
    const sources = readable.map(
      ({ where: one, newest }): Source<Found> => ({
        first: newest ?? before ?? LATEST,
        open: () => backwards(one, bounds),
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
}

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
