import { MessageFlags } from "discord-api-types/v10";
import type { Channel, Component, Message, Pings, User } from "./world/shapes.ts";
import type { World } from "./world/world.ts";

/** A message as somebody sees it in the client. */
export interface Seen {
  readonly id: string;
  /** The author's name. */
  readonly author: string;
  readonly isBot: boolean;
  readonly text: string;
  /** Every text that it showed before this one, first to last. */
  readonly earlierTexts: readonly string[];
  readonly edited: boolean;
  readonly embeds: Message["embeds"];
  /** Buttons and menus, row after row, flat. */
  readonly controls: readonly {
    readonly customId: string;
    readonly label: string;
    readonly disabled: boolean;
  }[];
  readonly attachments: Message["attachments"];
  readonly reactions: Readonly<Record<string, number>>;
  /** The id of the message that it answers with Discord's reply. */
  readonly replyTo: string | undefined;
  /** Only one person sees it. */
  readonly ephemeral: boolean;
  /** It says "Maru is thinking…". */
  readonly loading: boolean;
  /** Who was told of it, by the message or by an edit of it. */
  readonly pings: Pings;
  /** The message itself, for `press`, `edit` and the like. */
  readonly message: Message;
}

/** What stands in a channel, oldest first, without what was deleted. `as`: with what only this person sees. */
export const seenIn = (world: World, channel: Channel, as?: User): Seen[] =>
  [...(world.posts.get(channel.id)?.values() ?? [])]
    .filter(({ deleted, onlyFor }) => !deleted && (onlyFor === undefined || onlyFor === as?.id))
    .map(({ message, pings, texts, onlyFor, reactors }) => ({
      id: message.id,
      author: message.author.global_name ?? message.author.username,
      isBot: message.author.bot === true,
      text: message.content,
      earlierTexts: texts.slice(0, -1),
      edited: message.edited_timestamp !== null,
      embeds: message.embeds,
      controls: controlsOf(message.components),
      attachments: message.attachments,
      reactions: Object.fromEntries([...reactors].map(([emoji, users]) => [emoji, users.size])),
      replyTo: message.message_reference?.message_id,
      ephemeral: onlyFor !== undefined,
      loading: (message.flags & MessageFlags.Loading) !== 0,
      pings,
      message,
    }));

const controlsOf = (components: readonly Component[]): Seen["controls"] =>
  components.flatMap((one) => [
    ...(one.custom_id === undefined
      ? []
      : [{ customId: one.custom_id, label: one.label ?? "", disabled: one.disabled ?? false }]),
    ...controlsOf(one.components ?? []),
    ...(one.accessory ? controlsOf([one.accessory]) : []),
  ]);
