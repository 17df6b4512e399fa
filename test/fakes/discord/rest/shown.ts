import type { Portal } from "../gateway/intents.ts";
import { withheld } from "../gateway/intents.ts";
import { withReference } from "../world/messages.ts";
import type { Message, Post } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

/** A message as REST shows it to the bot: without content that the portal does not allow it to read, with its reactions. */
export const shownToBot = (
  { world, portal }: { world: World; portal: Portal },
  { message, reactors }: Post,
): Message => {
  const inGuild = world.channels.get(message.channel_id)?.guild_id !== undefined;
  const whole = withReference(world, message);
  const shown = portal.messageContent ? whole : withheld(whole, inGuild, world.bot.id);
  if (reactors.size === 0) return shown;
  return {
    ...shown,
    reactions: [...reactors].map(([name, users]) => ({
      emoji: { id: null, name },
      count: users.size,
      count_details: { burst: 0, normal: users.size },
      burst_colors: [],
      me_burst: false,
      burst_me: false,
      burst_count: 0,
      me: users.has(world.bot.id),
    })),
  };
};
