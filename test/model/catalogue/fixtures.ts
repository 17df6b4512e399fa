import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A model's header, then bytes that differ with the seed; enough where nobody loads them. */
export function fakeGguf(sizeBytes: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed >>> 0 || 1;
  for (let offset = 0; offset + 4 <= sizeBytes; offset += 4) {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeUInt32LE(state >>> 0, offset);
  }
  ggufWithKeys({ "general.architecture": "llama" }).copy(bytes);
  return bytes;
}

/** A header in GGUF version 3 with these keys of text, and nothing behind it. */
export function ggufWithKeys(keys: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(keys);
  const preamble = Buffer.alloc(24);
  preamble.write("GGUF", 0, "latin1");
  preamble.writeUInt32LE(3, 4);
  preamble.writeBigUInt64LE(BigInt(entries.length), 16);
  const text = (value: string) => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(Buffer.byteLength(value)));
    return Buffer.concat([length, Buffer.from(value)]);
  };
  const TYPE_STRING = Buffer.from([8, 0, 0, 0]);
  return Buffer.concat([
    preamble,
    ...entries.flatMap(([key, value]) => [text(key), TYPE_STRING, text(value)]),
  ]);
}

export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export interface TempFolder {
  readonly path: string;
  write(name: string, bytes: Buffer | string): Promise<string>;
  remove(): Promise<void>;
}

export async function tempFolder(): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), "maru-models-"));
  return {
    path,
    async write(name, bytes) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
      return file;
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
