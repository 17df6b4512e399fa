import { MessageType } from "discord-api-types/v10";
import { channelPermissions, has } from "../permissions.ts";
import type { CreateMessage } from "../validation/bodies.ts";
import { writeMessage } from "../world/messages.ts";
import type { Attachment, Channel, Component, Post } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { apiError, invalidForm, overtaken } from "./errors.ts";
import { wakeThread } from "./talk.ts";

/** `enforce_nonce` looks back "a few minutes" (docs: resources/message#create-message); the fake takes five. */
const nonceLastsMs = 300_000;

/** The message that the bot sent with the same nonce a few minutes ago. */
export const sentBefore = (
  world: World,
  channel: Channel,
  nonce: string | number | null | undefined,
): Post | undefined => {
  const since = world.clock.now() - nonceLastsMs;
  return [...(world.posts.get(channel.id)?.values() ?? [])].findLast(
    ({ message }) =>
      message.author.id === world.bot.id && message.nonce === nonce && Date.parse(message.timestamp) >= since,
  );
};

/** Posts what the bot wrote. Also the first message of a forum post. */
export const postMessage = (
  world: World,
  channel: Channel,
  body: CreateMessage,
  files: readonly Attachment[],
  id?: string,
): Post => {
  const to = body.message_reference;
  const repliedTo = to ? world.posts.get(channel.id)?.get(to.message_id) : undefined;
  if (to && (!repliedTo || repliedTo.deleted) && to.fail_if_not_exists !== false)
    throw overtaken({
      path: ["message_reference"],
      code: "REPLIES_UNKNOWN_MESSAGE",
      message: "Unknown message",
    });
  if (to && !has(channelPermissions(world, channel, world.bot.id), "ReadMessageHistory"))
    throw apiError(403, 160002, "Cannot reply without permission to read message history");
  if (repliedTo && !repliable.has(repliedTo.message.type))
    throw invalidForm([
      {
        path: ["message_reference"],
        code: "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
        message: "Cannot reply to a system message",
      },
    ]);
  wakeThread(world, channel);
  return writeMessage(world, channel, world.bot, {
    ...(id === undefined ? {} : { id }),
    text: body.content ?? undefined,
    embeds: body.embeds ?? undefined,
    components: (body.components ?? undefined) as Component[] | undefined,
    attachments: files,
    flags: body.flags ?? undefined,
    nonce: body.nonce ?? undefined,
    tts: body.tts ?? undefined,
    allowedMentions: body.allowed_mentions ?? undefined,
    ...(to && repliedTo && !repliedTo.deleted ? { refersTo: repliedTo } : {}),
  });
};

const repliable = new Set<MessageType>([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);
