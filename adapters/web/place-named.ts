import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import { asPlace } from "./as-message.ts";
import type { Places } from "./places.ts";

/** `ChatAdapter.placeNamed`. */
export function createPlaceNamed({
  places,
}: {
  readonly places: Pick<Places, "find">;
}): ChatAdapter["placeNamed"] {
  return async (nameOrId) => {
    const place = places.find(nameOrId.normalize().replace(/^#/, ""));
    return place && asPlace(place);
  };
}
