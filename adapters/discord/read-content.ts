import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageSnapshot,
  type APIUser,
  EmbedType,
  MessageType,
} from "discord.js";
import type { Mention } from "../../src/core/types.ts";
import { outsideCode } from "../../src/text/code-regions.ts";
import { personId, type Snowflake } from "./ids.ts";

/** What is behind the ids in a message. */
export interface Names {
  readonly self: { readonly id: Snowflake; readonly name: string };
  user(user: APIUser): string;
  /** `isSelf`: the role that Discord made for Maru alone. */
  role(id: Snowflake): { readonly name: string; readonly isSelf: boolean } | undefined;
  channel(id: Snowflake): string | undefined;
}

/** Mentions of users, roles and channels, custom emoji, times (docs: reference#message-formatting-formats). */
const MARKS =
  /<@!?(?<user>\d+)>|<@&(?<role>\d+)>|<#(?<channel>\d+)>|<a?:(?<emoji>\w+):\d+>|<t:(?<time>-?\d+)(?::\w)?>|@(?<all>everyone|here)\b/g;

/**
 * The text of a message as people see it, and whom it mentions. What stands in code stays as it is and mentions nobody, nor
 * does what is forwarded or stands in an embed.
 */
export function readContent(
  message: APIMessage,
  names: Names,
): { readonly text: string; readonly mentions: readonly Mention[] } {
  const found = new Map<string, Mention>();
  const note = (mention: Mention) => void found.set(mention.id, mention);
  const users = [...message.mentions, ...snapshotsOf(message).flatMap(({ mentions }) => mentions)];
  const content = asSeen(message.content, users, message.mention_everyone, names, note);
  const quiet = (text: string) => asSeen(text, users, false, names, () => {});

  const answered = repliedTo(message);
  // Also when the reply does not ping them: it is theirs all the same.
  if (answered && answered.id !== names.self.id && answered.id !== message.author.id)
    note({ id: personId(answered.id), name: names.user(answered), kind: answered.bot ? "bot" : "person" });
  // Previews of links, which Discord adds to what people write, are nobody's words.
  const embeds = message.author.bot || message.webhook_id ? message.embeds : [];
  const forwarded = snapshotsOf(message).map((snapshot) => quoted(quiet(textOf(snapshot))));
  const text = [content, ...embeds.map((embed) => quiet(embedText(embed))), ...forwarded];
  return { text: text.filter(Boolean).join("\n\n"), mentions: [...found.values()] };
}

/** Text with names in the place of ids; tells `note` of whom it mentions. */
function asSeen(
  content: string,
  people: readonly APIUser[],
  mentionsAll: boolean,
  names: Names,
  note: (mention: Mention) => void,
): string {
  const users = new Map(people.map((user) => [user.id, user]));
  const noted = (mention: Mention) => {
    note(mention);
    return `@${mention.name}`;
  };
  const self: Mention = { id: personId(names.self.id), name: names.self.name, kind: "self" };

  return outsideCode(content, (plain) =>
    plain.replace(MARKS, (mark, ...args) => {
      const groups = args.at(-1) as Record<string, string | undefined>;
      const { user, role, channel, emoji, time, all } = groups;
      if (user === names.self.id) return noted(self);
      if (user) {
        const known = users.get(user);
        if (!known) return "@someone";
        return noted({ id: personId(user), name: names.user(known), kind: known.bot ? "bot" : "person" });
      }
      if (role) {
        const known = names.role(role);
        if (known?.isSelf) return noted(self);
        return noted({ id: `discord:role/${role}`, name: known?.name ?? "role", kind: "group" });
      }
      if (channel) return `#${names.channel(channel) ?? "channel"}`;
      if (emoji) return `:${emoji}:`;
      if (time) return new Date(Number(time) * 1000).toISOString();
      if (all && mentionsAll) return noted({ id: `discord:${all}`, name: all, kind: "group" });
      return mark;
    }),
  );
}

type Snapshot = APIMessageSnapshot["message"];

/** What the message forwards. Who wrote it, Discord does not tell (docs: resources/message#message-snapshot-object). */
const snapshotsOf = ({ message_snapshots: snapshots }: APIMessage): readonly Snapshot[] =>
  (snapshots ?? []).map(({ message }) => message);

const textOf = ({ content, embeds }: Snapshot): string =>
  [content, ...embeds.map(embedText)].filter(Boolean).join("\n\n");

/** The words of an embed that a bot wrote. */
function embedText({ type = EmbedType.Rich, title, description, fields = [] }: APIEmbed): string {
  if (type !== EmbedType.Rich) return "";
  const lines = [title, description, ...fields.map(({ name, value }) => `${name}: ${value}`)];
  return lines.filter(Boolean).join("\n");
}

const quoted = (text: string) => text && `(forwarded)\n${text.replaceAll(/^/gm, "> ")}`;

/** What is attached to the message, or to what it forwards. */
export const filesOf = (message: APIMessage): readonly APIAttachment[] => [
  ...message.attachments,
  ...snapshotsOf(message).flatMap(({ attachments }) => attachments),
];

/** Whose message this one answers, if it is a reply. */
export const repliedTo = (message: APIMessage): APIUser | undefined =>
  message.type === MessageType.Reply ? message.referenced_message?.author : undefined;
