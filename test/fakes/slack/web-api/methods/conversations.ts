import { addChannel, channelShape, directWith, findDirect } from "../../world/channels.ts";
import { repliesOf } from "../../world/messages.ts";
import type { Channel, ChannelKind, Message } from "../../world/shapes.ts";
import { invalidArguments, refuse } from "../api-error.ts";
import type { Arguments } from "../arguments.ts";
import { findPost, ownChannel, visibleChannel } from "../find.ts";
import type { MethodParts, Methods } from "../method.ts";
import { listPage, messagePage } from "../pages.ts";
import { historyScope, readingScope } from "../scopes.ts";

const kindsByType: Readonly<Record<string, ChannelKind>> = {
  public_channel: "channel",
  private_channel: "group",
  mpim: "mpim",
  im: "im",
};

/** docs: reference/methods, conversations.* and users.conversations */
export const conversationMethods = ({ world, require }: MethodParts): Methods => {
  const listed = (args: Arguments, isListed: (channel: Channel) => boolean) => {
    const types = (args.types ?? "public_channel").split(",").map((type) => type.trim());
    const kinds = types.map((type) => kindsByType[type] ?? invalidArguments([`invalid type: ${type}`]));
    for (const kind of kinds) require(readingScope(kind));
    const channels = [...world.channels.values()].filter(
      (channel) =>
        kinds.includes(channel.kind) && isListed(channel) && !(args.exclude_archived && channel.archived),
    );
    const { items, next_cursor } = listPage(channels, args);
    return {
      channels: items.map((channel) => channelShape(world, channel)),
      response_metadata: { next_cursor },
    };
  };

  const shown = (message: Message, { include_all_metadata }: Arguments): Message => {
    if (include_all_metadata) return message;
    const { metadata: _metadata, ...rest } = message;
    return rest;
  };

  const openWith = (users: readonly string[], mayCreate: boolean): Channel => {
    for (const id of users) {
      const user = world.users.get(id) ?? refuse("user_not_found");
      if (user.is_bot) refuse("cannot_dm_bot");
    }
    if (users.length === 1) {
      const found = findDirect(world, users[0]!);
      if (!found && !mayCreate) refuse("channel_not_found");
      return found ?? directWith(world, users[0]!);
    }
    return addChannel(world, "mpim", `mpdm-${users.join("--")}-1`, [...users, world.bot.id]);
  };

  return {
    "conversations.info": (args) => {
      const channel = visibleChannel(world, args.channel);
      require(readingScope(channel.kind));
      const { num_members, ...shape } = channelShape(world, channel);
      return { channel: args.include_num_members ? { ...shape, num_members } : shape };
    },

    "conversations.list": (args) =>
      listed(args, ({ kind, members }) => kind === "channel" || members.has(world.bot.id)),

    "users.conversations": (args) => {
      const user = args.user ?? world.bot.id;
      return listed(
        args,
        ({ members, kind }) => members.has(user) && (kind === "channel" || members.has(world.bot.id)),
      );
    },

    "conversations.members": (args) => {
      const channel = visibleChannel(world, args.channel);
      require(readingScope(channel.kind));
      const { items, next_cursor } = listPage([...channel.members], args);
      return { members: items, response_metadata: { next_cursor } };
    },

    "conversations.open": (args) => {
      if (args.channel !== undefined) {
        const { id } = ownChannel(world, args.channel);
        return { no_op: true, already_open: true, channel: { id } };
      }
      const users = (args.users ?? "").split(",").filter((id) => id !== "");
      if (users.length === 0) refuse("users_list_not_supplied");
      require(users.length === 1 ? "im:write" : "mpim:write");
      const channel = openWith(users, args.prevent_creation !== true);
      return { channel: args.return_im ? channelShape(world, channel) : { id: channel.id } };
    },

    "conversations.history": (args) => {
      const channel = ownChannel(world, args.channel);
      require(historyScope(channel.kind));
      const messages = [...channel.posts.values()]
        .filter(({ deleted, onlyFor }) => !deleted && onlyFor === undefined)
        .map(({ message }) => message)
        .filter(
          ({ ts, thread_ts, subtype }) =>
            thread_ts === undefined || thread_ts === ts || subtype === "thread_broadcast",
        );
      const page = messagePage(messages, args, "newest first");
      return {
        messages: page.items.map((message) => shown(message, args)),
        has_more: page.hasMore,
        pin_count: 0,
        ...(page.hasMore ? { response_metadata: { next_cursor: page.next_cursor } } : {}),
      };
    },

    "conversations.replies": (args) => {
      const channel = ownChannel(world, args.channel);
      require(historyScope(channel.kind));
      const { message: root } = findPost(channel, args.ts, "thread_not_found");
      const isReply = root.thread_ts !== undefined && root.thread_ts !== root.ts;
      const replies = isReply ? [] : repliesOf(channel, root.ts).map(({ message }) => message);
      const limit = args.limit === undefined ? undefined : Math.max(1, args.limit - 1);
      const page = messagePage(
        replies,
        { ...args, ...(limit === undefined ? {} : { limit }) },
        "oldest first",
      );
      return {
        // The root stands first on every page.
        messages: [root, ...page.items].map((message) => shown(message, args)),
        has_more: page.hasMore,
        ...(page.hasMore ? { response_metadata: { next_cursor: page.next_cursor } } : {}),
      };
    },
  };
};
