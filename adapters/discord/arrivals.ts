import { hash } from "node:crypto";
import type {
  APIMessage,
  Client,
  GatewayMessageCreateDispatchData,
  GatewayMessageDeleteBulkDispatchData,
  GatewayMessageUpdateDispatchData,
} from "discord.js";
import type { Message } from "../../src/core/types.ts";
import type { StoreEvent } from "../../src/platform/store-event.ts";
import type { TellOnce } from "../../src/platform/tell-once.ts";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import { type AsMessage, askedBy, isWritten } from "./as-message.ts";
import type { Attachments } from "./attachments.ts";
import { messageId, type Snowflake, threadId } from "./ids.ts";
import { createLearnRoles } from "./learn-roles.ts";
import type { MayAnswer } from "./may-answer.ts";
import { createNewestEdits } from "./newest-edits.ts";
import { whereToSwitchOnContent } from "./permissions.ts";
import type { Places, Where } from "./places.ts";
import { filesOf, repliedTo } from "./read-content.ts";
import type { Rules } from "./rules.ts";
import type { Seen } from "./seen.ts";
import type { Starters } from "./starters.ts";
import type { TellNotStored } from "./tell-not-stored.ts";
import { createTitles } from "./titles.ts";
import { words } from "./words.ts";

/** A message with what only the gateway tells. */
export type Arrived = APIMessage & Partial<Pick<GatewayMessageCreateDispatchData, "guild_id" | "member">>;

/** Takes in what happens on Discord and hands it on, each happening under an id of its own. */
export interface Arrivals {
  message(raw: Arrived, where?: Where): Promise<void>;
  edited(raw: GatewayMessageUpdateDispatchData, where?: Where): Promise<void>;
  /**
   * Delivers a message as an edit if its text is another than the core knows. An edit that the core was told of may have
   * been forgotten in a crash, so it is told again in each run.
   */
  reread(raw: APIMessage, known: Message): Promise<void>;
  deleted(gone: GatewayMessageDeleteBulkDispatchData): Promise<void>;
  /** Somebody gave a thread its name: told as an edit of the message that it was started from, if that is theirs. */
  titled(thread: Snowflake, isNew: boolean): Promise<void>;
  /** Delivers; `false` when it could not be stored, after several tries. */
  readonly deliver: StoreEvent["orNot"];
}

