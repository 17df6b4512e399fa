import type { Labelled as InTable } from "../../src/moderation/measure/index.ts";
import type { Score } from "../../src/moderation/router/index.ts";

/** A text and whether people called it hateful (in Korean sets: hateful or offensive). */
export interface Labelled extends InTable {
  /** The same text before letters were hidden. */
  readonly plain?: string;
}

export interface Scored extends Labelled {
  readonly score: Score;
}

/** Groups things by a name, in the order in which the names come up. */
export function byName<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const name = nameOf(thing);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [thing]);
    else group.push(thing);
  }
  return groups;
}
