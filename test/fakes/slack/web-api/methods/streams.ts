import { limits } from "../../validation/limits.ts";
import { appFields } from "../../world/authors.ts";
import { writeMessage } from "../../world/messages.ts";
import type { Post, Shape } from "../../world/shapes.ts";
import { endStream, expireLater, growStream } from "../../world/streams.ts";
import { blameFor, invalidArguments, refuse } from "../api-error.ts";
import type { Arguments } from "../arguments.ts";
import { checkBlocks, checkMarkdown, checkMetadata } from "../content.ts";
import { findPost, ownChannel, threadRoot, writableChannel } from "../find.ts";
import type { MethodParts, Methods } from "../method.ts";

/** The Markdown of a call, from `markdown_text` or from its chunks. */
const markdownOf = ({ markdown_text, chunks }: Arguments): string => {
  if (markdown_text !== undefined && chunks !== undefined)
    invalidArguments(["markdown_text goes with no chunks [json-pointer:/chunks]"]);
  checkMarkdown(markdown_text);
  const texts = (chunks ?? []).map((chunk: Shape) =>
    chunk["type"] === "markdown_text" ? String(chunk["text"]) : "",
  );
  return markdown_text ?? texts.join("");
};

/** docs: reference/methods/chat.startStream, .appendStream, .stopStream */
export const streamMethods = ({ world }: MethodParts): Methods => {
  const grow = (post: Post, markdown: string) => {
    const length = post.stream!.length + markdown.length;
    if (length > limits.stream)
      blameFor("msg_too_long", `the stream would have ${length} characters, more than ${limits.stream}`);
    growStream(world, post, markdown);
  };

  const streaming = (args: Arguments): Post => {
    const post = findPost(ownChannel(world, args.channel), args.ts);
    if (post.message.user !== world.bot.id) refuse("message_not_owned_by_app");
    return post.stream ? post : refuse("message_not_in_streaming_state");
  };

  return {
    "chat.startStream": (args) => {
      const markdown = markdownOf(args);
      if (markdown === "" && !args.chunks?.length)
        blameFor("no_text", "a stream starts with markdown_text or chunks");
      const channel = writableChannel(world, args.channel);
      if (channel.kind !== "im") {
        if (!args.recipient_user_id)
          blameFor("missing_recipient_user_id", "needed outside direct conversations");
        if (!args.recipient_team_id)
          blameFor("missing_recipient_team_id", "needed outside direct conversations");
        const recipient = world.users.get(args.recipient_user_id!);
        if (!recipient) refuse("user_not_found");
        else if (recipient.team_id !== args.recipient_team_id)
          invalidArguments(["recipient_team_id is not the team of recipient_user_id"]);
      }
      if (channel.streamingRefused !== undefined) refuse(channel.streamingRefused);
      threadRoot(channel, args.thread_ts!);
      const post = writeMessage(world, channel, {
        author: appFields(world),
        subtype: "bot_message",
        markdown,
        thread: args.thread_ts!,
        streaming: true,
      });
      expireLater(world, post);
      return { channel: channel.id, ts: post.message.ts };
    },

    "chat.appendStream": (args) => {
      const markdown = markdownOf(args);
      if (markdown === "" && !args.chunks?.length) blameFor("no_text", "nothing is appended");
      const post = streaming(args);
      grow(post, markdown);
      return { channel: args.channel, ts: args.ts };
    },

    "chat.stopStream": (args) => {
      const markdown = markdownOf(args);
      if (args.blocks) checkBlocks(args.blocks);
      checkMetadata(args.metadata);
      const post = streaming(args);
      if (markdown !== "") grow(post, markdown);
      endStream(world, post, "completed", {
        ...(args.blocks ? { blocks: args.blocks } : {}),
        ...(args.metadata ? { metadata: args.metadata } : {}),
      });
      return { channel: args.channel, ts: args.ts, message: post.message };
    },
  };
};
