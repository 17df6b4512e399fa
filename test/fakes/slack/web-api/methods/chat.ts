import { limits } from "../../validation/limits.ts";
import { appFields } from "../../world/authors.ts";
import { changeMessage, removeMessage, repliesOf, writeMessage } from "../../world/messages.ts";
import { blameFor, refuse } from "../api-error.ts";
import type { Arguments } from "../arguments.ts";
import { checkContent } from "../content.ts";
import {
  channelOfPerson,
  findPost,
  ownChannel,
  threadRoot,
  visibleChannel,
  writableChannel,
} from "../find.ts";
import type { MethodParts, Methods } from "../method.ts";

/** docs: reference/methods, chat.* without streams */
export const chatMethods = ({ world }: MethodParts): Methods => {
  const said = (args: Arguments) => ({
    author: appFields(world),
    ...(args.text === undefined ? {} : { text: args.text }),
    ...(args.markdown_text === undefined ? {} : { markdown: args.markdown_text }),
    ...(args.blocks && args.blocks.length > 0 ? { blocks: args.blocks } : {}),
    ...(args.attachments ? { attachments: args.attachments } : {}),
    ...(args.metadata ? { metadata: args.metadata } : {}),
    ...(args.thread_ts === undefined ? {} : { thread: args.thread_ts }),
    ...(args.reply_broadcast ? { broadcast: true } : {}),
  });

  return {
    "chat.postMessage": (args) => {
      checkContent(args, limits.text);
      const channel = writableChannel(world, args.channel);
      if (args.thread_ts !== undefined) threadRoot(channel, args.thread_ts);
      const { message } = writeMessage(world, channel, said(args));
      return { channel: channel.id, ts: message.ts, message };
    },

    "chat.postEphemeral": (args) => {
      checkContent(args, limits.text);
      const channel = writableChannel(world, args.channel);
      if (!channel.members.has(args.user!)) refuse("user_not_in_channel");
      if (args.thread_ts !== undefined) {
        threadRoot(channel, args.thread_ts);
        // It is shown nowhere.
        if (repliesOf(channel, args.thread_ts).length === 0) return { message_ts: world.nextTs() };
      }
      const { message } = writeMessage(world, channel, { ...said(args), onlyFor: args.user! });
      return { message_ts: message.ts };
    },

    "chat.update": (args) => {
      checkContent(args, args.blocks ? limits.text : limits.updatedText);
      const channel = ownChannel(world, args.channel);
      const post = findPost(channel, args.ts);
      if (post.message.user !== world.bot.id) refuse("cant_update_message");
      if (channel.archived) refuse("is_archived");
      if (post.stream)
        blameFor("streaming_state_conflict", "the message is streaming: stop the stream first");
      changeMessage(
        world,
        post,
        {
          ...(args.text === undefined ? {} : { text: args.text }),
          ...(args.markdown_text === undefined ? {} : { markdown: args.markdown_text }),
          ...(args.blocks ? { blocks: args.blocks } : {}),
          ...(args.attachments ? { attachments: args.attachments } : {}),
          ...(args.metadata ? { metadata: args.metadata } : {}),
        },
        world.bot.id,
      );
      return { channel: channel.id, ts: args.ts, text: post.message.text, message: post.message };
    },

    "chat.delete": (args, by) => {
      const channel = by ? channelOfPerson(world, by, args.channel) : ownChannel(world, args.channel);
      const post = findPost(channel, args.ts);
      if (post.message.subtype === "tombstone") refuse("message_not_found");
      // With a user token: what that person may delete (docs: reference/methods/chat.delete).
      if (!by?.is_admin && post.message.user !== (by ?? world.bot).id) refuse("cant_delete_message");
      if (channel.archived) refuse("is_archived");
      removeMessage(world, post);
      return { channel: channel.id, ts: args.ts };
    },

    "chat.getPermalink": (args) => {
      const channel = visibleChannel(world, args.channel);
      const { message } = findPost(channel, args.message_ts);
      const path = `archives/${channel.id}/p${message.ts.replace(".", "")}`;
      const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
      const inThread =
        isReply || repliesOf(channel, message.ts).length > 0
          ? `?thread_ts=${message.thread_ts}&cid=${channel.id}`
          : "";
      return {
        channel: channel.id,
        permalink: `https://${world.team.domain}.slack.com/${path}${inThread}`,
      };
    },
  };
};
