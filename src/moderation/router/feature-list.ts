import { spread } from "./hash.ts";

/** Buckets of hashed features: as many as the weights' 2 MB have room for. */
export const BUCKETS = 420_000;
/** A bucket's number has so many bits. */
const BUCKET_BITS = 19;

/** Pieces of words; words; what words do. Each kind is weighed as one, however many features it has. */
export const BLOCKS = 3;
export const PIECES = 0;
export const WORDS = 1;
export const ROLES = 2;

/** More than a window has; what a made-up text has beyond it is left out. */
const MAX_FEATURES = 12_288;
/** Slots for telling repeated features: small enough for the processor's nearest memory. */
const SLOTS = 4096;
/** So many slots are looked at; where all are taken, a feature may be counted twice. */
const MAX_PROBES = 8;
const ROUNDS = 1 << (32 - BUCKET_BITS);
const PER_HASH = BUCKETS / 2 ** 32;

/** The features of a window: which buckets, of which block, and what they stand on in the plain text. */
export interface Features {
  count: number;
  readonly bucket: Int32Array;
  readonly block: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** How many there are of each block. */
  readonly perBlock: Int32Array;
  /** 0 English, 1 Korean: by the script of most letters. */
  language: 0 | 1;
  /** Who was here in this round: the round above the bits of the bucket. */
  readonly slots: Uint32Array;
  round: number;
}

export function createFeatures(): Features {
  return {
    count: 0,
    bucket: new Int32Array(MAX_FEATURES),
    block: new Uint8Array(MAX_FEATURES),
    start: new Int32Array(MAX_FEATURES),
    end: new Int32Array(MAX_FEATURES),
    perBlock: new Int32Array(BLOCKS),
    language: 0,
    slots: new Uint32Array(SLOTS),
    round: 0,
  };
}

export function clearFeatures(features: Features): void {
  features.count = 0;
  features.perBlock[PIECES] = 0;
  features.perBlock[WORDS] = 0;
  features.perBlock[ROLES] = 0;
  if (++features.round < ROUNDS) return;
  features.slots.fill(0);
  features.round = 1;
}

/** Adds a feature by its hash, unless the window has it already. */
export function addFeature(
  features: Features,
  block: number,
  hash: number,
  start: number,
  end: number,
): void {
  const bucket = Math.floor((spread(hash) >>> 0) * PER_HASH);
  const { slots, count } = features;
  const mark = ((features.round << BUCKET_BITS) | bucket) >>> 0;
  const first = (bucket ^ (bucket >>> 7)) & (SLOTS - 1);
  for (let probe = 0; probe < MAX_PROBES; probe++) {
    const slot = (first + probe) & (SLOTS - 1);
    const there = slots[slot] as number;
    if (there === mark) return;
    if (there >>> BUCKET_BITS === features.round) continue;
    slots[slot] = mark;
    break;
  }
  if (count === MAX_FEATURES) return;
  features.bucket[count] = bucket;
  features.block[count] = block;
  features.start[count] = start;
  features.end[count] = end;
  features.count = count + 1;
  features.perBlock[block] = (features.perBlock[block] as number) + 1;
}
