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

  /** "Threads are ordered by archive_timestamp, in descending order" (docs: resources/channel#list-public-archived-threads). */
  const archivedPage = (parent: Channel, query: URLSearchParams) => {
    const limit = Number(query.get("limit") ?? 50);
    if (!Number.isInteger(limit) || limit < 2 || limit > 100)
      throw invalidForm([
        { path: ["limit"], code: "NUMBER_TYPE_MAX", message: "int value should be between 2 and 100." },
      ]);
    const before = Date.parse(query.get("before") ?? "9999-01-01T00:00:00Z");
    if (Number.isNaN(before))
      throw invalidForm([
        { path: ["before"], code: "DATETIME_TYPE_INVALID", message: "Not a valid ISO8601 datetime." },
      ]);
    const archivedAt = ({ thread_metadata }: Channel) => Date.parse(thread_metadata?.archive_timestamp ?? "");
    const all = [...world.channels.values()]
      .filter(
        (thread) =>
          thread.parent_id === parent.id &&
          thread.thread_metadata?.archived === true &&
          thread.type !== ChannelType.PrivateThread &&
          archivedAt(thread) < before,
      )
      .toSorted((a, b) => archivedAt(b) - archivedAt(a));
    return { threads: all.slice(0, limit), has_more: all.length > limit };
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
      pattern: "/channels/:channel/thread-members/:member",
      limit: "other",
      run: ({ id }) => {
        const thread = channelOf(world, id("channel"));
        requireIn(world, thread);
        // "Returns a thread member object if they are a member of the thread, returns a 404 response otherwise."
        if (!world.threadMembers.get(thread.id)?.has(id("member")))
          throw apiError(404, 10007, "Unknown Member");
        return ok(membership(thread, id("member")));
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
      run: ({ id, query }) => {
        const parent = channelOf(world, id("channel"));
        requireIn(world, parent, "ReadMessageHistory");
        return ok({ ...archivedPage(parent, query), members: [] });
      },
    },
  ];
};

const holdsThreads = new Set<ChannelType>([ChannelType.GuildText, ChannelType.GuildAnnouncement]);
