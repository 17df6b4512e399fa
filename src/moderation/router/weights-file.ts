import { FEATURES_VERSION, type RouterWeights, type WeightsHeader } from "./weights.ts";

/** "MaruRtr" and the format's number. */
const magic = [0x4d, 0x61, 0x72, 0x75, 0x52, 0x74, 0x72, 1];

const kinds = {
  linear: Int8Array,
  lexiconKeys: Int32Array,
  lexiconValues: Uint8Array,
  commonKeys: Int32Array,
  commonValues: Uint8Array,
  watched: Uint8Array,
} as const;
type Section = keyof typeof kinds;
const sections = Object.keys(kinds) as readonly Section[];

const aligned = (offset: number) => (offset + 7) & ~7;

interface Outline {
  readonly header: WeightsHeader;
  /** Lengths in elements, in the order in which the sections lie. */
  readonly lengths: Readonly<Record<Section, number>>;
}

/**
 * The weights as a file: eight bytes of magic, the length of the outline as 32 bits, the outline in JSON, then each
 * section from the next multiple of eight bytes on, all little-endian.
 */
export function writeWeights(weights: RouterWeights): Uint8Array {
  const lengths = Object.fromEntries(sections.map((name) => [name, weights[name].length]));
  const outline = new TextEncoder().encode(JSON.stringify({ header: weights.header, lengths }));
  let size = aligned(12 + outline.length);
  for (const name of sections) size = aligned(size + weights[name].byteLength);
  const bytes = new Uint8Array(size);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint32(8, outline.length, true);
  bytes.set(outline, 12);
  let at = aligned(12 + outline.length);
  for (const name of sections) {
    const { buffer, byteOffset, byteLength } = weights[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at = aligned(at + byteLength);
  }
  return bytes;
}

/** Reads what `writeWeights` wrote. Throws an error that says what to do where the file is damaged or of another version. */
export function readWeights(bytes: Uint8Array): RouterWeights {
  const damaged = (why: string) =>
    new Error(
      `The router's weights cannot be read: ${why}. Restore models/router from the release, or run npm run train.`,
    );
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte))
    throw damaged("the file does not begin as one");
  const outlineLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  if (12 + outlineLength > bytes.length) throw damaged("its outline is cut off");
  let outline: Outline;
  try {
    outline = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + outlineLength))) as Outline;
  } catch {
    throw damaged("its outline is no JSON");
  }
  if (outline.header?.features !== FEATURES_VERSION)
    throw damaged("it was made for other features than this version's");
  let at = aligned(12 + outlineLength);
  const read: Record<string, unknown> = { header: outline.header };
  for (const name of sections) {
    const Kind = kinds[name];
    const length = outline.lengths[name];
    const until = at + length * Kind.BYTES_PER_ELEMENT;
    if (!Number.isSafeInteger(length) || length < 0 || until > bytes.length)
      throw damaged(`its part ${name} is cut off`);
    // A copy, and never a view: Node's Buffer.slice would give one.
    read[name] = new Kind(Uint8Array.prototype.slice.call(bytes, at, until).buffer);
    at = aligned(until);
  }
  return read as unknown as RouterWeights;
}
