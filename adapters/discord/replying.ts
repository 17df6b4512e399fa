import type { APIMessage } from "discord.js";
import { type Audience, PlatformError, type Reply } from "../../src/core/ports/chat-adapter.ts";
import type { Locale, Message, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";
import { createOldestFirst } from "../../src/platform/oldest-first.ts";
import type { StatusBoard } from "../../src/platform/status-board.ts";
import { localeFor } from "../../src/text/language.ts";
import type { Api } from "./api.ts";
import { quotesNothing, refusedAs, unless } from "./api-error.ts";
import type { Arrivals } from "./arrivals.ts";
import { createFindBegunParts } from "./begun-parts.ts";
import { stopRow } from "./buttons.ts";
import type { CloseThread } from "./close-thread.ts";
import { byAge, isOlder, messageId, parseMessageId, type Snowflake, type Spot } from "./ids.ts";
import type { Pace } from "./pace.ts";
import type { PostOnce } from "./post-once.ts";
import type { ReplyRecord, ReplyRecords } from "./reply-records.ts";
import type { Revise } from "./revise.ts";
import { createScreen } from "./screen.ts";
import { steadily } from "./steadily.ts";
import type { Typing } from "./typing.ts";
import type { FindVenue, Venue } from "./venue.ts";
import { words } from "./words.ts";
import { createWriteReply, type ReplyToWrite, type Written } from "./write-reply.ts";

export interface Replying {
  /** `ChatAdapter.openReply`, for messages that stand in a channel. */
  open(to: Message, audience?: Audience): Promise<Reply>;
  /** The thread of the newest reply that is being written to somebody in a place. */
  newestThread(place: PlaceId, person: PersonId): ThreadId | undefined;
  stop(): void;
}

/** Whoever takes no direct messages, or has left. */
const OUT_OF_REACH = ["cannotMessageUser", "noMutualServer", "missingAccess", "unknownUser"] as const;

/**
 * One reply to each question, also across crashes. What was posted is recorded before and after; a reply that may or may
 * not have been posted is looked for by its Stop button, which names the question, and posted with the question's id as nonce.
 * What only the author may see goes to them directly; where that is not possible, the thread says how to see it, and not a word of it.
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
  readonly revise: Revise;
  readonly postOnce: PostOnce;
  readonly arrivals: Pick<Arrivals, "reread">;
}): Replying {
  const { api, records, findVenue, closeThread, typing, pace, board, revise, postOnce, arrivals } = parts;
  const inOrderOfAge = createOldestFirst(byAge);
  const open = new Map<Snowflake, Written & { readonly to: Message }>();
  const findBegunParts = createFindBegunParts(parts);
  const writeReply = createWriteReply(parts);

  async function openNew(to: Message, question: Snowflake, isPrivate: boolean): Promise<Reply> {
    const record = await records.get(question);
    const locale = localeFor(to.text, to.author.locale);
    if (record?.state === "finished" || record?.state === "removed")
      return closedReply(question, record, locale);

    const spot = parseMessageId(to.id)!;
    const venue: Venue | undefined =
      record ?? (await (isPrivate ? directVenue(to, spot) : findVenue(to, spot, locale)));
    if (!venue && isPrivate) return saidElsewhere(to, question, locale);
    if (!venue) throw nowhere(to);
    const { channel, replyTo } = venue;
    const keep: ReplyToWrite["keep"] = (state, messages) =>
      records.set(question, { state, question: to.id, thread: to.thread, channel, messages });

    if (!record) await keep("opening", []);
    const posted = record ? await findBegunParts(question, record) : [];
    if (record) {
      const now = await unless(["unknownMessage", "unknownChannel"], api.message(spot.channel, spot.message));
      if (!now) {
        // Deleted while Maru was away: nobody will tell any more.
        await closedReply(question, { ...record, messages: posted }, locale).remove();
        throw nowhere(to);
      }
      await arrivals.reread(now, to);
    }
    const screen = createScreen({
      api,
      channel,
      question,
      ...(replyTo ? { replyTo } : {}),
      posted,
      note: (messages) => keep("open", messages),
    });
    if (posted.length === 0) {
      try {
        await screen.show(words[locale].thinking, stopRow(question, locale, false));
      } catch (error) {
        if (isPrivate && refusedAs(error, ...OUT_OF_REACH)) return saidElsewhere(to, question, locale);
        if (!refusedAs(error, "missingPermissions")) throw error;
        throw new PlatformError("forbidden", `Maru may not write in ${channel}.`, { cause: error });
      }
      if (screen.gone) {
        await keep("removed", []);
        throw nowhere(to);
      }
    } else await keep("open", posted);
    const written = writeReply({ question, channel, screen, keep, locale }, () => open.delete(question));
    open.set(question, { to, ...written });
    return written.reply;
  }

  /** `undefined`: they take no direct messages. @throws PlatformError when the question is gone: no message there quotes it */
  async function directVenue(to: Message, { channel, message }: Spot): Promise<Venue | undefined> {
    try {
      await api.message(channel, message);
    } catch (error) {
      if (refusedAs(error, "unknownMessage", "unknownChannel")) throw nowhere(to);
      // Maru may not read the past there.
      if (!refusedAs(error, "missingPermissions", "missingAccess")) throw error;
    }
    const { author } = to;
    const person = author.id.slice(author.id.indexOf(":") + 1);
    const direct = await unless(OUT_OF_REACH, api.openDirect(person));
    return direct && { channel: direct.id };
  }

  /** The reply to somebody who cannot be written to: all can see that there is one, and how its author gets to see it. */
  async function saidElsewhere(to: Message, question: Snowflake, locale: Locale): Promise<Reply> {
    const venue = await findVenue(to, parseMessageId(to.id)!, locale);
    if (!venue) throw nowhere(to);
    const { channel, replyTo } = venue;
    const content = words[locale].notDirectly;
    const isIt = (raw: APIMessage) => raw.content === content && isOlder(question, raw.id);
    const said = { content, ...(replyTo ? { replyTo } : {}) };
    const note = await postOnce(`note ${question}`, channel, said, isIt).catch((error: unknown) => {
      throw quotesNothing(error) ? nowhere(to) : error;
    });
    const record: ReplyRecord = {
      ...{ state: "finished", question: to.id, thread: to.thread, channel, messages: [note] },
      isNote: true,
    };
    await records.set(question, record);
    return closedReply(question, record, locale);
  }

  /** A reply to which nothing can be added. */
  function closedReply(question: Snowflake, record: ReplyRecord, locale: Locale): Reply {
    const { channel, messages } = record;
    return {
      id: messageId(channel, messages[0] ?? question),
      finished: true,
      async status() {},
      async update() {},
      async finish() {},
      revise: (markdown) => revise(question, markdown),
      async remove() {
        await createScreen({ api, channel, question, posted: messages, note: async () => {} }).remove();
        await records.set(question, { ...record, state: "removed" });
        await closeThread(question, channel, locale);
      },
    };
  }

  return {
    async open(to, audience) {
      const question = parseMessageId(to.id)?.message;
      if (!question) throw nowhere(to);
      // The replies shall stand in a thread in the order of the questions.
      return inOrderOfAge(to.thread, question, async () => {
        const reply = open.get(question)?.reply;
        const isPrivate = audience === "author" && to.place.kind !== "direct";
        return reply ?? (await steadily(() => openNew(to, question, isPrivate)));
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
