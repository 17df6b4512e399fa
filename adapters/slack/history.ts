import type { Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import type { AsMessage } from "./as-message.ts";
import type { Attachments } from "./attachments.ts";
import {
  byAge,
  isOlder,
  parsePlaceId,
  parseReplyId,
  parseSpot,
  rightAfter,
  type SlackId,
  type Ts,
} from "./ids.ts";
import type { JustArrived } from "./just-arrived.ts";
import { isWordOfModeration } from "./moderation/index.ts";
import { newestRoots, oldestOfThread } from "./pages.ts";
import type { Places, Where } from "./places.ts";
import { isWritten, type RawMessage } from "./raw-message.ts";
import type { Seen } from "./seen.ts";

export interface HistoryParts {
  readonly api: Api;
  readonly places: Places;
  readonly asMessage: AsMessage;
  readonly attachments: Attachments;
  readonly seen: Seen;
  /** The first message of a thread, when it is known that nothing else stands there that an answer would need. */
  readonly alone: JustArrived["alone"];
}

/** So many messages are turned into the core's at once: the names that they need are asked for together. */
const AT_ONCE = 50;

/** Reads the past for the core: `ChatAdapter.history`. */
export function createHistory(parts: HistoryParts) {
  const { api, places, asMessage, attachments, seen } = parts;

  const isSaid = (raw: RawMessage): boolean =>
    isWritten(raw) && !(asMessage.isOwn(raw) && isWordOfModeration(raw));

  return async function* history(scope: Scope, range: Range = {}): AsyncGenerator<Message> {
    const before = boundOf(range.before);
    if (range.before !== undefined && before === undefined) return;
    if (range.last !== undefined && range.last <= 0) return;
    const spot = "thread" in scope ? parseSpot(scope.thread) : undefined;
    const channel =
      "thread" in scope ? spot?.channel : parsePlaceId("line" in scope ? scope.line : scope.place);
    const where = channel ? await places.find(channel) : undefined;
    if (!where) return;
    const inThread = spot !== undefined;
    const read = "line" in scope ? line : place;
    const found = inThread
      ? thread(where.channel, spot.ts, before, range.last)
      : read(where.channel, before, range.last);
    for await (const some of inBatches(found)) {
      yield* await Promise.all(some.map((raw) => asCoreMessage(raw, where, inThread)));
    }
  };

  async function* said(raws: AsyncIterable<RawMessage>): AsyncGenerator<RawMessage> {
    for await (const raw of raws) if (isSaid(raw)) yield raw;
  }

  async function asCoreMessage(raw: RawMessage, where: Where, inThread: boolean): Promise<Message> {
    const attached = raw.files ?? [];
    const files = inThread ? await attachments.read(attached) : attachments.name(attached);
    return asMessage.message(raw, where, files);
  }

  async function* thread(
    channel: SlackId,
    root: Ts,
    before: Ts | undefined,
    last: number | undefined,
  ): AsyncGenerator<RawMessage> {
    const alone = parts.alone({ channel, ts: root });
    if (alone) {
      if (before === undefined || isOlder(root, before)) yield alone;
      return;
    }
    const found = said(oldestOfThread(api, channel, root, { before }));
    if (last === undefined) {
      yield* found;
      return;
    }
    // Slack gives threads oldest first only.
    let newest: RawMessage[] = [];
    for await (const raw of found) {
      newest.push(raw);
      if (newest.length >= 2 * last) newest = newest.slice(-last);
    }
    yield* newest.slice(-last);
  }

  /** What stands in a channel itself, the first messages of threads among it. */
  async function* line(
    channel: SlackId,
    before: Ts | undefined,
    last: number | undefined,
  ): AsyncGenerator<RawMessage> {
    const newest: RawMessage[] = [];
    for await (const page of newestRoots(api, channel, before)) {
      newest.push(...page.filter((root) => isSaid(root) && !isBroadcast(root)));
      if (last !== undefined && newest.length >= last) break;
    }
    yield* newest.slice(0, last).reverse();
  }

  /** A whole place with its threads. */
  async function* place(
    channel: SlackId,
    before: Ts | undefined,
    last: number | undefined,
  ): AsyncGenerator<RawMessage> {
    if (last !== undefined) {
      yield* await newestOfPlace(channel, before, last);
      return;
    }
    const pages = await Array.fromAsync(newestRoots(api, channel, before));
    const roots = pages.flat().reverse();
    let replies: RawMessage[] = [];
    for (const root of roots.filter((one) => !isBroadcast(one))) {
      yield* replies.filter(({ ts }) => isOlder(ts, root.ts));
      replies = replies.filter(({ ts }) => isOlder(root.ts, ts));
      if (isSaid(root)) yield root;
      if (root.latest_reply) replies.push(...(await repliesOf(channel, root.ts, undefined, before)));
      replies.sort((a, b) => byAge(a.ts, b.ts));
    }
    yield* replies;
  }

  /** Threads are read in the order of their newest reply, as long as they can have something newer than what is found. */
  async function newestOfPlace(
    channel: SlackId,
    before: Ts | undefined,
    last: number,
  ): Promise<RawMessage[]> {
    const found = new Map<Ts, RawMessage>();
    const threads = new Map<Ts, Ts>();
    for (const root of seen.threads(channel)) threads.set(root, before ?? LATEST);
    for await (const page of newestRoots(api, channel, before)) {
      for (const root of page) {
        if (isSaid(root) && !isBroadcast(root)) found.set(root.ts, root);
        if (root.latest_reply) threads.set(root.ts, root.latest_reply);
      }
      if (found.size >= last) break;
    }
    for (const [root, latest] of [...threads].toSorted(([, a], [, b]) => byAge(b, a))) {
      const oldest = [...found.keys()].toSorted(byAge).at(-last);
      if (oldest !== undefined && isOlder(latest, oldest)) break;
      for (const reply of await repliesOf(channel, root, oldest, before)) found.set(reply.ts, reply);
    }
    return [...found.values()].toSorted((a, b) => byAge(a.ts, b.ts)).slice(-last);
  }

  async function repliesOf(
    channel: SlackId,
    root: Ts,
    after: Ts | undefined,
    before: Ts | undefined,
  ): Promise<RawMessage[]> {
    const whole = await Array.fromAsync(said(oldestOfThread(api, channel, root, { after, before })));
    return whole.filter(({ ts }) => ts !== root);
  }
}

/** A reply that also stands in the channel: it is read in its thread. */
const isBroadcast = ({ ts, thread_ts }: RawMessage) => thread_ts !== undefined && thread_ts !== ts;

/** Greater than that of every message. */
const LATEST: Ts = "9999999999.999999";

/** Where a bound lies: a reply of Maru's has no time of its own, and came right after its question. */
function boundOf(id: Range["before"]): Ts | undefined {
  const question = id === undefined ? undefined : parseReplyId(id);
  if (question) return rightAfter(question.ts);
  return id === undefined ? undefined : parseSpot(id)?.ts;
}

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
