import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import { parsePersonId, parsePlaceId } from "./ids.ts";
import type { People } from "./people.ts";
import { maySee, type Places } from "./places.ts";
import type { ReadMarks } from "./read-marks.ts";

/** `ChatAdapter.lastRead`. Nothing is told of places that somebody cannot see. */
export function createLastRead({
  people,
  places,
  readMarks,
}: {
  readonly people: Pick<People, "byId">;
  readonly places: Pick<Places, "find">;
  readonly readMarks: Pick<ReadMarks, "lastRead">;
}): NonNullable<ChatAdapter["lastRead"]> {
  return async (reader, id) => {
    const person = people.byId(parsePersonId(reader) ?? "");
    const place = places.find(parsePlaceId(id) ?? "");
    if (!person || !place || !maySee(person, place)) return undefined;
    return (await readMarks.lastRead(person, place)) ?? "never";
  };
}
