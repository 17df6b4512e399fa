import { open } from "node:fs/promises";

/** What the first bytes of a GGUF file say of it. Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */
export interface GgufGlance {
  /** E.g. `llama`, `qwen3`, `bert`. Absent when not within the first 64 KiB, or not readable. */
  readonly architecture?: string;
  /** `general.type`: `model`, `adapter`, `mmproj`, `vocab`, … Older files have none. */
  readonly type?: string;
}

export const GGUF_MAGIC = "GGUF";
/** The `general.` keys stand first in files of every known converter. */
const READ_BYTES = 64 * 1024;
/** Bytes of the fixed-width value types by their number in the format. */
const FIXED_WIDTHS: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const STRING = 8;
/** magic, version (u32), tensor count (u64), count of keys (u64) */
const PREAMBLE_BYTES = 24;

/** Reads the header; `undefined` when the file is not GGUF. Rejects when it cannot be read. */
export async function glanceAtGguf(path: string): Promise<GgufGlance | undefined> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(READ_BYTES);
    const { bytesRead } = await file.read(buffer, 0, READ_BYTES, 0);
    return parseGlance(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Parses as much as stands in `bytes`; what is cut off or malformed after the magic is just not known. */
export function parseGlance(bytes: Buffer): GgufGlance | undefined {
  if (bytes.toString("latin1", 0, 4) !== GGUF_MAGIC) return undefined;
  const found: { architecture?: string; type?: string } = {};
  let offset = PREAMBLE_BYTES;
  const remaining = () => bytes.length - offset;

  const string = (): string | undefined => {
    if (remaining() < 8) return undefined;
    const length = bytes.readBigUInt64LE(offset);
    if (length > BigInt(remaining() - 8)) return undefined;
    const start = offset + 8;
    offset = start + Number(length);
    return bytes.toString("utf8", start, offset);
  };

  while (found.architecture === undefined || found.type === undefined) {
    const key = string();
    if (key === undefined || remaining() < 4) return found;
    const type = bytes.readUInt32LE(offset);
    offset += 4;
    if (type === STRING) {
      const value = string();
      if (value === undefined) return found;
      if (key === "general.architecture") found.architecture = value;
      if (key === "general.type") found.type = value;
      continue;
    }
    const width = FIXED_WIDTHS[type];
    // An array (vocabularies) or an unknown type: the general keys are behind us.
    if (width === undefined) return found;
    offset += width;
  }
  return found;
}

/** Architectures that turn text or pictures into vectors and write nothing. */
const WORDLESS_ARCHITECTURES = new Set([
  "bert",
  "clip",
  "eurobert",
  "jina-bert-v2",
  "jina-bert-v3",
  "modern-bert",
  "neo-bert",
  "nomic-bert",
  "nomic-bert-moe",
  "t5encoder",
  "wavtokenizer-dec",
]);

/** Whether a file with this header could hold a conversation, as far as the header tells. */
export function couldChat(header: GgufGlance): boolean {
  if (header.type !== undefined && header.type !== "model") return false;
  return header.architecture === undefined || !WORDLESS_ARCHITECTURES.has(header.architecture);
}
