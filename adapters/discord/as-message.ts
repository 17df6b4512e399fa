import { type APIMessage, type APIUser, type Client, MessageType } from "discord.js";
import type { Author, Locale, Message } from "../../src/core/types.ts";
import { remember } from "../../src/platform/remember.ts";
import type { Attachments } from "./attachments.ts";
import { messageId, personId, type Snowflake, threadId } from "./ids.ts";
import { withoutNeutralising } from "./neutralise.ts";
import type { Where } from "./places.ts";
import { filesOf, type Names, readContent, repliedTo } from "./read-content.ts";

/** Kinds of message that somebody wrote; all others are the platform's own ("… joined the server"). */
const WRITTEN: ReadonlySet<MessageType> = new Set([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
]);

export const isWritten = (message: APIMessage): boolean => WRITTEN.has(message.type);

/** Neither Discord's own word nor somebody's: what a thread begins with only refers to a message; and what apps answer to menus. */
const NOBODYS: ReadonlySet<MessageType> = new Set([
  MessageType.ThreadStarterMessage,
  MessageType.ContextMenuCommand,
]);

/** Whether it is Discord's own word: a join, a new name. */
export const isNotice = (message: APIMessage): boolean => !isWritten(message) && !NOBODYS.has(message.type);

/** Who asked, when the message is what `/ask` posted in somebody's name. */
export const askedBy = (message: APIMessage, self: Snowflake): APIUser | undefined =>
  message.type === MessageType.ChatInputCommand && message.author.id === self
    ? message.interaction_metadata?.user
    : undefined;

/** What events tell of somebody as a member of a server. */
interface Membership {
  readonly nick?: string | null;
  /** Ids. */
  readonly roles?: readonly Snowflake[];
}

/** Turns Discord's messages into the core's. */
export interface AsMessage {
  /**
   * @param files what to say of its attachments, as Markdown
   * @param title of the thread, if this is the message whose author chose it; of a forum's post it is known
   */
  message(raw: APIMessage, where: Where, files: string, title?: string): Message;
  author(user: APIUser, guild: Snowflake | undefined): Author;
  /** What people are called and which roles they have in one server, as its events tell: history does not. */
  learn(user: Snowflake, guild: Snowflake | undefined, member: Membership | undefined): void;
  knowsRoles(user: Snowflake, guild: Snowflake): boolean;
  /** The language of somebody's client, as interactions tell. */
  learnLocale(user: Snowflake, locale: Locale | undefined): void;
}

const REMEMBERED = 2_000;

export function createAsMessage(
  client: Client<true>,
  selfName: string,
  attachments: Pick<Attachments, "images">,
): AsMessage {
  const nicks = new Map<string, string>();
  const roles = new Map<string, readonly Snowflake[]>();
  const locales = new Map<string, Locale>();

  const nameOf = (user: APIUser, guild: Snowflake | undefined) =>
    user.id === client.user.id
      ? selfName
      : (nicks.get(`${guild} ${user.id}`) ?? user.global_name ?? user.username);

  /** Names and ids; `undefined`: not known. */
  function rolesOf(user: APIUser, guild: Snowflake | undefined): readonly string[] | undefined {
    const all = client.guilds.cache.get(guild ?? "")?.roles.cache;
    return roles.get(`${guild} ${user.id}`)?.flatMap((id) => [all?.get(id)?.name ?? [], id].flat());
  }

  function authorOf(user: APIUser, guild: Snowflake | undefined, webhook: boolean): Author {
    const isSelf = user.id === client.user.id;
    const locale = locales.get(user.id);
    const hasRoles = isSelf || webhook ? undefined : rolesOf(user, guild);
    return {
      id: personId(user.id),
      name: nameOf(user, guild),
      kind: isSelf ? "self" : user.bot || user.system || webhook ? "bot" : "person",
      ...(locale ? { locale } : {}),
      ...(hasRoles ? { roles: hasRoles } : {}),
    };
  }

  const namesIn = (guild: Snowflake | undefined): Names => ({
    self: { id: client.user.id, name: selfName },
    user: (user) => nameOf(user, guild),
    role(id) {
      const role = client.guilds.cache.get(guild ?? "")?.roles.cache.get(id);
      return role && { name: role.name, isSelf: role.tags?.botId === client.user.id };
    },
    channel(id) {
      const channel = client.channels.cache.get(id);
      return channel && "name" in channel ? (channel.name ?? undefined) : undefined;
    },
  });

  return {
    message(raw, where, files, title) {
      const { guild } = where;
      const asker = askedBy(raw, client.user.id);
      const isOwn = raw.author.id === client.user.id && !asker;
      const { text, mentions } = readContent(raw, namesIn(guild));
      const plain = isOwn ? withoutNeutralising(text) : text;
      const attached = filesOf(raw);
      const names = attached.map(({ filename }) => filename);
      const images = attachments.images(attached);
      const threadTitle = title ?? (raw.id === where.channel ? where.title : undefined);
      const thread =
        where.kind === "channel" ? threadId(where.home, raw.id) : threadId(where.home, where.channel);
      return {
        id: messageId(where.channel, raw.id),
        thread,
        startsThread: where.kind === "channel" || (where.kind === "thread" && raw.id === where.channel),
        place: where.place,
        author: authorOf(asker ?? raw.author, guild, raw.webhook_id !== undefined && !asker && !isOwn),
        text: [raw.id === where.channel ? where.title : "", plain, files].filter(Boolean).join("\n\n"),
        mentions: isOwn ? [] : mentions,
        ...(repliedTo(raw)?.id === client.user.id ? { repliesToSelf: true } : {}),
        ...(asker ? { command: "ask" as const } : {}),
        ...(isNotice(raw) ? { notice: true } : {}),
        ...(threadTitle ? { threadTitle } : {}),
        ...(names.length > 0 ? { fileNames: names } : {}),
        ...(images.length > 0 ? { images } : {}),
        sentAt: new Date(raw.timestamp).toISOString(),
        link: `https://discord.com/channels/${guild ?? "@me"}/${where.channel}/${raw.id}`,
      };
    },
    author: (user, guild) => authorOf(user, guild, false),
    learn(user, guild, member) {
      if (guild === undefined || member === undefined) return;
      const key = `${guild} ${user}`;
      if (member.roles) remember(roles, key, member.roles, REMEMBERED);
      if (member.nick === null) nicks.delete(key);
      else if (member.nick !== undefined) remember(nicks, key, member.nick, REMEMBERED);
    },
    knowsRoles: (user, guild) => roles.has(`${guild} ${user}`),
    learnLocale(user, locale) {
      if (locale) remember(locales, user, locale, REMEMBERED);
    },
  };
}
