import type { Clock } from "../clock.ts";
import { apiError } from "../rest/errors.ts";
import { createSnowflakes } from "../snowflake.ts";
import type { Channel, Guild, Member, Post, User } from "./shapes.ts";

/** An event for the gateway. `channel` limits it to those who may see that channel. */
export interface Dispatch {
  readonly t: string;
  readonly d: object;
  readonly channel?: Channel;
}

/** All that the fake knows. It keeps state and says what happened; rules live with the routes. */
export interface World {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly bot: User;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /** By channel, then by message id, in the order in which they were posted. */
  readonly posts: Map<string, Map<string, Post>>;
  /** People who take no direct messages from the bot. */
  readonly closedDoors: Set<string>;
  /** What AutoMod lets nobody say in servers, unless they have MANAGE_GUILD. */
  blocked: RegExp | undefined;
  /** Who was added to a thread, joined it or spoke in it, by thread. */
  readonly threadMembers: Map<string, Set<string>>;
  /** Unix ms at which the bot was last seen typing, by channel. */
  readonly typing: Map<string, number>;
  /** Files by the path under which they can be downloaded. */
  readonly files: Map<string, { readonly bytes: Uint8Array; readonly contentType: string }>;
  /** Where the fake listens, e.g. `http://127.0.0.1:4242`. */
  origin: string;
  /** Sends an event to every gateway session that may have it. */
  dispatch(event: Dispatch): void;
}

export const createWorld = (clock: Clock, botName: string, dispatch: (event: Dispatch) => void): World => {
  const newId = createSnowflakes(clock);
  const bot = newUser(newId(), botName, { bot: true });
  return {
    clock,
    newId,
    bot,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    posts: new Map(),
    closedDoors: new Set(),
    blocked: undefined,
    threadMembers: new Map(),
    typing: new Map(),
    files: new Map(),
    origin: "",
    dispatch,
  };
};

export const newUser = (
  id: string,
  name: string,
  traits: { bot?: boolean; system?: boolean } = {},
): User => ({
  id,
  username: traits.bot ? name : name.toLowerCase().replaceAll(" ", "_"),
  global_name: traits.bot ? null : name,
  discriminator: "0",
  avatar: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
  ...traits,
});

export const channelOf = (world: World, id: string): Channel => {
  const channel = world.channels.get(id);
  if (!channel) throw apiError(404, 10003, "Unknown Channel");
  return channel;
};

export const guildOf = (world: World, id: string): Guild => {
  const guild = world.guilds.get(id);
  if (!guild) throw apiError(404, 10004, "Unknown Guild");
  return guild;
};

export const memberOf = (guild: Guild, userId: string): Member => {
  const member = guild.members.get(userId);
  if (!member) throw apiError(404, 10007, "Unknown Member");
  return member;
};

/** A message that the bot can name. Messages for one person's eyes are not reachable through a channel. */
export const postOf = (world: World, channelId: string, messageId: string): Post => {
  const post = world.posts.get(channelId)?.get(messageId);
  if (!post || post.deleted || post.onlyFor !== undefined) throw apiError(404, 10008, "Unknown Message");
  return post;
};
