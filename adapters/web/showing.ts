import type { Row } from "./archive.ts";
import type { AsChatMessages } from "./as-chat-message.ts";
import type { Live } from "./live.ts";
import type { Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";

/** Shows open pages what changed. Trouble in reading it back is logged, never thrown: the change itself is done. */
export interface Showing {
  /** The message as it stands now; with `only`, to that person alone. */
  show(place: ChatPlace, seq: number, only?: Person): Promise<void>;
  /** Shows a message that was withheld until the core took it; `row` when it was just read. Once. */
  reveal(place: ChatPlace, seq: number, row?: Row): Promise<void>;
}

export function createShowing(parts: {
  readonly asChatMessages: AsChatMessages;
  readonly live: Live;
  readonly warn: (error: unknown) => void;
}): Showing {
  async function show(place: ChatPlace, seq: number, only?: Person, known?: Row): Promise<void> {
    // Who looks at the place later reads it anyway.
    if (!parts.live.isWatched(place)) return;
    try {
      const row = known ?? (await place.archive.one(seq));
      if (!row || row.since.deleted) return;
      const [message] = await parts.asChatMessages(place, [row], only);
      if (message) parts.live.tell(place, { type: "message", message }, only?.id);
    } catch (error) {
      parts.warn(error);
    }
  }

  return {
    show: (place, seq, only) => show(place, seq, only),
    async reveal(place, seq, row) {
      if (place.archive.withheld.delete(seq)) await show(place, seq, undefined, row);
    },
  };
}
