import type { Store } from "../../src/core/ports/store.ts";
import { streamName } from "./archive.ts";
import type { Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";

export type Rating = "up" | "down" | null;

/** Each person's own rating of each reply. Calls reject with a `StoreError`. */
export interface Ratings {
  get(person: string, place: ChatPlace, seq: number): Promise<Rating>;
  set(person: string, place: ChatPlace, seq: number, rating: Rating): Promise<void>;
  /** The person's ratings of these replies; those not rated are left out. */
  by(person: Person, place: ChatPlace, seqs: readonly number[]): Promise<ReadonlyMap<number, "up" | "down">>;
}

export function createRatings(store: Store): Ratings {
  const records = (place: ChatPlace) => store.records<"up" | "down">(`web/ratings/${streamName(place.id)}`);
  const key = (person: string, seq: number) => `${seq}/${person}`;
  return {
    get: async (person, place, seq) => (await records(place).get<"up" | "down">(key(person, seq))) ?? null,
    async set(person, place, seq, rating) {
      if (rating === null) await records(place).delete(key(person, seq));
      else await records(place).set(key(person, seq), rating);
    },
    async by(person, place, seqs) {
      if (seqs.length === 0) return new Map();
      const ratings = await records(place).getMany<"up" | "down">(seqs.map((seq) => key(person.id, seq)));
      return new Map(seqs.flatMap((seq, index) => (ratings[index] ? [[seq, ratings[index]]] : [])));
    },
  };
}
