import { channelPermissions, has } from "./permissions.ts";
import type { AllowedMentions } from "./validation/bodies.ts";
import type { Channel, Message, Pings, User } from "./world/shapes.ts";
import type { World } from "./world/world.ts";

/** What a text mentions, whether or not anybody is told. */
export interface Mentioned {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

/** Discord pings nothing inside code spans and code blocks: the same number of backticks on both sides. */
const withoutCode = (text: string): string => text.replace(/(?<![\\`])(`+)([\s\S]*?[^`])\1(?!`)/g, " ");

/**
 * `<@id>`, `<@!id>`, `<@&id>`, `@everyone`, `@here` (docs: reference#message-formatting). Whether a backslash before them takes
 * their meaning away is not documented; the fake says no, so that nobody relies on it.
 */
export const mentionedIn = (text: string): Mentioned => {
  const plain = withoutCode(text);
  const ids = (pattern: RegExp) => [...new Set([...plain.matchAll(pattern)].map(([, id = ""]) => id))];
  return {
    users: ids(/<@!?(\d{15,20})>/g),
    roles: ids(/<@&(\d{15,20})>/g),
    everyone: /@(everyone|here)\b/.test(plain),
  };
};

/**
 * Who is told of a message. Without `allowed_mentions` everything that the text mentions pings;
 * with it only what it lists (docs: resources/message#allowed-mentions-object). `@everyone` and roles that are
 * not mentionable need the permission MENTION_EVERYONE. A reply pings its author unless `replied_user` is false:
 * omitted means true without `allowed_mentions` and false with it.
 */
export const pingsOf = (
  world: World,
  channel: Channel,
  author: User,
  text: string,
  allowed: AllowedMentions | null | undefined,
  repliedTo: User | undefined,
): Pings => {
  const mentioned = mentionedIn(text);
  const guild = channel.guild_id === undefined ? undefined : world.guilds.get(channel.guild_id);
  const mayPingAll = has(channelPermissions(world, channel, author.id), "MentionEveryone");
  const listed = (kind: "users" | "roles") => (id: string) =>
    !allowed || allowed.parse?.includes(kind) === true || allowed[kind]?.includes(id) === true;
  const users = mentioned.users.filter((id) => world.users.has(id) && listed("users")(id));
  const roles = mentioned.roles.filter((id) => {
    const role = guild?.roles.get(id);
    return role !== undefined && (role.mentionable || mayPingAll) && listed("roles")(id);
  });
  const everyone =
    mentioned.everyone &&
    guild !== undefined &&
    mayPingAll &&
    (!allowed || allowed.parse?.includes("everyone") === true);
  const pingsReplied = allowed ? allowed.replied_user === true : true;
  if (repliedTo && pingsReplied && repliedTo.id !== author.id) users.push(repliedTo.id);
  return { users: [...new Set(users)], roles, everyone };
};

/** The fields of a message that follow from its pings: whom `allowed_mentions` kept from being pinged is not listed. */
export const mentionFields = (
  world: World,
  pings: Pings,
): Pick<Message, "mentions" | "mention_roles" | "mention_everyone"> => ({
  mentions: pings.users.flatMap((id) => world.users.get(id) ?? []),
  mention_roles: [...pings.roles],
  mention_everyone: pings.everyone,
});
