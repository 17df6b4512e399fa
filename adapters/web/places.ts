import type { Store } from "../../src/core/ports/store.ts";
import { type Archive, openArchive } from "./archive.ts";
import type { People, Person } from "./people.ts";

/** A channel, or one person's conversation with Maru, with what was said there. */
export interface ChatPlace {
  /** e.g. `general`, `dm.3`. */
  readonly id: string;
  readonly name: string;
  readonly kind: "channel" | "direct";
  /** Whose direct place it is. */
  readonly owner?: string;
  readonly archive: Archive;
}

export interface Places {
  find(id: string): ChatPlace | undefined;
  /** The channels, then the person's own direct place. */
  of(person: Person): readonly ChatPlace[];
  directOf(person: Person): ChatPlace;
}

export const maySee = (person: Person, place: ChatPlace) =>
  place.owner === undefined || place.owner === person.id;

export function openPlaces(
  store: Store,
  channels: readonly string[],
  people: People,
  selfName: string,
): Places {
  const open = new Map<string, ChatPlace>(
    channels.map((id) => [id, { id, name: id, kind: "channel", archive: openArchive(store, id) }]),
  );
  const channelPlaces = [...open.values()];

  function direct(person: Person): ChatPlace {
    const id = `dm.${person.number}`;
    let place = open.get(id);
    if (!place) {
      place = { id, name: selfName, kind: "direct", owner: person.id, archive: openArchive(store, id) };
      open.set(id, place);
    }
    return place;
  }

  return {
    find(id) {
      const owner = /^dm\.([1-9]\d*)$/.exec(id)?.[1];
      const person = owner === undefined ? undefined : people.byId(`p${owner}`);
      return person ? direct(person) : open.get(id);
    },
    directOf: direct,
    of: (person) => [...channelPlaces, direct(person)],
  };
}
