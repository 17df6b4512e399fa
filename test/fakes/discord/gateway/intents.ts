import { GatewayIntentBits } from "discord-api-types/v10";
import type { Message } from "../world/shapes.ts";

const I = GatewayIntentBits;

/** Which intent an event needs, in a guild and in a direct message (docs: events/gateway#list-of-intents). Events not listed need none. */
const needed: Readonly<Record<string, { readonly guild: number; readonly direct: number }>> = {
  GUILD_ROLE_CREATE: { guild: I.Guilds, direct: 0 },
  GUILD_ROLE_UPDATE: { guild: I.Guilds, direct: 0 },
  CHANNEL_CREATE: { guild: I.Guilds, direct: 0 },
  CHANNEL_UPDATE: { guild: I.Guilds, direct: 0 },
  CHANNEL_DELETE: { guild: I.Guilds, direct: 0 },
  GUILD_CREATE: { guild: I.Guilds, direct: 0 },
  THREAD_CREATE: { guild: I.Guilds, direct: 0 },
  THREAD_UPDATE: { guild: I.Guilds, direct: 0 },
  THREAD_DELETE: { guild: I.Guilds, direct: 0 },
  GUILD_MEMBER_ADD: { guild: I.GuildMembers, direct: 0 },
  GUILD_MEMBER_UPDATE: { guild: I.GuildMembers, direct: 0 },
  GUILD_MEMBER_REMOVE: { guild: I.GuildMembers, direct: 0 },
  MESSAGE_CREATE: { guild: I.GuildMessages, direct: I.DirectMessages },
  MESSAGE_UPDATE: { guild: I.GuildMessages, direct: I.DirectMessages },
  MESSAGE_DELETE: { guild: I.GuildMessages, direct: I.DirectMessages },
  MESSAGE_DELETE_BULK: { guild: I.GuildMessages, direct: 0 },
  MESSAGE_REACTION_ADD: { guild: I.GuildMessageReactions, direct: I.DirectMessageReactions },
  MESSAGE_REACTION_REMOVE: { guild: I.GuildMessageReactions, direct: I.DirectMessageReactions },
  TYPING_START: { guild: I.GuildMessageTyping, direct: I.DirectMessageTyping },
};

export const wants = (intents: number, event: string, inGuild: boolean): boolean => {
  const intent = needed[event];
  return !intent || (intents & (inGuild ? intent.guild : intent.direct)) !== 0;
};

/** Every bit that is an intent; others close the connection with 4013. */
export const knownIntents = Object.values(I).reduce((all: number, bit) => all | Number(bit), 0);

/** What the portal must have allowed (docs: events/gateway#privileged-intents). */
export interface Portal {
  readonly messageContent: boolean;
  readonly guildMembers: boolean;
  readonly presences: boolean;
}

export const disallowed = (intents: number, portal: Portal): boolean =>
  ((intents & I.MessageContent) !== 0 && !portal.messageContent) ||
  ((intents & I.GuildMembers) !== 0 && !portal.guildMembers) ||
  ((intents & I.GuildPresences) !== 0 && !portal.presences);

export const readsContent = (intents: number): boolean => (intents & I.MessageContent) !== 0;

/**
 * A message as an app without MESSAGE_CONTENT sees it: content, embeds, attachments and components are empty, except in
 * what it wrote itself, in direct messages, and where it is mentioned, a reply that pings it included
 * (docs: events/gateway#message-content-intent). Holds for REST too.
 */
export const withheld = <Shown extends Message>(message: Shown, inGuild: boolean, botId: string): Shown => {
  const mine = message.author.id === botId || message.mentions.some(({ id }) => id === botId);
  const quoted = message.referenced_message
    ? { referenced_message: withheld(message.referenced_message, inGuild, botId) }
    : {};
  if (!inGuild || mine) return { ...message, ...quoted };
  return { ...message, ...quoted, content: "", embeds: [], attachments: [], components: [] };
};
