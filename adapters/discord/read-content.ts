import type { APIMessage, APIUser } from "discord.js";
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

/** The text of a message as people see it, and whom it mentions. What stands in code stays as it is and mentions nobody. */
export function readContent(
  message: APIMessage,
  names: Names,
): { readonly text: string; readonly mentions: readonly Mention[] } {
  const users = new Map(message.mentions.map((user) => [user.id, user]));
  const found = new Map<string, Mention>();
  const note = (mention: Mention) => {
    found.set(mention.id, mention);
    return `@${mention.name}`;
  };
  const self: Mention = { id: personId(names.self.id), name: names.self.name, kind: "self" };

  const text = outsideCode(message.content, (plain) =>
    plain.replace(MARKS, (mark, ...args) => {
      const groups = args.at(-1) as Record<string, string | undefined>;
      const { user, role, channel, emoji, time, all } = groups;
      if (user === names.self.id) return note(self);
      if (user) {
        const known = users.get(user);
        if (!known) return "@someone";
        return note({ id: personId(user), name: names.user(known), kind: known.bot ? "bot" : "person" });
      }
      if (role) {
        const known = names.role(role);
        if (known?.isSelf) return note(self);
        return note({ id: `discord:role/${role}`, name: known?.name ?? "role", kind: "group" });
      }
      if (channel) return `#${names.channel(channel) ?? "channel"}`;
      if (emoji) return `:${emoji}:`;
      if (time) return new Date(Number(time) * 1000).toISOString();
      if (all && message.mention_everyone) return note({ id: `discord:${all}`, name: all, kind: "group" });
      return mark;
    }),
  );

  const answered = repliedTo(message);
  // Also when the reply does not ping them: it is theirs all the same.
  if (answered && answered.id !== names.self.id && answered.id !== message.author.id)
    note({ id: personId(answered.id), name: names.user(answered), kind: answered.bot ? "bot" : "person" });
  return { text, mentions: [...found.values()] };
}

/** Whose message this one answers, if it is a reply. */
export const repliedTo = (message: APIMessage): APIUser | undefined =>
  message.type === REPLY ? message.referenced_message?.author : undefined;

/** `MessageType.Reply`. */
const REPLY = 19;
