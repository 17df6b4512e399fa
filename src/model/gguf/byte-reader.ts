import type { FileHandle } from "node:fs/promises";

/** The file ended before what it promised. */
export class EndOfFile extends Error {}

/** Reads a file from the start to wherever, a chunk at a time. All numbers little-endian. */
export interface ByteReader {
  readonly position: number;
  /** Whether the next `bytes` bytes can be taken without waiting. */
  has(bytes: number): boolean;
  /** Makes it so; throws `EndOfFile`. */
  need(bytes: number): Promise<void>;
  u8(): number;
  u16(): number;
  u32(): number;
  i32(): number;
  f32(): number;
  f64(): number;
  /** 64 bits as a number, exact up to 2^53 and good enough for a comparison beyond. */
  u64(): number;
  text(bytes: number): string;
  skip(bytes: number): void;
}

const CHUNK_BYTES = 1024 * 1024;

export function createByteReader(file: FileHandle): ByteReader {
  let buffer = Buffer.alloc(0);
  let at = 0;
  let bufferStart = 0;

  async function fill(bytes: number): Promise<void> {
    const rest = buffer.subarray(at);
    const wanted = Math.max(bytes, CHUNK_BYTES);
    const next = Buffer.alloc(wanted);
    rest.copy(next);
    bufferStart += at;
    at = 0;
    let filled = rest.length;
    while (filled < wanted) {
      const { bytesRead } = await file.read(next, filled, wanted - filled, bufferStart + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    buffer = next.subarray(0, filled);
    if (filled < bytes) throw new EndOfFile();
  }

  function advance(bytes: number): number {
    const start = at;
    at += bytes;
    return start;
  }

  return {
    get position() {
      return bufferStart + at;
    },
    has: (bytes) => buffer.length - at >= bytes,
    need: async (bytes) => {
      if (buffer.length - at < bytes) await fill(bytes);
    },
    u8: () => buffer.readUInt8(advance(1)),
    u16: () => buffer.readUInt16LE(advance(2)),
    u32: () => buffer.readUInt32LE(advance(4)),
    i32: () => buffer.readInt32LE(advance(4)),
    f32: () => buffer.readFloatLE(advance(4)),
    f64: () => buffer.readDoubleLE(advance(8)),
    u64: () => Number(buffer.readBigUInt64LE(advance(8))),
    text: (bytes) => buffer.toString("utf8", advance(bytes), at),
    skip(bytes) {
      const buffered = Math.min(bytes, buffer.length - at);
      at += buffered;
      if (bytes === buffered) return;
      bufferStart += at + (bytes - buffered);
      buffer = Buffer.alloc(0);
      at = 0;
    },
  };
}
