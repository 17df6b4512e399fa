import type { Place } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import type { SlackId } from "./ids.ts";
import type { Places } from "./places.ts";

/** `ChatAdapter.placeNamed`: among the channels that Maru is in, and by its id also any other conversation. */
export function createPlaceNamed(parts: {
  readonly api: Pick<Api, "channel" | "ownChannels">;
  readonly places: Pick<Places, "find">;
}): (nameOrId: string) => Promise<Place | undefined> {
  const { api, places } = parts;

  async function withId(id: SlackId): Promise<SlackId | undefined> {
    if (!/^[CDG][A-Z0-9]{2,19}$/.test(id)) return undefined;
    const found = await unless(["channel_not_found", "missing_scope"], api.channel(id));
    return found?.is_im === true || found?.is_member === true ? id : undefined;
  }

  async function withName(name: string): Promise<SlackId | undefined> {
    const found: SlackId[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.ownChannels("public_channel,private_channel", 200, cursor);
      found.push(...page.items.filter((channel) => channel.name === name).map(({ id }) => id!));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return found.length === 1 ? found[0] : undefined;
  }

  return async (nameOrId) => {
    const channel = nameOrId === "" ? undefined : ((await withId(nameOrId)) ?? (await withName(nameOrId)));
    return channel === undefined ? undefined : (await places.find(channel))?.place;
  };
}
