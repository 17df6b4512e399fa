import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Metadata, type Tensor, writeGguf } from "../test/fixtures/gguf/index.ts";

/** The shape of Qwen3 0.6B, from its config.json. */
const SHAPE = { layers: 28, dim: 1024, hidden: 3072, heads: 16, kvHeads: 8, head: 128, contextTokens: 4096 };
/** The vocabulary of Qwen 2 and 3, as llama.cpp's own tests have it. */
const VOCABULARY = "models/ggml-vocab-qwen2.gguf";
const LLAMA_CPP = new URL("../node_modules/node-llama-cpp/llama/gitRelease.bundle", import.meta.url);
const CHATML =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/**
 * Writes a model that costs what Qwen3 0.6B (and so Qwen3Guard-Gen 0.6B) costs in 8 bits: its shape and its tokenizer, with noise for
 * weights. What it says means nothing. 0.64 GB.
 */
export async function writeRandomModel(path: string, name: string): Promise<void> {
  const vocabulary = await readVocabulary();
  const size = vocabulary.find(([key]) => key === "tokenizer.ggml.tokens")?.[1];
  const tokens = size !== undefined && "texts" in size ? size.texts.length : 0;
  const { layers, dim, hidden, heads, kvHeads, head, contextTokens } = SHAPE;
  const metadata: Metadata = [
    ["general.architecture", { text: "qwen3" }],
    ["general.name", { text: name }],
    ["general.file_type", { u32: 7 }],
    ["general.quantization_version", { u32: 2 }],
    ["qwen3.block_count", { u32: layers }],
    ["qwen3.context_length", { u32: contextTokens }],
    ["qwen3.embedding_length", { u32: dim }],
    ["qwen3.feed_forward_length", { u32: hidden }],
    ["qwen3.attention.head_count", { u32: heads }],
    ["qwen3.attention.head_count_kv", { u32: kvHeads }],
    ["qwen3.attention.key_length", { u32: head }],
    ["qwen3.attention.value_length", { u32: head }],
    ["qwen3.attention.layer_norm_rms_epsilon", { f32: 1e-6 }],
    ["qwen3.rope.freq_base", { f32: 1e6 }],
    ...vocabulary,
    ["tokenizer.chat_template", { text: CHATML }],
  ];
  const layer = (index: number): Tensor[] => {
    const named = (part: string) => `blk.${index}.${part}.weight`;
    return [
      ones(named("attn_norm"), dim),
      noise(named("attn_q"), dim, heads * head),
      noise(named("attn_k"), dim, kvHeads * head),
      noise(named("attn_v"), dim, kvHeads * head),
      ones(named("attn_q_norm"), head),
      ones(named("attn_k_norm"), head),
      noise(named("attn_output"), heads * head, dim),
      ones(named("ffn_norm"), dim),
      noise(named("ffn_gate"), dim, hidden),
      noise(named("ffn_up"), dim, hidden),
      noise(named("ffn_down"), hidden, dim),
    ];
  };
  writeGguf(path, metadata, [
    noise("token_embd.weight", dim, tokens),
    ones("output_norm.weight", dim),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
  ]);
}

/** node-llama-cpp brings all of llama.cpp's sources along, and these bring vocabularies. */
async function readVocabulary(): Promise<Metadata> {
  const run = promisify(execFile);
  const folder = mkdtempSync(join(tmpdir(), "maru-vocabulary-"));
  try {
    await run("git", ["clone", "--quiet", "--bare", LLAMA_CPP.pathname, folder]);
    const { stdout } = await run("git", ["-C", folder, "show", `HEAD:${VOCABULARY}`], {
      encoding: "buffer",
      maxBuffer: 64 * 2 ** 20,
    });
    return readMetadata(stdout).filter(
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

function ones(name: string, dim: number): Tensor {
  return {
    name,
    type: "F32",
    dims: [dim],
    data: (write) => write(new Uint8Array(new Float32Array(dim).fill(1).buffer)),
  };
}

function noise(name: string, inputs: number, outputs: number): Tensor {
  return {
    name,
    type: "Q8_0",
    dims: [inputs, outputs],
    data(write) {
      for (let left = (inputs / 32) * outputs * BLOCK_BYTES; left > 0; left -= NOISE.length)
        write(NOISE.subarray(0, left));
    },
  };
}

/** A Q8_0 block: the scale as a half float, and 32 signed bytes. */
const BLOCK_BYTES = 34;
/** 2^-12 as a half float: weights of about a hundredth, as trained ones are. */
const SCALE = 0x0c00;

const NOISE = (() => {
  const blocks = 31_013;
  const bytes = Buffer.alloc(blocks * BLOCK_BYTES);
  let state = 1;
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  for (let block = 0; block < blocks; block++) bytes.writeUInt16LE(SCALE, block * BLOCK_BYTES);
  return bytes;
})();
