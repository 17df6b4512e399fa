import type { APIMessage } from "discord.js";
import { remember } from "../../src/platform/remember.ts";
import type { Snowflake } from "./ids.ts";

/** Knows the newest edit of each message of late: an edit may come before the message itself, or before an older edit. */
export interface NewestEdits {
  /** The message as it was last edited, which may be newer than how it came. */
  of<Raw extends APIMessage>(raw: Raw): Raw;
  /** Notes an edit; `false`: a newer one is known. */
  note(raw: APIMessage): boolean;
  forget(message: Snowflake): void;
}

const REMEMBERED = 200;

export function createNewestEdits(): NewestEdits {
  const known = new Map<Snowflake, APIMessage>();
  const editedAt = ({ edited_timestamp: at }: APIMessage) => Date.parse(at ?? "") || 0;

  return {
    of(raw) {
      const edited = known.get(raw.id);
      return edited && editedAt(edited) > editedAt(raw) ? { ...raw, ...edited } : raw;
    },
    note(raw) {
      const before = known.get(raw.id);
      if (before && editedAt(before) > editedAt(raw)) return false;
      remember(known, raw.id, raw, REMEMBERED);
      return true;
    },
    forget: (message) => void known.delete(message),
  };
}
