import { ChannelType, type Client, type GuildBasedChannel, PermissionFlagsBits } from "discord.js";
import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import { isSnowflake, placeId } from "./ids.ts";
import type { Places } from "./places.ts";
import type { Rules } from "./rules.ts";

/** Where people write, or where their posts are. */
const NAMED: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
]);

/** `ChatAdapter.placeNamed`: a channel that Maru sees and works in, with or without its `#`, or anything that is a place by its id. */
export function createPlaceNamed(parts: {
  readonly client: Client<true>;
  readonly places: Pick<Places, "find">;
  readonly rules: Pick<Rules, "mayWorkIn">;
}): ChatAdapter["placeNamed"] {
  const { client, places, rules } = parts;

  async function placeOf(id: string) {
    const channel = client.channels.cache.get(id);
    if (channel && !channel.isDMBased() && !isSeen(channel)) return undefined;
    const where = await places.find(id);
    return where?.place.id === placeId(id) && rules.mayWorkIn(where) ? where.place : undefined;
  }

  const isSeen = (channel: GuildBasedChannel) =>
    channel.permissionsFor(client.user)?.has(PermissionFlagsBits.ViewChannel) === true;

  return async (nameOrId) => {
    const wanted = nameOrId.trim().replace(/^#/, "");
    const byId = isSnowflake(wanted) ? await placeOf(wanted) : undefined;
    if (byId) return byId;
    const named = [...client.channels.cache.values()].filter(
      (channel) =>
        !channel.isDMBased() && NAMED.has(channel.type) && channel.name === wanted && isSeen(channel),
    );
    const found = (await Promise.all(named.map(({ id }) => placeOf(id)))).filter(
      (place) => place !== undefined,
    );
    return found.length === 1 ? found[0] : undefined;
  };
}
