import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metadata } from "../test/fixtures/gguf/index.ts";
import { checkOutLlamaCpp } from "../test/fixtures/llama-cpp/sources.ts";

/** A real model's tokenizer, as llama.cpp's own tests have it. */
export type VocabularyName = "gpt-2" | "llama-bpe" | "qwen2";

/** What stands in a model's file about its tokenizer: node-llama-cpp brings all of llama.cpp's sources along, and these bring vocabularies. */
export async function readVocabulary(name: VocabularyName): Promise<Metadata> {
  const folder = mkdtempSync(join(tmpdir(), "maru-vocabulary-"));
  try {
    await checkOutLlamaCpp(folder);
    return readMetadata(readFileSync(join(folder, "models", `ggml-vocab-${name}.gguf`))).filter(
      ([key]) => key.startsWith("tokenizer.ggml.") && !key.endsWith("scores"),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Numbers of `enum gguf_metadata_value_type`; those that vocabularies use. */
const U32 = 4;
const I32 = 5;
const F32 = 6;
const BOOL = 7;
const TEXT = 8;
const ARRAY = 9;

function readMetadata(file: Buffer): Metadata {
  let at = 16;
  const skip = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  const u32 = () => file.readUInt32LE(skip(4));
  const u64 = () => Number(file.readBigUInt64LE(skip(8)));
  const text = () => {
    const bytes = u64();
    const start = skip(bytes);
    return file.toString("utf8", start, start + bytes);
  };
  const value = (type: number): Metadata[number][1] => {
    switch (type) {
      case U32:
      case I32:
        return { u32: u32() };
      case F32:
        return { f32: file.readFloatLE(skip(4)) };
      case BOOL:
        return { bool: file.readUInt8(skip(1)) !== 0 };
      case TEXT:
        return { text: text() };
      case ARRAY: {
        const items = u32();
        const count = u64();
        if (items === TEXT) return { texts: Array.from({ length: count }, text) };
        return { i32s: Array.from({ length: count }, u32) };
      }
      default:
        throw new Error(`a value of type ${type}`);
    }
  };
  const keys = u64();
  return Array.from({ length: keys }, () => [text(), value(u32())] as const);
}
