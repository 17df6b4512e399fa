import {
  PlatformError,
  type Reply,
  type ReplyKind,
  type ReplyStatus,
} from "../../src/core/ports/chat-adapter.ts";
import type { Locale, Message, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";
import { createInTurn } from "../../src/platform/in-turn.ts";
import { createOldestFirst } from "../../src/platform/oldest-first.ts";
import type { StatusBoard } from "../../src/platform/status-board.ts";
import { localeFor } from "../../src/text/language.ts";
import type { Api } from "./api.ts";
import { refusedAs, unless } from "./api-error.ts";
import type { Arrivals } from "./arrivals.ts";
import { isPartOf, ratingRow, stopRow } from "./buttons.ts";
import type { CloseThread } from "./close-thread.ts";
import { byAge, messageId, parseMessageId, type Snowflake } from "./ids.ts";
import type { Pace } from "./pace.ts";
import type { ReplyRecord, ReplyRecords } from "./reply-records.ts";
import { createScreen, type Screen } from "./screen.ts";
import { steadily } from "./steadily.ts";
import type { Typing } from "./typing.ts";
import type { FindVenue } from "./venue.ts";
import { words } from "./words.ts";

export interface Replying {
  /** `ChatAdapter.openReply`, for messages that stand in a channel. */
  open(to: Message): Promise<Reply>;
  /** The thread of the newest reply that is being written to somebody in a place. */
  newestThread(place: PlaceId, person: PersonId): ThreadId | undefined;
  stop(): void;
}

/** After a crash, so many messages behind a question are looked through for a reply that was begun. */
const SEARCHED = 300;
const PAGE = 100;

/**
 * One reply to each question, also across crashes. What was posted is recorded before and after; a reply that may or may
 * not have been posted is looked for by its Stop button, which names the question, and posted with the question's id as nonce.
 */
export function createReplying(parts: {
  readonly api: Api;
  readonly self: Snowflake;
  readonly records: ReplyRecords;
  readonly findVenue: FindVenue;
  readonly closeThread: CloseThread;
  readonly typing: Typing;
  readonly pace: Pace;
  readonly board: StatusBoard;
  readonly arrivals: Pick<Arrivals, "reread">;
}): Replying {
  const { api, self, records, findVenue, closeThread, typing, pace, board, arrivals } = parts;
  const inTurn = createInTurn();
  const inOrderOfAge = createOldestFirst(byAge);
  const open = new Map<Snowflake, { to: Message; reply: Reply; end: () => void }>();

  async function openNew(to: Message, question: Snowflake): Promise<Reply> {
    const record = await records.get(question);
    const locale = localeFor(to.text, to.author.locale);
    if (record?.state === "finished" || record?.state === "removed")
      return closedReply(question, record, locale);

    const spot = parseMessageId(to.id)!;
    const venue = record ?? (await findVenue(to, spot, locale));
    if (!venue) throw nowhere(to);
    const { channel } = venue;
    const replyTo = "replyTo" in venue ? venue.replyTo : undefined;
    const keep = (state: ReplyRecord["state"], messages: readonly Snowflake[]) =>
      records.set(question, { state, question: to.id, thread: to.thread, channel, messages });

    if (!record) await keep("opening", []);
    const posted = record ? await search(record, question) : [];
    const screen = createScreen({
      api,
      channel,
      question,
      ...(replyTo ? { replyTo } : {}),
      posted,
      note: (messages) => keep("open", messages),
    });
    if (record) {
      const now = await unless(["unknownMessage", "unknownChannel"], api.message(spot.channel, spot.message));
      if (!now) {
        // Deleted while Maru was away: nobody will tell any more.
        await screen.remove();
        await keep("removed", posted);
        await closeThread(question, channel, locale);
        throw nowhere(to);
      }
      await arrivals.reread(now, to);
    }
    if (posted.length === 0) {
      try {
        await screen.show(words[locale].thinking, stopRow(question, locale, false));
      } catch (error) {
        if (!refusedAs(error, "missingPermissions")) throw error;
        throw new PlatformError("forbidden", `Maru may not write in ${channel}.`, { cause: error });
      }
      if (screen.gone) {
        await keep("removed", []);
        throw nowhere(to);
      }
    } else await keep("open", posted);
    return openReply(to, question, locale, screen, channel, keep);
  }

  function openReply(
    to: Message,
    question: Snowflake,
    locale: Locale,
    screen: Screen,
    channel: Snowflake,
    keep: (state: ReplyRecord["state"], messages: readonly Snowflake[]) => Promise<void>,
  ): Reply {
    const stopTyping = typing.show(channel);
    const turns = pace.join(channel);
    let hasWords = false;
    let over = false;

    const inOrder = (work: () => Promise<void>) => inTurn(`show ${question}`, work);
    const end = () => {
      over = true;
      turns.leave();
      stopTyping();
      open.delete(question);
    };

    const reply: Reply = {
      id: messageId(channel, screen.messages[0]!),
      finished: false,
      async status(status) {
        if (hasWords || over) return;
        const show = async () => {
          if (!hasWords && !over)
            await screen.show(statusText(status, locale), stopRow(question, locale, false));
        };
        board.show(question, async () => {
          if (!hasWords && !over) await turns.edit(() => inOrder(show));
        });
      },
      async update(markdown) {
        hasWords = true;
        board.drop(question);
        const show = async () => {
          if (!over) await screen.show(markdown, stopRow(question, locale, true));
        };
        await turns.edit(() => inOrder(show));
      },
      finish: (markdown, kind: ReplyKind) =>
        inOrder(async () => {
          if (over) return;
          hasWords = true;
          board.drop(question);
          turns.leave();
          await screen.show(markdown, kind === "notice" ? [] : ratingRow(screen.messages[0]!), true);
          await keep("finished", screen.messages);
          end();
        }),
      remove: () =>
        inOrder(async () => {
          await screen.remove();
          await keep("removed", screen.messages);
          end();
          await closeThread(question, channel, locale);
        }),
    };
    open.set(question, { to, reply, end });
    return reply;
  }

  /** The messages of a reply that a former run or try began. */
  async function search(record: ReplyRecord, question: Snowflake): Promise<readonly Snowflake[]> {
    const found = [...record.messages];
    let after = found.at(-1) ?? question;
    for (let read = 0; read < SEARCHED; read += PAGE) {
      const page = await api.messages(record.channel, { after, limit: PAGE });
      const sorted = page.toSorted((a, b) => byAge(a.id, b.id));
      for (const message of sorted)
        if (message.author.id === self && isPartOf(message, question, record.messages[0]))
          found.push(message.id);
      if (sorted.length < PAGE) break;
      after = sorted.at(-1)!.id;
    }
    return found;
  }

  function closedReply(question: Snowflake, record: ReplyRecord, locale: Locale): Reply {
    return {
      ...inert(messageId(record.channel, record.messages[0] ?? question)),
      async remove() {
        const screen = createScreen({
          api,
          channel: record.channel,
          question,
          posted: record.messages,
          note: async () => {},
        });
        await screen.remove();
        await records.set(question, { ...record, state: "removed" });
        await closeThread(question, record.channel, locale);
      },
    };
  }

  return {
    async open(to) {
      const question = parseMessageId(to.id)?.message;
      if (!question) throw nowhere(to);
      // The replies shall stand in a thread in the order of the questions.
      return inOrderOfAge(to.thread, question, async () => {
        const reply = open.get(question)?.reply;
        return reply ?? (await steadily(() => openNew(to, question)));
      });
    },
    newestThread: (place, person) =>
      [...open.values()].findLast(({ to }) => to.place.id === place && to.author.id === person)?.to.thread,
    stop() {
      for (const { end } of [...open.values()]) end();
      board.stop();
      typing.stopAll();
      pace.stop();
    },
  };
}

const nowhere = ({ id }: Message) => new PlatformError("gone", `${id} cannot be answered (any more).`);

/** A reply to which nothing can be added. */
const inert = (id: Reply["id"]): Reply => ({
  id,
  finished: true,
  async status() {},
  async update() {},
  async finish() {},
  async remove() {},
});

function statusText(status: ReplyStatus, locale: Locale): string {
  switch (status.state) {
    case "queued":
      return words[locale].queued(status.ahead, status.etaMs);
    case "loading":
      return words[locale].loading;
    case "thinking":
      return words[locale].thinking;
    default:
      return status satisfies never;
  }
}
