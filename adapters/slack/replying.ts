import { PlatformError, type Reply } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Message, MessageId, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";
import { createOldestFirst } from "../../src/platform/oldest-first.ts";
import { createStatusBoard } from "../../src/platform/status-board.ts";
import { localeFor } from "../../src/text/language.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { asPlatformError, goneWords, refusal, refusedAs } from "./api-error.ts";
import type { Identity } from "./api-types.ts";
import type { Clock } from "./clock.ts";
import { createFinishedReplies } from "./finished-replies.ts";
import { byAge, parseSpot, type Ts } from "./ids.ts";
import type { JustArrived } from "./just-arrived.ts";
import { createOwnPosts, type OpenPost } from "./own-posts.ts";
import { createPace } from "./pace.ts";
import type { People } from "./people.ts";
import { createPosts, type Posts, type ReplySpot } from "./posts.ts";
import { isTombstone, parseMessage, type RawMessage } from "./raw-message.ts";
import { isOver, type ReplyRecords } from "./reply-records.ts";
import { createStreamsAllowed } from "./streams-allowed.ts";
import { askerOf, type Concerned, type Telling } from "./telling.ts";
import { createWriteReply, type Written } from "./write-reply.ts";

export interface Replying {
  /** `ChatAdapter.openReply`, for messages that stand in a conversation. */
  open(to: Message): Promise<Reply>;
  /** `ChatAdapter.openPost`. */
  readonly openPost: OpenPost;
  /** The thread of the newest reply that is being written to somebody in a place. */
  newestThread(place: PlaceId, person: PersonId): ThreadId | undefined;
  /** The questions in a thread whose replies are being written. */
  questionsIn(thread: ThreadId): readonly MessageId[];
  /** Lets what is under way end. */
  stop(): Promise<void>;
}

/** How often replies grow, and how long what Slack shows lasts. */
export interface ReplyTimes {
  /** Between two pieces of streams, of all replies together: 100 a minute are let through (docs: chat.appendStream, Tier 4). */
  readonly appendEveryMs: number;
  /** Between two edits, of all replies together: 50 a minute (docs: chat.update, Tier 3). */
  readonly updateEveryMs: number;
  /** Between two statuses of waiting questions, of all together. */
  readonly statusEveryMs: number;
  /** Slack takes a status away after 2 minutes (docs: reference/methods/assistant.threads.setStatus). */
  readonly renewStatusMs: number;
  /** Slack ends a stream 5 minutes after it began (undocumented: slackapi/python-slack-sdk#1859). */
  readonly rotateAfterMs: number;
}

export const replyTimes: ReplyTimes = {
  appendEveryMs: 650,
  updateEveryMs: 1_300,
  statusEveryMs: 500,
  renewStatusMs: 90_000,
  rotateAfterMs: 240_000,
};

/**
 * One reply to each question, also across crashes. Until its first word only a status is shown; from then on its messages
 * grow. A reply that a former run began goes on in the same messages.
 */
