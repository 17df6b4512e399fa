import type { LadderStep } from "../../core/ports/index.ts";
import type { Category, Message } from "../../core/types.ts";
import type { Performed } from "./performed.ts";

/** What one policy would have done in a place. */
interface Acts {
  mode: Performed["mode"];
  /** Messages that were not looked at. */
  passedOver: number;
  /** Messages with which anything would have been done. */
  acted: number;
  /** Of these, those that people would have been shown. */
  cases: number;
  /** By category and step: `hate queue`. A message of two categories counts in both. */
  readonly steps: Map<`${Category} ${LadderStep}`, number>;
}

/** A place of the history. */
export interface PlaceTally {
  readonly name: string;
  messages: number;
  /** Unix ms of the first and the last message with a time; infinite without any. */
  from: number;
  to: number;
  /** By each policy. */
  readonly acts: readonly Acts[];
}

/** Counts for each place and for all of them, in memory for each place. */
export interface Tally {
  readonly all: PlaceTally;
  readonly places: ReadonlyMap<string, PlaceTally>;
  add(message: Message, isTimed: boolean, performances: readonly Performed[]): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function createTally(policies: number): Tally {
  const all = emptyTally("all", policies);
  const places = new Map<string, PlaceTally>();
  return {
    all,
    places,
    add(message, isTimed, performances) {
      const { id, name } = message.place;
      const place = places.get(id) ?? emptyTally(name, policies);
      places.set(id, place);
      for (const tally of [place, all]) count(tally, message, isTimed, performances);
    },
  };
}

/** Cases a day; `undefined` where nothing says when. Less than a day counts as one. */
export function casesPerDay({ from, to }: PlaceTally, { cases }: Acts): number | undefined {
  return from > to ? undefined : cases / Math.max(1, (to - from) / DAY_MS);
}

/** Without the log entry that belongs to everything. */
export function telling(steps: readonly LadderStep[]): readonly LadderStep[] {
  return steps.length > 1 ? steps.filter((step) => step !== "log") : steps;
}

function emptyTally(name: string, policies: number): PlaceTally {
  return {
    name,
    messages: 0,
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
    acts: Array.from({ length: policies }, () => ({
      mode: "shadow",
      passedOver: 0,
      acted: 0,
      cases: 0,
      steps: new Map(),
    })),
  };
}

function count(
  tally: PlaceTally,
  { sentAt }: Message,
  isTimed: boolean,
  performances: readonly Performed[],
): void {
  tally.messages++;
  if (isTimed) {
    const at = Date.parse(sentAt);
    tally.from = Math.min(tally.from, at);
    tally.to = Math.max(tally.to, at);
  }
  for (const [which, { mode, isLookedAt, steps, findings }] of performances.entries()) {
    const acts = tally.acts[which] as Acts;
    acts.mode = mode;
    if (!isLookedAt) acts.passedOver++;
    if (steps.length === 0) continue;
    acts.acted++;
    if (steps.includes("queue")) acts.cases++;
    for (const category of findings?.categories ?? [])
      for (const step of telling(steps)) {
        const key = `${category} ${step}` as const;
        acts.steps.set(key, (acts.steps.get(key) ?? 0) + 1);
      }
  }
}
