import { MessageType } from "discord-api-types/v10";
import { channelPermissions, has, requireIn } from "../../permissions.ts";
import { madeAt } from "../../snowflake.ts";
import { bulkDelete, createMessage, editMessage } from "../../validation/bodies.ts";
import { changeMessage, removeMessage, removeMessages } from "../../world/messages.ts";
import type { Component, Post } from "../../world/shapes.ts";
import { channelOf, postOf } from "../../world/world.ts";
import { countOldEdit, requireEditable } from "../edit-rules.ts";
import { apiError, invalidForm } from "../errors.ts";
import { historyPage } from "../history-page.ts";
import { postMessage, sentBefore } from "../post-message.ts";
import { noContent, ok, type Route, withForm } from "../router.ts";
import { shownToBot } from "../shown.ts";
import { requireTalk } from "../talk.ts";
import type { RouteParts } from "./parts.ts";

const twoWeeksMs = 1_209_600_000;

/** Messages of a channel (docs: resources/message). */
export const messageRoutes = (parts: RouteParts): Route[] => {
  const { world } = parts;
  const show = (post: Post) => shownToBot(parts, post);

  return [
    {
      method: "GET",
      pattern: "/channels/:channel/messages",
      limit: "read messages",
      run: ({ id, query }) => {
        const channel = channelOf(world, id("channel"));
        requireIn(world, channel);
        const limit = Number(query.get("limit") ?? 50);
        if (!Number.isInteger(limit) || limit < 1 || limit > 100)
          throw invalidForm([
            { path: ["limit"], code: "NUMBER_TYPE_MAX", message: "int value should be between 1 and 100." },
          ]);
        // "If the current user is missing the READ_MESSAGE_HISTORY permission in the channel, then no messages will be returned."
        if (!has(channelPermissions(world, channel, world.bot.id), "ReadMessageHistory")) return ok([]);
        return ok(historyPage(world, channel, query, limit).map(show));
      },
    },
    {
      method: "GET",
      pattern: "/channels/:channel/messages/:message",
      limit: "read messages",
      run: ({ id }) => {
        const channel = channelOf(world, id("channel"));
        requireIn(world, channel, "ReadMessageHistory");
        return ok(show(postOf(world, channel.id, id("message"))));
      },
    },
    withForm({
      method: "POST",
      pattern: "/channels/:channel/messages",
      limit: "post message",
      form: createMessage,
      run: ({ id, body, files }) => {
        const channel = channelOf(world, id("channel"));
        requireTalk(world, channel, body, files);
        if (body.enforce_nonce) {
          const first = sentBefore(world, channel, body.nonce);
          if (first) return ok(show(first));
        }
        return ok(show(postMessage(world, channel, body, files)));
      },
    }),
    withForm({
      method: "PATCH",
      pattern: "/channels/:channel/messages/:message",
      limit: "edit message",
      form: editMessage,
      run: ({ id, body, files }) => {
        const channel = channelOf(world, id("channel"));
        requireIn(world, channel);
        const edited = postOf(world, channel.id, id("message"));
        if (edited.message.author.id !== world.bot.id)
          throw apiError(403, 50005, "Cannot edit a message authored by another user");
        if (channel.thread_metadata?.archived) throw apiError(400, 50083, "Thread is archived");
        countOldEdit(world, edited, parts.oldEditsPerHour);
        requireEditable(edited, body);
        const kept = body.attachments
          ? edited.message.attachments.filter(({ id }) => body.attachments?.some((one) => one.id === id))
          : edited.message.attachments;
        changeMessage(world, channel, edited, {
          text: body.content,
          embeds: body.embeds,
          components: body.components as Component[] | null | undefined,
          flags: body.flags === undefined ? undefined : (edited.message.flags & ~0b100) | (body.flags ?? 0),
          allowedMentions: body.allowed_mentions ?? undefined,
          attachments: [...kept, ...files],
        });
        return ok(show(edited));
      },
    }),
    {
      method: "DELETE",
      pattern: "/channels/:channel/messages/:message",
      limit: "delete message",
      run: ({ id }) => {
        const channel = channelOf(world, id("channel"));
        requireIn(world, channel);
        const gone = postOf(world, channel.id, id("message"));
        if (gone.message.author.id !== world.bot.id) {
          if (!channel.guild_id) throw apiError(403, 50003, "Cannot execute action on a DM channel");
          requireIn(world, channel, "ManageMessages");
          if (!deletable.has(gone.message.type))
            throw apiError(403, 50021, "Cannot execute action on a system message");
        }
        if (channel.thread_metadata?.archived) throw apiError(400, 50083, "Thread is archived");
        removeMessage(world, channel, gone);
        return noContent;
      },
    },
    withForm({
      method: "POST",
      pattern: "/channels/:channel/messages/bulk-delete",
      limit: "delete message",
      form: bulkDelete,
      run: ({ id, body }) => {
        const channel = channelOf(world, id("channel"));
        requireIn(world, channel, "ManageMessages");
        if (body.messages.some((one) => world.clock.now() - madeAt(one) > twoWeeksMs))
          throw apiError(400, 50034, "You can only bulk delete messages that are under 14 days old.");
        const gone = body.messages.flatMap((one) => world.posts.get(channel.id)?.get(one) ?? []);
        removeMessages(
          world,
          channel,
          gone.filter(({ deleted }) => !deleted),
        );
        return noContent;
      },
    }),
  ];
};

const deletable = new Set<MessageType>([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
  MessageType.ThreadCreated,
]);
