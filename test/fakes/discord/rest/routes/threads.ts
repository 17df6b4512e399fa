import { ChannelType } from "discord-api-types/v10";
import { canSee, requireIn } from "../../permissions.ts";
import { threadAlone, threadFromMessage } from "../../validation/bodies.ts";
import { addThread, addToThread } from "../../world/channels.ts";
import type { Channel } from "../../world/shapes.ts";
import { channelOf, guildOf, postOf } from "../../world/world.ts";
import { apiError, invalidForm } from "../errors.ts";
import { postMessage } from "../post-message.ts";
import { created, noContent, ok, type Route, withForm } from "../router.ts";
import { shownToBot } from "../shown.ts";
import { requireSomething } from "../talk.ts";
import type { RouteParts } from "./parts.ts";

/** Threads and forum posts (docs: resources/channel#start-thread-from-message and following, topics/threads). */
export const threadRoutes = (parts: RouteParts): Route[] => {
  const { world } = parts;
  const membership = (thread: Channel, userId: string) => ({
    id: thread.id,
    user_id: userId,
    join_timestamp: world.clock.timestamp(),
    flags: 0,
  });
  const active = (guildId: string | undefined) =>
    [...world.channels.values()].filter(
      (channel) => channel.guild_id === guildId && channel.thread_metadata?.archived === false,
    );
  const activeThreads = (guildId: string) =>
    active(guildId).filter((channel) => canSee(world, channel, world.bot.id));
  /** Docs: topics/opcodes-and-status-codes#json. */
  const requireRoom = (parent: Channel) => {
    if (active(parent.guild_id).length >= parts.mostActiveThreads)
      throw apiError(400, 160006, "Maximum number of active threads reached");
  };

  return [
    withForm({
      method: "POST",
      pattern: "/channels/:channel/messages/:message/threads",
      limit: "start thread",
      form: threadFromMessage,
      run: ({ id, body }) => {
        const parent = channelOf(world, id("channel"));
        if (!holdsThreads.has(parent.type))
          throw apiError(400, 50024, "Cannot execute action on this channel type");
        requireIn(world, parent, "CreatePublicThreads");
        const starter = postOf(world, parent.id, id("message"));
        if (world.channels.has(starter.message.id))
          throw apiError(400, 160004, "A thread has already been created for this message");
        requireRoom(parent);
        const thread = addThread(
          world,
          parent,
          { name: body.name, owner: world.bot, autoArchiveMinutes: body.auto_archive_duration ?? undefined },
          starter,
        );
        return created({ ...thread, member: membership(thread, world.bot.id) });
      },
    }),
    withForm({
      method: "POST",
      pattern: "/channels/:channel/threads",
      limit: "start thread",
      form: threadAlone,
      run: ({ id, body, files }) => {
        const parent = channelOf(world, id("channel"));
        const forum = parent.type === ChannelType.GuildForum;
        if (!forum && !holdsThreads.has(parent.type))
          throw apiError(400, 50024, "Cannot execute action on this channel type");
        const secret = body.type === undefined || body.type === ChannelType.PrivateThread;
        requireIn(
          world,
          parent,
          forum ? "SendMessages" : secret ? "CreatePrivateThreads" : "CreatePublicThreads",
        );
        if (forum && !body.message)
          throw invalidForm([
            { path: ["message"], code: "BASE_TYPE_REQUIRED", message: "This field is required" },
          ]);
        if (body.message) requireSomething(body.message, files);
        requireRoom(parent);
        const thread = addThread(world, parent, {
          name: body.name,
          owner: world.bot,
          autoArchiveMinutes: body.auto_archive_duration ?? undefined,
          // Docs: without a type the thread is private.
          type: forum ? ChannelType.PublicThread : (body.type ?? ChannelType.PrivateThread),
          tags: body.applied_tags,
        });
        const first =
          forum && body.message ? postMessage(world, thread, body.message, files, thread.id) : undefined;
        return created({
          ...thread,
          member: membership(thread, world.bot.id),
          ...(first ? { message: shownToBot(parts, first) } : {}),
        });
      },
    }),
    {
      method: "PUT",
      pattern: "/channels/:channel/thread-members/:member",
      limit: "other",
      run: ({ id }) => {
        const thread = channelOf(world, id("channel"));
        requireIn(world, thread);
        if (thread.thread_metadata?.archived) throw apiError(400, 50083, "Thread is archived");
        addToThread(world, thread, id("member") === "@me" ? world.bot.id : id("member"));
        return noContent;
      },
    },
    {
      method: "GET",
      pattern: "/channels/:channel/thread-members",
      limit: "other",
      run: ({ id }) => {
        const thread = channelOf(world, id("channel"));
        requireIn(world, thread);
        return ok([membership(thread, world.bot.id)]);
      },
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/threads/active",
      limit: "other",
      run: ({ id }) => {
        const guild = guildOf(world, id("guild"));
        const threads = activeThreads(guild.id);
        return ok({
          threads,
          members: threads.map((thread) => membership(thread, world.bot.id)),
          has_more: false,
        });
      },
    },
    {
      method: "GET",
      pattern: "/channels/:channel/threads/archived/public",
      limit: "other",
      run: ({ id }) => {
        const parent = channelOf(world, id("channel"));
        requireIn(world, parent, "ReadMessageHistory");
        const threads = [...world.channels.values()].filter(
          ({ parent_id, thread_metadata, type }) =>
            parent_id === parent.id &&
            thread_metadata?.archived === true &&
            type !== ChannelType.PrivateThread,
        );
        return ok({ threads: threads.toReversed(), members: [], has_more: false });
      },
    },
  ];
};

const holdsThreads = new Set<ChannelType>([ChannelType.GuildText, ChannelType.GuildAnnouncement]);
