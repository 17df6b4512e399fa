import type { Logger } from "../../src/core/ports/logger.ts";
import type { Place } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { refusal, refusedAs } from "./api-error.ts";
import type { SlackChannel } from "./api-types.ts";
import { placeId, type SlackId } from "./ids.ts";
import type { People } from "./people.ts";
import { createRemembered } from "./remembered.ts";

/** Where messages stand: a channel, public or private, a conversation of several, or one with Maru alone. */
export interface Where {
  readonly channel: SlackId;
  readonly kind: "channel" | "direct";
  readonly place: Place;
  /** Whether people of other organisations are in it (Slack Connect). */
  readonly isShared: boolean;
}

export interface Places {
  /** Asks Slack when it is not known yet. `undefined`: there is no such place, or Maru cannot see it. */
  find(channel: SlackId): Promise<Where | undefined>;
  /** Its name as far as it is known already. */
  knownName(channel: SlackId): string | undefined;
  /** It has another name, or is no more. */
  forget(channel: SlackId): void;
  /** People of other organisations are in it. */
  noteShared(channel: SlackId): void;
}

const REMEMBERED = 1_000;
/** Events tell of new names; this is for what was missed while Maru was not connected. */
const KEEP_MS = 60 * 60 * 1000;

export function createPlaces(parts: {
  readonly api: Pick<Api, "channel">;
  readonly people: People;
  readonly now: () => number;
  readonly log: Logger;
}): Places {
  const { api, people, now, log } = parts;
  const asked = createRemembered({
    ask: async (channel) => asWhere(await api.channel(channel)),
    max: REMEMBERED,
    keepMs: KEEP_MS,
    now,
  });

  /** What events told before Slack was asked again. */
  const shared = new Set<SlackId>();

  async function asWhere(found: SlackChannel): Promise<Where> {
    const channel = found.id!;
    const isShared = found.is_ext_shared === true;
    if (!found.is_im) {
      const name = found.name ?? channel;
      return { channel, kind: "channel", place: { id: placeId(channel), name, kind: "channel" }, isShared };
    }
    // Slack's type leaves out with whom a direct conversation is.
    const { user } = found as { readonly user?: string };
    const name = (user && (await people.find(user))?.name) || "direct";
    return { channel, kind: "direct", place: { id: placeId(channel), name, kind: "direct" }, isShared };
  }

  return {
    async find(channel) {
      if (channel === "") return undefined;
      try {
        const where = await asked.get(channel);
        return shared.has(channel) ? { ...where, isShared: true } : where;
      } catch (error) {
        if (refusal(error) === undefined) throw error;
        if (!refusedAs(error, "channel_not_found"))
          log.warn({ channel, reason: refusal(error) }, "slack channel not looked up");
        return undefined;
      }
    },
    knownName: (channel) => asked.known(channel)?.place.name,
    forget(channel) {
      asked.forget(channel);
      shared.delete(channel);
    },
    noteShared: (channel) => void shared.add(channel),
  };
}
