import type { Channel, ChannelKind, Shape } from "./shapes.ts";
import type { World } from "./world.ts";

const prefixes = { channel: "C", group: "C", mpim: "C", im: "D" } as const satisfies Record<
  ChannelKind,
  string
>;

export const addChannel = (
  world: World,
  kind: ChannelKind,
  name: string,
  members: readonly string[],
): Channel => {
  const channel: Channel = {
    id: world.nextId(prefixes[kind]),
    name,
    kind,
    created: Math.floor(world.clock.now() / 1000),
    members: new Set(members),
    archived: false,
    sharedWith: new Set(),
    streamingRefused: undefined,
    posts: new Map(),
  };
  world.channels.set(channel.id, channel);
  return channel;
};

/** The direct conversation of the app with somebody. */
export const directWith = (world: World, userId: string): Channel =>
  findDirect(world, userId) ?? addChannel(world, "im", "", [userId, world.bot.id]);

export const findDirect = (world: World, userId: string): Channel | undefined =>
  [...world.channels.values()].find(({ kind, members }) => kind === "im" && members.has(userId));

/** `channel_type` of events. */
export const typeOf = ({ kind }: Channel): string => kind;

export const isExternallyShared = (channel: Channel): boolean => channel.sharedWith.size > 0;

/** A channel as `conversations.info` and `users.conversations` show it. */
export const channelShape = (world: World, channel: Channel): Shape => {
  const { id, kind, name, created, archived, members } = channel;
  if (kind === "im")
    return {
      id,
      created,
      is_archived: archived,
      is_im: true,
      is_org_shared: false,
      is_ext_shared: isExternallyShared(channel),
      context_team_id: world.team.id,
      user: [...members].find((member) => member !== world.bot.id),
      is_user_deleted: false,
      priority: 0,
    };
  return {
    id,
    name,
    is_channel: kind === "channel" || kind === "group",
    is_group: false,
    is_im: false,
    is_mpim: kind === "mpim",
    is_private: kind !== "channel",
    created,
    is_archived: archived,
    is_general: name === "general",
    unlinked: 0,
    name_normalized: name,
    is_shared: isExternallyShared(channel),
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_ext_shared: isExternallyShared(channel),
    pending_shared: [],
    context_team_id: world.team.id,
    updated: created * 1000,
    creator: [...members][0],
    shared_team_ids: [world.team.id, ...channel.sharedWith],
    is_member: members.has(world.bot.id),
    num_members: members.size,
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    previous_names: [],
  };
};