export function createArrivals(parts: {
  readonly client: Client<true>;
  readonly api: Api;
  readonly places: Places;
  readonly rules: Rules;
  readonly asMessage: AsMessage;
  readonly attachments: Attachments;
  readonly seen: Seen;
  readonly starters: Starters;
  readonly tellOnce: TellOnce;
  readonly readsContent: boolean;
  /** Whether there is moderation, to which it matters who has which roles and what threads are called. */
  readonly isModerated: boolean;
  readonly mayAnswer: MayAnswer;
  readonly store: StoreEvent;
  readonly tellNotStored: TellNotStored;
  /** Unix ms. */
  readonly now: () => number;
}): Arrivals {
  const { client, api, places, rules, asMessage, attachments, seen, starters, mayAnswer, store } = parts;
  const self = client.user.id;
  const startedAt = parts.now();
  const newestEdits = createNewestEdits();
  const titles = createTitles();
  const learnRoles = createLearnRoles(parts);

  async function whereIs(raw: Arrived): Promise<Where | undefined> {
    if (raw.guild_id) return places.find(raw.channel_id);
    return places.direct(raw.channel_id, raw.author.global_name ?? raw.author.username);
  }

  /** Whether the message is, or may be, for Maru: then its files are worth reading. */
  function concerns(raw: APIMessage, where: Where): boolean {
    return (
      where.kind !== "channel" ||
      askedBy(raw, self) !== undefined ||
      repliedTo(raw)?.id === self ||
      mentionsSelf(raw)
    );
  }

  const mentionsSelf = ({ mentions }: APIMessage) => mentions.some(({ id }) => id === self);

  /** Without the intent Discord leaves the words of others out. */
  const isBlank = (raw: APIMessage) =>
    raw.content === "" && raw.attachments.length === 0 && !raw.sticker_items?.length && !raw.poll;

  /** The message for the core; `undefined` when it is none of Maru's business. */
  async function taken(raw: Arrived, known?: Where) {
    asMessage.learn(raw.author.id, raw.guild_id, raw.member);
    for (const { id, member } of raw.mentions as GatewayMessageCreateDispatchData["mentions"])
      asMessage.learn(id, raw.guild_id, member);
    if (!isWritten(raw) || (raw.author.id === self && !askedBy(raw, self))) return undefined;
    const where = known ?? (await whereIs(raw));
    if (!where || !rules.mayWorkIn(where)) return undefined;
    const author = askedBy(raw, self)?.id ?? raw.author.id;
    const isMember = author === raw.author.id && raw.webhook_id === undefined;
    const isAnswered = await mayAnswer(where, author, isMember ? raw.member?.roles : undefined);
    if (!parts.readsContent && where.kind !== "direct" && isBlank(raw)) {
      if (isAnswered) await tellBlind(raw, where);
      return undefined;
    }
    const attached = filesOf(raw);
    if (!isAnswered) {
      const message = asMessage.message(raw, where, attachments.name(attached));
      return { where, message: { ...message, unanswered: true as const } };
    }
    if (raw.webhook_id === undefined || askedBy(raw, self)) await learnRoles(author, where.guild);
    const files = concerns(raw, where) ? await attachments.read(attached) : attachments.name(attached);
    const title = parts.isModerated ? titles.of(raw, where) : undefined;
    return { where, message: asMessage.message(raw, where, files, title) };
  }

  /** In a thread of Maru's people expect to be understood without a mention. */
  async function tellBlind(raw: APIMessage, where: Where): Promise<void> {
    const mine = where.startedBySelf && !raw.author.bot;
    await parts.tellOnce({
      key: mine ? `content ${where.channel}` : "content",
      remedy: whereToSwitchOnContent(client.application.id),
      ...(mine
        ? {
            person: {
              id: raw.author.id,
              text: words[asMessage.author(raw.author, where.guild).locale ?? "en"].cannotRead,
            },
          }
        : {}),
    });
  }

  return {
    deliver: store.orNot,
    async message(arrived, known) {
      const raw = newestEdits.of(arrived);
      const found = await taken(raw, known);
      if (!found || (found.message.unanswered && !mentionsSelf(raw))) return;
      const { where, message } = found;
      if (where.kind === "channel" && concerns(raw, where)) starters.note(raw);
      const stored = await store.orNot({ type: "message", id: `discord:message/${raw.id}`, message });
      if (stored) await seen.note(raw.id, where.kind === "direct" ? where.channel : undefined);
      else await parts.tellNotStored(raw, message, concerns(raw, where));
    },
    async edited(update, known) {
      // Previews of links are added by an update too: nobody edited anything.
      if (!update.edited_timestamp) return;
      starters.forget(update.id);
      // Maru's answers grow by edits.
      if (update.author?.id === self && !askedBy(update, self)) return;
      const raw: Arrived | undefined = update.author
        ? update
        : await unless(["unknownMessage", "unknownChannel"], api.message(update.channel_id, update.id));
      const found = raw && newestEdits.note(raw) ? await taken(raw, known) : undefined;
      if (raw && found)
        await store.orNot({ type: "edited", id: editId(raw, found.message.text), message: found.message });
    },
    async reread(raw, known) {
      const where = raw.edited_timestamp ? await places.find(raw.channel_id) : undefined;
      const found = where && (await taken(inGuild(raw, where), where));
      if (!found || found.message.text === known.text) return;
      const id = `${editId(raw, found.message.text)}/${startedAt}`;
      await store.orNot({ type: "edited", id, message: found.message });
    },
    async deleted({ ids, channel_id: channel, guild_id: guild }) {
      const where = guild ? await places.find(channel) : places.direct(channel, "");
      if (!where || !rules.mayWorkIn(where)) return;
      for (const id of ids) {
        starters.forget(id);
        newestEdits.forget(id);
        const thread =
          where.kind === "channel" ? threadId(where.home, id) : threadId(where.home, where.channel);
        await store.orNot({
          type: "deleted",
          id: `discord:delete/${id}`,
          message: messageId(channel, id),
          thread,
        });
      }
    },
    async titled(id, isNew) {
      const inside = parts.isModerated ? await places.find(id) : undefined;
      const owner = inside?.thread?.owner;
      // The first message of a forum's new post, with the title, is just arriving.
      if (!inside?.thread || !owner || owner === self || (isNew && inside.isForum)) return;
      const home = inside.isForum ? inside : await places.find(inside.home);
      const starter = home && home.kind !== "direct" ? await starters.get(home.channel, id) : undefined;
      if (!home || starter?.author.id !== owner) {
        if (!isNew) titles.renamed(id);
        return;
      }
      const { name } = inside.thread;
      titles.told(id);
      const found = await taken(inGuild(starter, home), home);
      if (!found || found.message.unanswered) return;
      const message: Message = { ...found.message, threadTitle: name };
      await store.orNot({ type: "edited", id: `discord:title/${id}/${shortHash(name)}`, message });
    },
  };
}

/** Two edits can fall into one millisecond. */
const editId = ({ id, edited_timestamp: at }: APIMessage, text: string) =>
  `discord:edit/${id}/${Date.parse(at ?? "")}/${shortHash(text)}`;

const shortHash = (text: string): string => hash("sha1", text).slice(0, 8);

/** A message read by a request, which does not tell the server that it stands in. */
export const inGuild = (raw: APIMessage, { guild }: Where): Arrived =>
  guild ? { ...raw, guild_id: guild } : raw;
