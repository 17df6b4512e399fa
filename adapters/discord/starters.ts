import type { APIMessage } from "discord.js";
import { remember } from "../../src/platform/remember.ts";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import type { Snowflake } from "./ids.ts";

/**
 * The messages that threads were started from. They stand in the channel, whose reading all its threads would share the
 * rate limit of, so they are remembered; edits and deletions keep them current.
 */
export interface Starters {
  note(message: APIMessage): void;
  forget(message: Snowflake): void;
  /** `undefined`: it is gone, or cannot be read. */
  get(channel: Snowflake, message: Snowflake): Promise<APIMessage | undefined>;
}

const REMEMBERED = 500;

export function createStarters(api: Api): Starters {
  const known = new Map<Snowflake, APIMessage>();

  function note(message: APIMessage): void {
    remember(known, message.id, message, REMEMBERED);
  }

  return {
    note,
    forget: (message) => void known.delete(message),
    async get(channel, id) {
      const found =
        known.get(id) ??
        (await unless(["unknownMessage", "unknownChannel", "missingAccess"], api.message(channel, id)));
      if (found) note(found);
      return found;
    },
  };
}
