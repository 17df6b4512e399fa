import type { Logger, Store } from "../core/ports/index.ts";
import type { Place, PlaceId } from "../core/types.ts";
import { logOddsOf, probabilityOf } from "./log-odds.ts";
import { newPlaceScores, type PlaceScores, type Route, routeScore } from "./place-budget.ts";
import { languages, type RouterLanguage } from "./router/index.ts";

interface ThresholdsParts {
  readonly store: Store;
  readonly log: Logger;
  /** The share of a place's messages that may be sent on, e.g. 0.02. */
  readonly budget: number;
  /** The router's own thresholds, as probabilities. */
  readonly standard: Readonly<Record<RouterLanguage, number>>;
  /** Names the router's weights: other weights give other scores, and what was learned from theirs is forgotten. */
  readonly weights: string;
}

/**
 * A threshold for each place and language, learned from the scores there. This keeps them in memory and in the store;
 * place-budget.ts is the rule by which they are learned, benign-thresholds.ts finds those of a history that is read at once.
 */
export interface Thresholds {
  /** Routes a message by its score, and learns from it. Score and threshold are probabilities. */
  route(
    place: Place,
    language: RouterLanguage,
    score: number,
  ): Promise<{ readonly route: Route; readonly threshold: number }>;
  /** Stores what was learned since it was stored last. */
  save(): Promise<void>;
}

/** What is stored of a place: for each language the allowance, and where scores lie, as pairs of bin and count. */
interface Stored {
  readonly weights: string;
  readonly scores: Readonly<
    Record<
      RouterLanguage,
      { readonly allowance: number; readonly bins: readonly (readonly [number, number])[] }
    >
  >;
}

interface Known {
  readonly scores: Readonly<Record<RouterLanguage, PlaceScores>>;
  /** Messages since it was stored. */
  unsaved: number;
}

const KEEP_MS = 90 * 24 * 60 * 60 * 1000;
/** A crash loses what was learned from fewer messages than these. */
const SAVED_EVERY = 200;
/** So many places are held in memory, about 6 kB each. */
const MAX_PLACES = 1_000;

/** Thresholds that are kept in the store. */
export function createThresholds(parts: ThresholdsParts): Thresholds {
  const { log, budget, weights } = parts;
  const records = parts.store.records<Stored>("moderation/thresholds");
  const rules = {
    en: { budget, standard: logOddsOf(parts.standard.en) },
    ko: { budget, standard: logOddsOf(parts.standard.ko) },
  };
  /** The place that had a message last is the last one. */
  const places = new Map<PlaceId, Known>();
  const loading = new Map<PlaceId, Promise<Known>>();
  const saving = new Set<Promise<void>>();

  async function load(key: PlaceId): Promise<Known> {
    const scores = readStored(await records.get(key), weights);
    const known = { scores, unsaved: 0 };
    places.set(key, known);
    for (const [oldest, { unsaved }] of places) {
      if (places.size <= MAX_PLACES) break;
      if (unsaved > 0) save(oldest);
      places.delete(oldest);
    }
    return known;
  }

  function find(key: PlaceId): Known | Promise<Known> {
    const known = places.get(key);
    if (known !== undefined) {
      places.delete(key);
      places.set(key, known);
      return known;
    }
    const begun = loading.get(key);
    if (begun !== undefined) return begun;
    const begins = load(key).finally(() => loading.delete(key));
    loading.set(key, begins);
    return begins;
  }

  /** Nobody waits for it, and nothing but some learning is lost when it fails. */
  function save(key: PlaceId): void {
    const known = places.get(key) as Known;
    known.unsaved = 0;
    const write = Promise.resolve(records.set(key, toStored(known, weights), KEEP_MS))
      .then(() => {})
      .catch((error: unknown) => log.warn({ place: key, err: error }, "thresholds not stored"))
      .finally(() => saving.delete(write));
    saving.add(write);
  }

  return {
    async route({ id: key }, language, score) {
      const found = find(key);
      const known = found instanceof Promise ? await found : found;
      const { route, thresholdLogOdds } = routeScore(
        known.scores[language],
        logOddsOf(score),
        rules[language],
      );
      known.unsaved++;
      if (known.unsaved >= SAVED_EVERY && places.get(key) === known) save(key);
      return { route, threshold: probabilityOf(thresholdLogOdds) };
    },
    async save() {
      for (const [key, { unsaved }] of places) if (unsaved > 0) save(key);
      await Promise.all(saving);
    },
  };
}

function toStored({ scores }: Known, weights: string): Stored {
  const stored = ({ counts, allowance }: PlaceScores) => ({
    allowance: Math.round(allowance * 100) / 100,
    bins: Array.from(counts.bins, (count, bin) => [bin, count] as const).filter(([, count]) => count > 0),
  });
  return { weights, scores: { en: stored(scores.en), ko: stored(scores.ko) } };
}

function readStored(stored: Stored | undefined, weights: string): Known["scores"] {
  const scores = { en: newPlaceScores(), ko: newPlaceScores() };
  if (stored?.weights !== weights) return scores;
  for (const language of languages) {
    const { allowance, bins } = stored.scores[language];
    const { counts } = scores[language];
    scores[language].allowance = allowance;
    for (const [bin, count] of bins) {
      counts.bins[bin] = count;
      counts.total += count;
    }
  }
  return scores;
}
