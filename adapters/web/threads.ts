import type { Store } from "../../src/core/ports/store.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import { streamName } from "./archive.ts";
import type { ChatPlace } from "./places.ts";

/** What the channel shows of a thread under its root. */
export interface ThreadSummary {
  /** Replies that stand, the root not among them. */
  readonly replies: number;
  /** When the newest was sent, ISO 8601, UTC. */
  readonly lastAt: string;
}

interface Counted extends ThreadSummary {
  /** Replies up to this `seq` are counted. */
  readonly through: number;
}

/** One small record per thread, so that a channel page needs no thread to be read. */
export interface Threads {
  /** Counts replies that came since; what a crash kept from being counted is made up for. */
  grew(place: ChatPlace, root: number): Promise<void>;
  /** Counts anew: a reply was deleted, or taken late. */
  changed(place: ChatPlace, root: number): Promise<void>;
  summaries(place: ChatPlace, roots: readonly number[]): Promise<ReadonlyMap<number, ThreadSummary>>;
}

export function createThreads(store: Store): Threads {
  const inTurn = createInTurn();
  const records = (place: ChatPlace) => store.records<Counted>(`web/threads/${streamName(place.id)}`);

  function count(place: ChatPlace, root: number, anew: boolean): Promise<void> {
    return inTurn(`${place.id}/${root}`, async () => {
      const known = anew ? undefined : await records(place).get(String(root));
      let counted: Counted = known ?? { replies: 0, lastAt: "", through: root };
      for await (const { seq, said } of place.archive.oldestFirst(
        { part: "thread", root },
        { after: counted.through },
      )) {
        if (place.archive.withheld.has(seq)) counted = { ...counted, through: seq };
        else counted = { replies: counted.replies + 1, lastAt: said.at, through: seq };
      }
      await records(place).set(String(root), counted);
    });
  }

  return {
    grew: (place, root) => count(place, root, false),
    changed: (place, root) => count(place, root, true),
    async summaries(place, roots) {
      const found = new Map<number, ThreadSummary>();
      if (roots.length === 0) return found;
      const all = await records(place).getMany<Counted>(roots.map(String));
      for (const [index, root] of roots.entries()) {
        const counted = all[index];
        if (counted && counted.replies > 0) {
          found.set(root, { replies: counted.replies, lastAt: counted.lastAt });
        }
      }
      return found;
    },
  };
}
