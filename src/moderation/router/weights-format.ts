import type { WeightsHeader } from "./weights.ts";

/**
 * The weights as a file, all numbers little-endian:
 *
 * | byte | |
 * | ---: | --- |
 * | 0 | "MaruRtr" |
 * | 7 | the format's number |
 * | 8 | the checksum of everything from byte 12 on, 32 bits |
 * | 12 | the length of the outline in bytes, 32 bits |
 * | 16 | the outline in JSON |
 *
 * Then each section, from the next multiple of eight bytes on.
 */
export const weightsFormat = {
  magic: [0x4d, 0x61, 0x72, 0x75, 0x52, 0x74, 0x72],
  number: 3,
  numberAt: 7,
  checksumAt: 8,
  /** The length of the outline, with which begins what the checksum is of. */
  lengthAt: 12,
  outlineAt: 16,
} as const;

/** What each section is made of, in the order in which they lie. */
export const sectionKinds = {
  linear: Int8Array,
  lexiconKeys: Int32Array,
  lexiconValues: Uint8Array,
  commonKeys: Int32Array,
  commonValues: Uint8Array,
  watched: Uint8Array,
  heardKeys: Int32Array,
  heardValues: Int32Array,
} as const;
type Section = keyof typeof sectionKinds;
export const sections = Object.keys(sectionKinds) as readonly Section[];

export interface Outline {
  readonly header: WeightsHeader;
  /** Lengths in elements. */
  readonly lengths: Readonly<Record<Section, number>>;
}

/** Where a section begins when what is before it ends at `offset`. */
export const aligned = (offset: number): number => (offset + 7) & ~7;
