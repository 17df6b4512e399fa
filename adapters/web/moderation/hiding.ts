import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../../src/core/types.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import { parseSpot } from "../ids.ts";
import type { Places } from "../places.ts";
import type { Showing } from "../showing.ts";

/** Takes messages out of everybody's sight, and shows them again. Rejects with a `PlatformError` `gone`, or a `StoreError`. */
export interface Hiding {
  set(message: Message, hidden: boolean): Promise<void>;
}

export function createHiding(parts: {
  readonly places: Places;
  readonly showing: Showing;
  readonly inTurn: InTurn;
}): Hiding {
  return {
    async set({ id }, hidden) {
      const spot = parseSpot(id);
      const place = spot && parts.places.find(spot.place);
      if (!spot || !place) throw gone(id);
      const { seq } = spot;
      // In turn with what its author does to it, and with a reply's growth.
      await parts.inTurn(place.id, () =>
        parts.inTurn(`reply ${place.id}/${seq}`, async () => {
          const row = await place.archive.one(seq);
          if (!row || row.since.deleted) throw gone(id);
          const { hidden: before, ...since } = row.since;
          if ((before ?? false) === hidden) return;
          await place.archive.setSince(seq, hidden ? { ...since, hidden } : since);
        }),
      );
      await parts.showing.show(place, seq);
    },
  };
}

const gone = (id: string) => new PlatformError("gone", `There is no message ${id} any more.`);
