import type { z } from "zod";
import { channelPermissions, has, requireIn } from "../../permissions.ts";
import { editChannel, openDirect } from "../../validation/bodies.ts";
import { changeChannel, directChannel, removeChannel } from "../../world/channels.ts";
import type { Channel } from "../../world/shapes.ts";
import { channelOf, guildOf, type World } from "../../world/world.ts";
import { apiError, missingAccess, missingPermissions } from "../errors.ts";
import { noContent, ok, type Route, withForm } from "../router.ts";
import { speaking } from "../talk.ts";
import type { RouteParts } from "./parts.ts";

/** Channels, and what threads share with them (docs: resources/channel). */
export const channelRoutes = ({ world }: RouteParts): Route[] => [
  {
    method: "GET",
    pattern: "/channels/:channel",
    limit: "other",
    run: ({ id }) => {
      const channel = channelOf(world, id("channel"));
      requireIn(world, channel);
      return ok(channel);
    },
  },
  {
    method: "GET",
    pattern: "/guilds/:guild/channels",
    limit: "other",
    run: ({ id }) => {
      const guild = guildOf(world, id("guild"));
      if (!guild.members.has(world.bot.id)) throw missingAccess();
      return ok(
        [...world.channels.values()].filter(
          (channel) => channel.guild_id === guild.id && !channel.thread_metadata,
        ),
      );
    },
  },
  withForm({
    method: "PATCH",
    pattern: "/channels/:channel",
    limit: "edit channel",
    innerLimit: (body) => ((body as { name?: string }).name === undefined ? undefined : "rename channel"),
    form: editChannel,
    run: ({ id, body }) => {
      const channel = channelOf(world, id("channel"));
      requireIn(world, channel);
      requireChange(world, channel, body);
      changeChannel(world, channel, (changed) => {
        if (body.name !== undefined) changed.name = body.name;
        if (body.applied_tags !== undefined) changed.applied_tags = body.applied_tags;
        const thread = changed.thread_metadata;
        if (!thread) return;
        if (body.archived !== undefined && body.archived !== thread.archived) {
          thread.archived = body.archived;
          thread.archive_timestamp = world.clock.timestamp();
        }
        thread.locked = body.locked ?? thread.locked;
        thread.auto_archive_duration = body.auto_archive_duration ?? thread.auto_archive_duration;
      });
      return ok(channel);
    },
  }),
  {
    method: "DELETE",
    pattern: "/channels/:channel",
    limit: "edit channel",
    run: ({ id }) => {
      const channel = channelOf(world, id("channel"));
      requireIn(world, channel, channel.thread_metadata ? "ManageThreads" : "ManageChannels");
      removeChannel(world, channel);
      return ok(channel);
    },
  },
  {
    method: "POST",
    pattern: "/channels/:channel/typing",
    limit: "typing",
    run: ({ id }) => {
      const channel = channelOf(world, id("channel"));
      requireIn(world, channel, speaking(channel));
      world.typing.set(channel.id, world.clock.now());
      return noContent;
    },
  },
  withForm({
    method: "POST",
    pattern: "/users/@me/channels",
    limit: "other",
    form: openDirect,
    run: ({ body }) => {
      const person = world.users.get(body.recipient_id);
      if (!person) throw apiError(404, 10013, "Unknown User");
      if (person.id === world.bot.id) throw apiError(400, 50007, "Cannot send messages to this user");
      return ok(directChannel(world, person));
    },
  }),
];

/**
 * Who may change what (docs: resources/channel#modify-channel): a thread's owner may rename and archive it, locking and
 * other people's threads need MANAGE_THREADS, channels MANAGE_CHANNELS. An archived thread takes nothing but `archived: false`.
 */
const requireChange = (world: World, channel: Channel, body: Readonly<z.output<typeof editChannel>>) => {
  const thread = channel.thread_metadata;
  if (!thread) return requireIn(world, channel, "ManageChannels");
  const { archived, locked, ...others } = body;
  const manages = has(channelPermissions(world, channel, world.bot.id), "ManageThreads");
  if (thread.archived && archived !== false) throw apiError(400, 50083, "Thread is archived");
  if ((thread.locked || locked !== undefined) && !manages) throw missingPermissions();
  const onlyWakes = archived === false && Object.keys(others).length === 0;
  if (onlyWakes) return requireIn(world, channel, "SendMessagesInThreads");
  if (channel.owner_id !== world.bot.id && !manages) throw missingPermissions();
};
