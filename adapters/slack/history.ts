import type { Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import type { Message, MessageId } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import type { AsMessage } from "./as-message.ts";
import type { Attachments } from "./attachments.ts";
import {
  byAge,
  isOlder,
  isPostId,
  parsePlaceId,
  parseReplyId,
  parseSpot,
  rightAfter,
  rightBefore,
  type SlackId,
  type Ts,
  tsAt,
} from "./ids.ts";
import type { JustArrived } from "./just-arrived.ts";
import { isWordOfModeration } from "./moderation/index.ts";
import { type Between, newestRoots, oldestOfThread } from "./pages.ts";
import type { Places, Where } from "./places.ts";
import { isNotice, isWritten, type RawMessage } from "./raw-message.ts";
import type { ReplyRecords } from "./reply-records.ts";
import type { Seen } from "./seen.ts";

export interface HistoryParts {
  readonly api: Api;
  readonly places: Places;
  readonly asMessage: AsMessage;
  readonly attachments: Attachments;
  readonly seen: Pick<Seen, "threads">;
  readonly records: Pick<ReplyRecords, "get">;
  /** The first message of a thread, when it is known that nothing else stands there that an answer would need. */
  readonly alone: JustArrived["alone"];
}

/** So many messages are turned into the core's at once: the names that they need are asked for together. */
const AT_ONCE = 50;

/** Reads the past for the core: `ChatAdapter.history`. */
export function createHistory(parts: HistoryParts) {
  const { api, places, asMessage, attachments, seen, records } = parts;

  /** @param notices whether Slack's own words count as well */
  const isPartOfIt = (raw: RawMessage, notices: boolean | undefined): boolean =>
    isWritten(raw) ? !(asMessage.isOwn(raw) && isWordOfModeration(raw)) : notices === true && isNotice(raw);

  return async function* history(scope: Scope, range: Range = {}): AsyncGenerator<Message> {
    if (range.last !== undefined && range.last <= 0) return;
    const before = await boundOf(range.before);
    if (range.before !== undefined && before === undefined) return;
    const after = range.since === undefined ? undefined : rightBefore(tsAt(Date.parse(range.since)));
    const bounds: Bounds = {
      before,
      after,
      last: range.last,
      isPart: (raw) => isPartOfIt(raw, range.notices),
    };
    const spot = "thread" in scope ? parseSpot(scope.thread) : undefined;
    const channel =
      "thread" in scope ? spot?.channel : parsePlaceId("line" in scope ? scope.line : scope.place);
    const where = channel ? await places.find(channel) : undefined;
    if (!where) return;
    const inThread = spot !== undefined;
    const read = "line" in scope ? line : place;
    const found = inThread ? thread(where.channel, spot.ts, bounds) : read(where.channel, bounds);
    for await (const some of inBatches(found)) {
      yield* await Promise.all(some.map((raw) => asCoreMessage(raw, where, inThread)));
    }
  };

  /** Where a bound lies: a reply of Maru's has no time of its own, and came right after its question. */
  async function boundOf(id: MessageId | undefined): Promise<Ts | undefined> {
    const question = id === undefined ? undefined : parseReplyId(id);
    if (question) return rightAfter(question.ts);
    if (id !== undefined && isPostId(id)) return (await records.get(id))?.messages[0];
    return id === undefined ? undefined : parseSpot(id)?.ts;
  }

  async function asCoreMessage(raw: RawMessage, where: Where, inThread: boolean): Promise<Message> {
    const attached = raw.files ?? [];
    const files = inThread ? await attachments.read(attached) : attachments.name(attached);
    const message = await asMessage.message(raw, where, files);
    return isWritten(raw) ? message : { ...message, mentions: [], notice: true };
  }

  async function* thread(channel: SlackId, root: Ts, bounds: Bounds): AsyncGenerator<RawMessage> {
    const { last, isPart } = bounds;
    const alone = parts.alone({ channel, ts: root });
    if (alone) {
      if (isWithin(bounds, root)) yield alone;
      return;
    }
    const found = oldestOfThread(api, channel, root, bounds);
    if (last === undefined) {
      for await (const raw of found) if (isPart(raw)) yield raw;
      return;
    }
    // Slack gives threads oldest first only.
    let newest: RawMessage[] = [];
    for await (const raw of found) {
      if (isPart(raw)) newest.push(raw);
      if (newest.length >= 2 * last) newest = newest.slice(-last);
    }
    yield* newest.slice(-last);
  }

  /** What stands in a channel itself, the first messages of threads among it. */
  async function* line(channel: SlackId, bounds: Bounds): AsyncGenerator<RawMessage> {
    const { last, isPart } = bounds;
    const newest: RawMessage[] = [];
    for await (const page of newestRoots(api, channel, bounds)) {
      newest.push(...page.filter((root) => isPart(root) && !isBroadcast(root)));
      if (last !== undefined && newest.length >= last) break;
    }
    yield* newest.slice(0, last).reverse();
  }

  /** A whole place with its threads. */
  async function* place(channel: SlackId, bounds: Bounds): AsyncGenerator<RawMessage> {
    if (bounds.last !== undefined) {
      yield* await newestOfPlace(channel, bounds, bounds.last);
      return;
    }
    const pages = await Array.fromAsync(rootsReachingBack(channel, bounds));
    const roots = pages.flat().reverse();
    let replies = await repliesOfOlder(channel, new Set(roots.map(({ ts }) => ts)), bounds);
    for (const root of roots.filter((one) => !isBroadcast(one))) {
      yield* replies.filter(({ ts }) => isOlder(ts, root.ts));
      replies = replies.filter(({ ts }) => isOlder(root.ts, ts));
      if (bounds.isPart(root) && isWithin(bounds, root.ts)) yield root;
      if (hasReplies(root, bounds.after)) replies.push(...(await repliesOf(channel, root.ts, bounds)));
      replies.sort((a, b) => byAge(a.ts, b.ts));
    }
    yield* replies;
  }

  /**
   * What stands in a channel itself since the time, page by page, and on the last page what is older: something may have been said in its
   * threads since then.
   */
  async function* rootsReachingBack(
    channel: SlackId,
    { before, after }: Bounds,
  ): AsyncGenerator<readonly RawMessage[]> {
    for await (const page of newestRoots(api, channel, { before })) {
      yield page;
      const oldest = page.at(-1)?.ts;
      if (after !== undefined && oldest !== undefined && !isOlder(after, oldest)) return;
    }
  }

  /** What was said since the time in threads that are older than what was read: Slack lists them nowhere, but Maru saw some. */
  async function repliesOfOlder(
    channel: SlackId,
    read: ReadonlySet<Ts>,
    bounds: Bounds,
  ): Promise<RawMessage[]> {
    if (bounds.after === undefined) return [];
    const older = seen.threads(channel).filter((root) => !read.has(root));
    const replies: RawMessage[] = [];
    for (const root of older) replies.push(...(await repliesOf(channel, root, bounds)));
    return replies.toSorted((a, b) => byAge(a.ts, b.ts));
  }

  /** Threads are read in the order of their newest reply, as long as they can have something newer than what is found. */
  async function newestOfPlace(channel: SlackId, bounds: Bounds, last: number): Promise<RawMessage[]> {
    const { before, after, isPart } = bounds;
    const found = new Map<Ts, RawMessage>();
    const threads = new Map<Ts, Ts>();
    for (const root of seen.threads(channel)) threads.set(root, before ?? LATEST);
    for await (const page of rootsReachingBack(channel, bounds)) {
      for (const root of page) {
        if (isPart(root) && !isBroadcast(root) && isWithin(bounds, root.ts)) found.set(root.ts, root);
        if (hasReplies(root, after)) threads.set(root.ts, root.latest_reply!);
      }
      if (found.size >= last) break;
    }
    for (const [root, latest] of [...threads].toSorted(([, a], [, b]) => byAge(b, a))) {
      const oldest = [...found.keys()].toSorted(byAge).at(-last) ?? after;
      if (oldest !== undefined && isOlder(latest, oldest)) break;
      for (const reply of await repliesOf(channel, root, { ...bounds, after: oldest }))
        found.set(reply.ts, reply);
    }
    return [...found.values()].toSorted((a, b) => byAge(a.ts, b.ts)).slice(-last);
  }

  async function repliesOf(channel: SlackId, root: Ts, bounds: Bounds): Promise<RawMessage[]> {
    const whole = await Array.fromAsync(oldestOfThread(api, channel, root, bounds));
    return whole.filter((raw) => raw.ts !== root && bounds.isPart(raw));
  }
}

/** What of a past is wanted. */
interface Bounds extends Between {
  readonly last: number | undefined;
  readonly isPart: (raw: RawMessage) => boolean;
}

const isWithin = ({ before, after }: Bounds, ts: Ts): boolean =>
  (before === undefined || isOlder(ts, before)) && (after === undefined || isOlder(after, ts));

const hasReplies = ({ latest_reply: latest }: RawMessage, after: Ts | undefined): boolean =>
  latest !== undefined && (after === undefined || isOlder(after, latest));

/** A reply that also stands in the channel: it is read in its thread. */
const isBroadcast = ({ ts, thread_ts }: RawMessage) => thread_ts !== undefined && thread_ts !== ts;

/** Greater than that of every message. */
const LATEST: Ts = "9999999999.999999";

async function* inBatches(raws: AsyncIterable<RawMessage>): AsyncGenerator<readonly RawMessage[]> {
  let batch: RawMessage[] = [];
  for await (const raw of raws) {
    batch.push(raw);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
