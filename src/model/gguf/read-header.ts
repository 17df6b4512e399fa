import type { FileHandle } from "node:fs/promises";
import { type ByteReader, createByteReader } from "./byte-reader.ts";
import { tensorBytes } from "./ggml-types.ts";

/** What stands before the weights in a GGUF file. Layout: llama.cpp, `ggml/docs/gguf.md`. */
export interface GgufHeader {
  /** Scalars and texts by key. Of arrays (vocabularies, above all) only short ones of numbers are kept. */
  readonly metadata: ReadonlyMap<string, MetadataValue>;
  /** Bytes of all tensors. */
  readonly tensorsBytes: number;
  /** Where the last byte of a tensor stands, so: how long the file must be at least. */
  readonly endsAt: number;
}

export type MetadataValue = string | number | boolean | readonly number[];

/** The file is not GGUF of a version that is known. `start`: its first bytes, for a better guess at what it is. */
export class NotGguf extends Error {
  readonly start: string;
  readonly version: number | undefined;
  constructor(start: string, version?: number) {
    super(version === undefined ? "not GGUF" : `GGUF version ${version}`);
    this.start = start;
    this.version = version;
  }
}

/** The header contradicts the format. */
export class MalformedHeader extends Error {}

/**
 * Bounds on what a header may claim, far above what real ones hold, so that a hostile or damaged one costs neither
 * memory nor time: nothing is allocated for a count that the file only claims.
 */
const MOST = {
  keys: 65_536,
  tensors: 262_144,
  dims: 4,
  textBytes: 64e6,
  textBytesKept: 4e6,
  texts: 8e6,
  numbersBytes: 512e6,
  numbersKept: 4096,
};

/** Numbers of `enum gguf_metadata_value_type`. */
const TEXT = 8;
const ARRAY = 9;
const WIDTHS: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
]);

/** Throws `NotGguf`, `MalformedHeader`, and `EndOfFile` when the file ends within the header. */
export async function readHeader(file: FileHandle): Promise<GgufHeader> {
  const reader = createByteReader(file);
  const start = await firstBytes(file);
  if (!start.startsWith("GGUF")) throw new NotGguf(start);
  await reader.need(8);
  reader.text(4);
  const version = reader.u32();
  if (version !== 2 && version !== 3) throw new NotGguf(start, version);
  await reader.need(16);
  const tensorCount = bounded(reader.u64(), MOST.tensors, "tensors");
  const keyCount = bounded(reader.u64(), MOST.keys, "keys");

  const metadata = new Map<string, MetadataValue>();
  for (let index = 0; index < keyCount; index++) {
    const key = await readText(reader, 65_535);
    await reader.need(4);
    const value = await readValue(reader, reader.u32());
    if (value !== undefined) metadata.set(key, value);
  }

  let tensorsBytes = 0;
  let lastEnd = 0;
  for (let index = 0; index < tensorCount; index++) {
    const { offset, bytes } = await readTensorInfo(reader);
    tensorsBytes += bytes;
    lastEnd = Math.max(lastEnd, offset + bytes);
  }
  const alignment = metadata.get("general.alignment") ?? 32;
  if (typeof alignment !== "number" || alignment < 1) throw new MalformedHeader("general.alignment");
  const dataStart = Math.ceil(reader.position / alignment) * alignment;
  return { metadata, tensorsBytes, endsAt: tensorCount === 0 ? reader.position : dataStart + lastEnd };
}

async function readTensorInfo(
  reader: ByteReader,
): Promise<{ readonly offset: number; readonly bytes: number }> {
  await readText(reader, 1024);
  await reader.need(4);
  const dimCount = bounded(reader.u32(), MOST.dims, "dimensions");
  await reader.need(dimCount * 8 + 12);
  let elements = 1;
  for (let dim = 0; dim < dimCount; dim++) elements *= reader.u64();
  if (!Number.isSafeInteger(elements)) throw new MalformedHeader("a tensor's dimensions");
  const bytes = tensorBytes(reader.u32(), elements) ?? 0;
  return { offset: reader.u64(), bytes };
}

async function readValue(reader: ByteReader, type: number): Promise<MetadataValue | undefined> {
  if (type === TEXT) return readText(reader, MOST.textBytes);
  if (type === ARRAY) return readArray(reader);
  await reader.need(widthOf(type));
  return readNumber(reader, type);
}

async function readArray(reader: ByteReader): Promise<readonly number[] | undefined> {
  await reader.need(12);
  const type = reader.u32();
  const count = reader.u64();
  if (type === TEXT) {
    bounded(count, MOST.texts, "texts");
    for (let index = 0; index < count; index++) await skipText(reader);
    return undefined;
  }
  const width = widthOf(type);
  if (count > MOST.numbersKept) {
    bounded(count * width, MOST.numbersBytes, "bytes of an array");
    reader.skip(count * width);
    return undefined;
  }
  await reader.need(count * width);
  return Array.from({ length: count }, () => Number(readNumber(reader, type)));
}

function widthOf(type: number): number {
  const width = WIDTHS.get(type);
  if (width === undefined) throw new MalformedHeader(`a value of type ${type}`);
  return width;
}

function readNumber(reader: ByteReader, type: number): number | boolean {
  switch (type) {
    case 0:
    case 1:
      return reader.u8();
    case 2:
    case 3:
      return reader.u16();
    case 4:
      return reader.u32();
    case 5:
      return reader.i32();
    case 6:
      return reader.f32();
    case 7:
      return reader.u8() !== 0;
    case 10:
    case 11:
      return reader.u64();
    case 12:
      return reader.f64();
    default:
      throw new MalformedHeader(`a value of type ${type}`);
  }
}

async function readText(reader: ByteReader, most: number): Promise<string> {
  await reader.need(8);
  const length = bounded(reader.u64(), most, "bytes of text");
  if (length > MOST.textBytesKept) {
    reader.skip(length);
    return "";
  }
  await reader.need(length);
  return reader.text(length);
}

/** Vocabularies have a quarter of a million of these: it waits only where a new chunk must be read. */
async function skipText(reader: ByteReader): Promise<void> {
  if (!reader.has(8)) await reader.need(8);
  reader.skip(bounded(reader.u64(), MOST.textBytes, "bytes of text"));
}

function bounded(value: number, most: number, what: string): number {
  if (value > most) throw new MalformedHeader(`${value} ${what}`);
  return value;
}

async function firstBytes(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
  return buffer.toString("latin1", 0, bytesRead);
}