export function createReplying(parts: {
  readonly api: Api;
  readonly self: Identity;
  readonly isOwn: (message: RawMessage) => boolean;
  readonly people: Pick<People, "find">;
  readonly justArrived: Pick<JustArrived, "has" | "writing">;
  readonly records: ReplyRecords;
  readonly telling: Telling;
  readonly clock: Clock;
  readonly times: ReplyTimes;
  readonly log: Logger;
}): Replying {
  const { api, self, isOwn, people, justArrived, records, telling, clock, times, log } = parts;
  const inTurn = createInTurn();
  const inOrder = (question: MessageId, work: () => Promise<void>) => inTurn(`show ${question}`, work);
  const posting = { api, isOwn, records, inTurn, writing: justArrived.writing };

  /** What Slack refuses is said in the core's words, and who can help is told. */
  async function refusable<Result>(
    thread: ThreadId,
    asker: Concerned | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      await telling.ofScope(error, asker);
      throw asPlatformError(error, thread) ?? error;
    }
  }

  const finished = createFinishedReplies({ posting, inOrder, refusable });
  const board = createStatusBoard(times.statusEveryMs, (error) =>
    log.warn({ err: error }, "slack status not shown"),
  );
  const inOrderOfAge = createOldestFirst(byAge);
  const open = new Map<MessageId, Written & { readonly to: Message }>();
  const streams = createStreamsAllowed({ people, self, clock, log });

  const writeReply = createWriteReply({
    api,
    finished,
    clock,
    pace: createPace(clock, { append: times.appendEveryMs, update: times.updateEveryMs }),
    board,
    inOrder,
    streams,
    times,
    refusable: (to, work) => refusable(to.thread, askerOf(to), work),
    failed(to, error) {
      void telling.ofScope(error, askerOf(to));
      log.warn({ message: to.id, reason: refusal(error), err: error }, "slack reply not updated");
    },
    log,
  });

  async function openNew(to: Message, spot: ReplySpot & { readonly root: Ts }): Promise<Reply> {
    const record = await records.get(spot.question);
    if (record && isOver(record)) return finished.reply(spot, askerOf(to));
    const posts = createPosts(posting, spot, () => streams.recipientOf(to), record);
    // What is taken up again may have been deleted since.
    const isFresh = !record && justArrived.has(spot.spot);
    if (!isFresh && !(await isThere(to, spot))) {
      // Deleted while Maru was away: nobody will tell any more.
      if (record) await openReply(to, spot, posts, false).remove();
      throw nowhere(to);
    }
    if (!record) return openReply(to, spot, posts, streams.mayBeginIn(spot.spot.channel));
    await posts.search();
    // A former run may have been cut off in a stream.
    await posts.endStream();
    return openReply(to, spot, posts, false);
  }

  function openReply(
    to: Message,
    spot: ReplySpot & { readonly root: Ts },
    posts: Posts,
    mayStream: boolean,
  ): Reply {
    const written = writeReply(
      { to, spot, posts, mayStream, locale: localeFor(to.text, to.author.locale) },
      () => open.delete(spot.question),
    );
    open.set(spot.question, { to, ...written });
    return written.reply;
  }

  async function isThere(to: Message, { spot, root }: ReplySpot & { readonly root: Ts }): Promise<boolean> {
    const asked = { oldest: spot.ts, latest: spot.ts, inclusive: true, limit: 2 };
    try {
      const { items } = await api.replies(spot.channel, root, asked);
      return items.some((item) => {
        const message = parseMessage(item);
        return message?.ts === spot.ts && !isTombstone(message);
      });
    } catch (error) {
      if (refusedAs(error, ...goneWords)) return false;
      // Without the scope to read, it may still answer.
      if (!refusedAs(error, "missing_scope")) throw error;
      await telling.ofScope(error, askerOf(to));
      return true;
    }
  }

  return {
    async open(to) {
      const at = parseSpot(to.id);
      const root = parseSpot(to.thread);
      if (!at || !root) throw nowhere(to);
      const spot = { question: to.id, spot: at, thread: to.thread, root: root.ts };
      // The replies shall stand in a thread in the order of the questions.
      return inOrderOfAge(to.thread, at.ts, async () => {
        const reply = open.get(to.id)?.reply;
        return reply ?? (await refusable(to.thread, askerOf(to), () => openNew(to, spot)));
      });
    },
    openPost: createOwnPosts({ posting, finished, clock }),
    newestThread: (place, person) =>
      [...open.values()].findLast(({ to }) => to.place.id === place && to.author.id === person)?.to.thread,
    questionsIn: (thread) =>
      [...open.values()].filter(({ to }) => to.thread === thread).map(({ to }) => to.id),
    async stop() {
      board.stop();
      for (const { quiet } of open.values()) quiet();
      await inTurn.ended();
      for (const { end } of [...open.values()]) end();
    },
  };
}

const nowhere = ({ id }: Message) => new PlatformError("gone", `${id} cannot be answered (any more).`);
