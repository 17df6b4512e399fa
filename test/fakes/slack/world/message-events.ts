import { typeOf } from "./channels.ts";
import type { Channel, Message, Post, Ts } from "./shapes.ts";
import type { World } from "./world.ts";

/** The event of a message, or of a change of one. */
export const eventOf = (channel: Channel, fields: object, ts: Ts) => ({
  type: "message",
  ...fields,
  channel: channel.id,
  event_ts: ts,
  channel_type: typeOf(channel),
});

/** docs: reference/events/app_mention: not in direct conversations, and never for what the app said itself. */
export const mentionsApp = (world: World, { kind }: Channel, { text, bot_id }: Message): boolean =>
  kind !== "im" && bot_id !== world.app.botId && text.includes(`<@${world.bot.id}>`);

export const tellOfMention = (world: World, { channel, message }: Post, eventTs: Ts): void => {
  const { type: _type, subtype: _subtype, metadata: _metadata, root: _root, ...rest } = message;
  world.emit({ ...rest, type: "app_mention", channel: channel.id, event_ts: eventTs }, channel);
};

/** Slack promises no order between the two events of one message: here it changes from one millisecond to the next. */
const mentionComesFirst = (ts: Ts): boolean => Number(ts.at(-4)) % 2 === 1;

export const tellOfMessage = (world: World, post: Post): void => {
  const { channel, message } = post;
  const mentions = mentionsApp(world, channel, message);
  const mentionFirst = mentionComesFirst(message.ts);
  if (mentions && mentionFirst) tellOfMention(world, post, message.ts);
  world.emit(eventOf(channel, message, message.ts), channel);
  if (mentions && !mentionFirst) tellOfMention(world, post, message.ts);
};

export const tellOfChange = (world: World, { channel, message }: Post, previous: Message, ts: Ts): void =>
  world.emit(
    eventOf(
      channel,
      { subtype: "message_changed", message, previous_message: previous, hidden: true, ts },
      ts,
    ),
    channel,
  );
