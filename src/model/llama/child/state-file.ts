import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import type { Token } from "node-llama-cpp";

/**
 * The start of a file that llama.cpp writes a sequence's state to: magic, version, the number of tokens, the tokens; all of them
 * 32-bit little-endian. Source: `llama_context::state_seq_save_file` in llama.cpp's `src/llama-context.cpp`.
 */
const HEAD_BYTES = 12;
/** What is read between two looks at what else there is to do. */
const PIECE_BYTES = 1024 * 1024;

/** The tokens whose state the file holds. Throws when it cannot be read. */
export function tokensOf(path: string): Token[] {
  const file = openSync(path, "r");
  try {
    const head = read(file, HEAD_BYTES, 0);
    const count = head.readUInt32LE(8);
    if (HEAD_BYTES + count * 4 > fstatSync(file).size) throw new RangeError("the file is too short");
    const tokens = read(file, count * 4, HEAD_BYTES);
    return Array.from({ length: count }, (_, index) => tokens.readUInt32LE(index * 4) as Token);
  } finally {
    closeSync(file);
  }
}

/** SHA-256 of the file in hex, with pauses. The one thread for files is busy with llama.cpp's work, so they are read in this one. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    while (true) {
      const bytes = readSync(file, piece);
      if (bytes === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytes));
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Tells whether a file is the one that it was, without reading it: nobody can write to a file, or put another in its place, without
 * the system's noting the time of the change, which programs cannot set. Throws when there is none.
 */
export function identityOf(path: string): string {
  const { dev, ino, size, ctimeNs } = statSync(path, { bigint: true });
  return [dev, ino, size, ctimeNs].join();
}

function read(file: number, bytes: number, at: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (readSync(file, buffer, 0, bytes, at) < bytes) throw new RangeError("the file is too short");
  return buffer;
}
