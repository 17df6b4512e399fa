import type { AdapterParts } from "../../src/core/ports/chat-adapter.ts";
import type { ChatEvent } from "../../src/core/types.ts";
import type { StoreEvent } from "../../src/platform/store-event.ts";
import { localeFor } from "../../src/text/language.ts";
import type { Api } from "./api.ts";
import type { AsMessage } from "./as-message.ts";
import type { Attachments } from "./attachments.ts";
import { ADAPTER_NAME, messageId, type SlackId, type Ts, threadId } from "./ids.ts";
import type { Origin, People } from "./people.ts";
import type { Places, Where } from "./places.ts";
import { isTombstone, isWritten, type RawMessage, rootOf } from "./raw-message.ts";
import type { Rules } from "./rules.ts";
import type { Seen } from "./seen.ts";
import type { Telling } from "./telling.ts";
import { words } from "./words.ts";

/** Takes in what happens on Slack and hands it on, each happening under an id of its own. */
export interface Arrivals {
  /** Rejects when it could not be stored, after several tries: then it must not be acknowledged. */
  message(raw: RawMessage, channel: SlackId): Promise<void>;
  /** @param before the message as it was, where Slack tells. Rejects as `message` does. */
  changed(raw: RawMessage, before: RawMessage | undefined, channel: SlackId): Promise<void>;
  /** @param before the deleted message, where Slack tells. Rejects as `message` does. */
  deleted(ts: Ts, before: RawMessage | undefined, channel: SlackId): Promise<void>;
  /** Delivers; `false` when it could not be stored, after several tries. */
  deliver(event: ChatEvent): Promise<boolean>;
  /** Whether Maru works for somebody in a place. */
  mayAnswer(where: Where, user: SlackId): Promise<boolean>;
  /** Slack will not deliver the message again, and it could not be stored: whoever wrote it is told. */
  lost(raw: RawMessage, channel: SlackId): Promise<void>;
}

/** While nothing can be stored, people who did not speak to Maru are told of it this seldom in a channel. */
const TELL_EVERY_MS = 10 * 60 * 1000;

export function createArrivals(parts: {
  readonly api: Pick<Api, "whisper" | "post">;
  readonly people: People;
  readonly places: Places;
  readonly rules: Rules;
  readonly asMessage: AsMessage;
  readonly attachments: Attachments;
  readonly telling: Pick<Telling, "ofFiles">;
  readonly seen: Seen;
  readonly self: SlackId;
  readonly mayAnswerIn: AdapterParts["mayAnswerIn"];
  readonly store: StoreEvent;
  readonly now: () => number;
}): Arrivals {
  const { api, people, places, rules, asMessage, attachments, telling, seen, store } = parts;
  const toldAt = new Map<SlackId, number>();

  async function mayAnswer(where: Where, user: SlackId, origin: Partial<Origin> = {}): Promise<boolean> {
    if (!rules.mayWorkIn(where) || !parts.mayAnswerIn(where.place)) return false;
    return answers(where, user, origin);
  }

  const answers = async ({ isShared }: Where, user: SlackId, origin: Partial<Origin>): Promise<boolean> =>
    rules.answersForeigners || !(await people.isForeign(user, { isShared, ...origin }));

  /** A question that `/ask` posted is a message of Maru's own, which tells nothing of the asker. */
  const originOf = ({ user, user_team: userTeam, team }: RawMessage, writer: SlackId): Partial<Origin> =>
    writer === user ? { userTeam, team } : {};

  /** Whether the message is, or may be, for Maru: then its files are worth reading. */
  const concerns = (raw: RawMessage, where: Where) => asks(raw, where) || rootOf(raw) !== raw.ts;

  /** Whether it is surely for Maru. */
  const asks = (raw: RawMessage, { kind }: Where) => kind === "direct" || mentionsSelf(raw);
  const mentionsSelf = ({ text = "" }: RawMessage) => text.includes(`<@${parts.self}>`);

  const localeOf = async (raw: RawMessage, writer: SlackId) =>
    localeFor(raw.text ?? "", (await people.find(writer))?.locale);

  async function tellOfFiles(raw: RawMessage, writer: SlackId, { place }: Where): Promise<void> {
    await telling.ofFiles({ person: writer, locale: await localeOf(raw, writer), place: place.name });
  }

  /** The message for the core; `undefined` when it is none of Maru's business. */
  async function taken(raw: RawMessage, channel: SlackId) {
    if (!isWritten(raw) || asMessage.isOwn(raw)) return undefined;
    const where = await places.find(channel);
    if (!where || !rules.mayWorkIn(where)) return undefined;
    const writer = asMessage.writer(raw);
    const attached = raw.files ?? [];
    if (writer !== undefined && !(await answers(where, writer, originOf(raw, writer)))) {
      const message = await asMessage.message(raw, where, attachments.name(attached));
      return { where, message: { ...message, unanswered: true as const } };
    }
    const files =
      attached.length > 0 && concerns(raw, where)
        ? await attachments.read(attached, () => {
            if (writer !== undefined && asks(raw, where)) void tellOfFiles(raw, writer, where);
          })
        : attachments.name(attached);
    return { where, message: await asMessage.message(raw, where, files) };
  }

  async function deleted(ts: Ts, before: RawMessage | undefined, channel: SlackId): Promise<void> {
    if (before && (!isWritten(before) || asMessage.isOwn(before))) return;
    const where = await places.find(channel);
    if (!where || !rules.mayWorkIn(where)) return;
    await store({
      type: "deleted",
      id: `${ADAPTER_NAME}:delete/${channel}/${ts}`,
      message: messageId({ channel, ts }),
      thread: threadId(channel, before ? rootOf(before) : ts),
    });
  }

  return {
    mayAnswer,
    deliver: store.orNot,
    async message(raw, channel) {
      const found = await taken(raw, channel);
      if (!found || (found.message.unanswered && !mentionsSelf(raw))) {
        seen.pass(channel, raw.ts);
        return;
      }
      const id = `${ADAPTER_NAME}:message/${channel}/${raw.ts}`;
      await store({ type: "message", id, message: found.message });
      const root = rootOf(raw);
      await seen.note(channel, raw.ts, root === raw.ts ? undefined : root);
    },
    async changed(raw, before, channel) {
      if (isTombstone(raw)) {
        await deleted(raw.ts, before, channel);
        return;
      }
      // Previews of links, streams that grow and counts of replies change a message too: nobody edited anything.
      if (!raw.edited || before?.text === (raw.text ?? "")) return;
      const found = await taken(raw, channel);
      if (!found) return;
      const id = `${ADAPTER_NAME}:edit/${channel}/${raw.ts}/${raw.edited.ts}`;
      await store({ type: "edited", id, message: found.message });
    },
    deleted,
    async lost(raw, channel) {
      const where = await places.find(channel);
      const writer = asMessage.writer(raw);
      if (
        !where ||
        !writer ||
        raw.bot_id !== undefined ||
        !(await mayAnswer(where, writer, originOf(raw, writer)))
      )
        return;
      const recently = parts.now() - (toldAt.get(channel) ?? 0) < TELL_EVERY_MS;
      if (recently && !concerns(raw, where)) return;
      toldAt.set(channel, parts.now());
      const text = words[await localeOf(raw, writer)].notStored;
      // Nobody is shown what is whispered in a thread in which nobody has written yet.
      const inThread = rootOf(raw) === raw.ts ? {} : { thread: rootOf(raw) };
      await api.whisper(channel, writer, { text, blocks: [], ...inThread });
    },
  };
}
