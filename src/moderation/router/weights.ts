import type { Calibration } from "./calibrate.ts";
import type { Head, RouterLanguage } from "./heads.ts";

/** What the trainer made and the router needs: see `readWeights` for the file it lies in. */
export interface RouterWeights {
  readonly header: WeightsHeader;
  /** For each bucket one weight per head, in units of `header.unit[head]`. */
  readonly linear: Int8Array;
  readonly lexiconKeys: Int32Array;
  readonly lexiconValues: Uint8Array;
  readonly commonKeys: Int32Array;
  readonly commonValues: Uint8Array;
  /** Words in UTF-8, parted by blanks. */
  readonly watched: Uint8Array;
  /** How words of the Korean lexicon sound (see `sounds.ts`), and the hash of each. */
  readonly heardKeys: Int32Array;
  readonly heardValues: Int32Array;
}

export interface WeightsHeader {
  /** Which features the weights are for; raised when `features.ts` or what it rests on changes its meaning. */
  readonly features: number;
  readonly seed: number;
  readonly unit: readonly number[];
  /** The length that each block of features has. */
  readonly scales: readonly number[];
  readonly bias: Readonly<Record<RouterLanguage, readonly number[]>>;
  readonly calibration: Readonly<Record<RouterLanguage, Readonly<Record<Head, Calibration>>>>;
  /** From which probability on a head is a label; for `look`, from which on a message is routed. */
  readonly threshold: Readonly<Record<RouterLanguage, Readonly<Record<Head, number>>>>;
}

export const FEATURES_VERSION = 2;
