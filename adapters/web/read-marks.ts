import type { Store } from "../../src/core/ports/store.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import type { Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";

/** How far somebody has read a place. */
interface Mark {
  readonly seq: number;
  /** How far they had when they asked what they missed, and when that was (Unix ms). */
  readonly asked?: { readonly seq: number; readonly at: number };
}

type Marks = Readonly<Record<string, Mark>>;

/** How far people have read. Calls reject with a `StoreError`. */
export interface ReadMarks {
  /** They have read until there, and left. It never goes back. */
  set(person: Person, place: ChatPlace, seq: number): Promise<void>;
  /** They ask what they missed there: what they read while they wait does not count as read before. */
  asked(person: Person, place: ChatPlace): Promise<void>;
  /** By place. */
  of(person: Person): Promise<Readonly<Record<string, number>>>;
  /** When the newest message was sent that they had read before the visit on which they ask: ISO 8601, UTC. */
  lastRead(person: Person, place: ChatPlace): Promise<string | undefined>;
}

/** A catch-up is there by then; whoever reads on later has read. */
const ASKED_MS = 60 * 60 * 1000;

export function createReadMarks(store: Store, inTurn: InTurn, now: () => number): ReadMarks {
  const records = store.records<Marks>("web/read");
  const read = async (person: Person): Promise<Marks> => (await records.get<Marks>(person.id)) ?? {};
  const change = (person: Person, place: ChatPlace, next: (mark: Mark | undefined) => Mark | undefined) =>
    inTurn(`read ${person.id}`, async () => {
      const marks = await read(person);
      const changed = next(marks[place.id]);
      if (changed) await records.set(person.id, { ...marks, [place.id]: changed });
    });

  return {
    set: (person, place, seq) =>
      change(person, place, (mark) => {
        if (mark && seq <= mark.seq) return undefined;
        const waits = mark?.asked && now() - mark.asked.at < ASKED_MS;
        return waits ? { seq, asked: mark.asked } : { seq };
      }),
    asked: (person, place) =>
      change(person, place, (mark) => {
        // Asked once more, e.g. after a lost answer: the first time counts.
        if (mark?.asked && now() - mark.asked.at < ASKED_MS) return undefined;
        const seq = mark?.seq ?? 0;
        return { seq, asked: { seq, at: now() } };
      }),
    of: async (person) =>
      Object.fromEntries(Object.entries(await read(person)).map(([place, { seq }]) => [place, seq])),
    async lastRead(person, place) {
      const mark = (await read(person))[place.id];
      return mark && (await place.archive.one(mark.asked?.seq ?? mark.seq))?.said.at;
    },
  };
}
