import type { Logger, Store } from "../../core/ports/index.ts";
import type { Category, Place } from "../../core/types.ts";
import { logOddsOf, probabilityOf } from "../log-odds.ts";
import { binAtShare, countScore, createScoreCounts, edgeOf, type ScoreCounts } from "../score-counts.ts";

/** What a budget is learned for. Router and guard are told apart: the same number does not mean the same of both. */
interface BudgetFor {
  readonly place: Place;
  readonly category: Category;
  readonly by: "router" | "guard";
}

/** Thresholds that so many messages a day reach, learned from what was found in each place. */
export interface Budgets {
  /** The probability that about `perDay` messages a day reached of late. The standard, 0.5, until three days were seen. */
  threshold(of: BudgetFor, perDay: number): number;
  count(of: BudgetFor, probability: number): void;
  /** Stores what was learned since it was stored last. */
  save(): Promise<void>;
}

interface BudgetsParts {
  /** Absent: what is learned lasts as long as the object. */
  readonly store?: Store;
  readonly log: Logger;
  /** Unix ms. */
  readonly now: () => number;
}

/** What was found in one place, in one category, by one of the two. All of it weighs less the older it is. */
interface Learned {
  readonly counts: ScoreCounts;
  /** How many days the counts stand for. */
  days: number;
  /** Unix ms: up to when they do. */
  until: number;
  unsaved: number;
}

interface Stored {
  readonly days: number;
  readonly until: number;
  /** Pairs of bin and count. */
  readonly bins: readonly (readonly [number, number])[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const KEEP_MS = 90 * DAY_MS;
/** What was found a week ago weighs half. */
const HALF_LIFE_DAYS = 7;
/** The threshold is learned from as many days on. */
const ENOUGH_DAYS = 3;
const STANDARD = 0.5;
/** No threshold is lower: a third of the standard's odds. A friendly place has no five messages a day that people must see. */
const FLOOR = 0.25;
/** About 6 % more odds, or less, from bin to bin. */
const BINS_PER_UNIT = 16;
/** A crash loses what was learned from fewer messages than these. */
const SAVED_EVERY = 50;
/** So many are held in memory, about 3 kB each. */
const MAX_LEARNED = 2_000;

/** Budgets as they were stored last. */
export async function openBudgets(parts: BudgetsParts): Promise<Budgets> {
  const { log, now } = parts;
  const records = parts.store?.records<Stored>("moderation/budgets");
  /** What was counted last is the last one. */
  const learned = new Map<string, Learned>();
  const saving = new Set<Promise<void>>();
  if (records?.iterator)
    for await (const [key, stored] of records.iterator(undefined)) learned.set(key, fromStored(stored));

  function find(key: string): Learned {
    const known = learned.get(key) ?? {
      counts: createScoreCounts(BINS_PER_UNIT),
      days: 0,
      until: now(),
      unsaved: 0,
    };
    learned.delete(key);
    learned.set(key, known);
    for (const [oldest, { unsaved }] of learned) {
      if (learned.size <= MAX_LEARNED) break;
      if (unsaved > 0) save(oldest);
      learned.delete(oldest);
    }
    return known;
  }

  /** Nobody waits for it, and nothing but some learning is lost when it fails. */
  function save(key: string): void {
    const known = learned.get(key) as Learned;
    known.unsaved = 0;
    if (records === undefined) return;
    const write = Promise.resolve(records.set(key, toStored(known), KEEP_MS))
      .then(() => {})
      .catch((error: unknown) => log.warn({ err: error }, "budgets not stored"))
      .finally(() => saving.delete(write));
    saving.add(write);
  }

  return {
    threshold(of, perDay) {
      const known = learned.get(keyOf(of));
      if (known === undefined) return STANDARD;
      age(known, now());
      const { counts, days } = known;
      if (days < ENOUGH_DAYS || counts.total === 0) return STANDARD;
      // The bin in which the budget ends is taken whole, so that a text that many send is not overlooked for ever.
      const bin = binAtShare(counts, (perDay * days) / counts.total);
      return Math.max(FLOOR, probabilityOf(edgeOf(counts, Math.max(0, bin))));
    },
    count(of, probability) {
      const key = keyOf(of);
      const known = find(key);
      age(known, now());
      countScore(known.counts, logOddsOf(probability));
      known.unsaved++;
      if (known.unsaved >= SAVED_EVERY) save(key);
    },
    async save() {
      for (const [key, { unsaved }] of learned) if (unsaved > 0) save(key);
      await Promise.all(saving);
    },
  };
}

/** Lets time pass: counts and days shrink together by half a week, and the days since then are added, the older ones of them shrunk. */
function age(known: Learned, now: number): void {
  const passed = (now - known.until) / DAY_MS;
  // Often enough for whatever is told by days.
  if (passed < 1 / 24) return;
  const left = 2 ** (-passed / HALF_LIFE_DAYS);
  const { counts } = known;
  for (let bin = 0; bin < counts.bins.length; bin++) counts.bins[bin] = (counts.bins[bin] as number) * left;
  counts.total *= left;
  known.days = known.days * left + (HALF_LIFE_DAYS / Math.LN2) * (1 - left);
  known.until = now;
}

const keyOf = ({ place, category, by }: BudgetFor): string => `${category} ${by} ${place.id}`;

function toStored({ counts, days, until }: Learned): Stored {
  const round = (value: number) => Number(value.toPrecision(6));
  const bins = Array.from(counts.bins, (count, bin) => [bin, round(count)] as const);
  return { days: round(days), until, bins: bins.filter(([, count]) => count > 0) };
}

function fromStored({ days, until, bins }: Stored): Learned {
  const counts = createScoreCounts(BINS_PER_UNIT);
  for (const [bin, count] of bins) {
    counts.bins[bin] = count;
    counts.total += count;
  }
  return { counts, days, until, unsaved: 0 };
}
