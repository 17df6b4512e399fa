import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import { parsePersonId, parsePlaceId, parseSpot } from "./ids.ts";
import type { People } from "./people.ts";
import { type ChatPlace, maySee, type Places } from "./places.ts";

/** `ChatAdapter.mayRead`: channels are everybody's, direct places their owner's. */
export function createMayRead({
  people,
  places,
}: {
  readonly people: Pick<People, "byId">;
  readonly places: Pick<Places, "find">;
}): ChatAdapter["mayRead"] {
  return async (reader, scope) => {
    const spot = "thread" in scope ? parseSpot(scope.thread) : undefined;
    const place = places.find(("thread" in scope ? spot?.place : parsePlaceId(scope.place)) ?? "");
    if (!place) return false;
    if (spot && !(await isThread(place, spot.seq))) return false;
    if (reader === "everybody") return true;
    const person = people.byId(parsePersonId(reader) ?? "");
    return person !== undefined && maySee(person, place);
  };
}

async function isThread({ kind, archive }: ChatPlace, root: number): Promise<boolean> {
  if (kind === "direct") return root === 0;
  const row = await archive.one(root);
  return row !== undefined && row.said.root === undefined;
}
