import { FAMILIES, type Metadata, type Tensor, writeGguf } from "../test/fixtures/gguf/index.ts";
import { readVocabulary, type VocabularyName } from "./llama-vocabulary.ts";
import { constant, type NoiseType, noise } from "./random-weights.ts";

/** What makes the cost of a model: the sizes in its config.json, and in what its weights are kept. */
interface Shape {
  readonly architecture: "llama" | "qwen3";
  readonly layers: number;
  readonly dim: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly head: number;
  readonly contextTokens: number;
  readonly ropeBase: number;
  readonly weights: NoiseType;
  /** Of the tokens' table, which is that of the outputs too. */
  readonly tokens: NoiseType;
  /** `general.file_type`: `enum llama_ftype`. */
  readonly fileType: number;
  readonly vocabulary: VocabularyName;
  /** Control tokens that the template needs and the vocabulary lacks. */
  readonly controls: readonly string[];
  readonly template: string | undefined;
  /** What stands in the weights of the last normalisation; 1 leaves nearly everything to chance, 10 leaves a choice of a few tokens, as trained models do. */
  readonly decided: number;
  /** Whether it says nothing but whole words, so that what it wrote is read again as the very tokens that it was written in. */
  readonly wordsOnly: boolean;
}

const CHATML = { controls: ["<|im_start|>", "<|im_end|>"], template: FAMILIES.chatml.template } as const;

export const SHAPES = {
  /** Qwen3 0.6B, and so Qwen3Guard-Gen 0.6B, in 8 bits. 0.64 GB. */
  "qwen3-0.6b": {
    architecture: "qwen3",
    layers: 28,
    dim: 1024,
    hidden: 3072,
    heads: 16,
    kvHeads: 8,
    head: 128,
    contextTokens: 4096,
    ropeBase: 1e6,
    weights: "Q8_0",
    tokens: "Q8_0",
    fileType: 7,
    vocabulary: "qwen2",
    ...CHATML,
    decided: 1,
    wordsOnly: false,
  },
  /** SmolLM2 135M in 4 bits, with GPT-2's tokenizer, whose vocabulary is 2 % larger. 0.1 GB. */
  "135m": {
    architecture: "llama",
    layers: 30,
    dim: 576,
    hidden: 1536,
    heads: 9,
    kvHeads: 3,
    head: 64,
    contextTokens: 8192,
    ropeBase: 1e5,
    weights: "Q4_0",
    tokens: "Q8_0",
    fileType: 2,
    vocabulary: "gpt-2",
    ...CHATML,
    decided: 10,
    wordsOnly: true,
  },
  /** Llama 3.2 1B in 4 bits. 0.8 GB. */
  "1b": {
    architecture: "llama",
    layers: 16,
    dim: 2048,
    hidden: 8192,
    heads: 32,
    kvHeads: 8,
    head: 64,
    contextTokens: 131_072,
    ropeBase: 5e5,
    weights: "Q4_0",
    tokens: "Q6_K",
    fileType: 2,
    vocabulary: "llama-bpe",
    controls: [],
    template: FAMILIES.llama3.template,
    decided: 10,
    wordsOnly: true,
  },
} as const satisfies Readonly<Record<string, Shape>>;
export type ShapeName = keyof typeof SHAPES;

/**
 * Writes a model that costs what a real one of the shape costs: its sizes and a real tokenizer, with noise for weights. What it says means nothing.
 *
 * @param name `general.name`
 */
export async function writeRandomModel(path: string, shapeName: ShapeName, name: string): Promise<void> {
  const shape: Shape = SHAPES[shapeName];
  const { architecture, layers, dim, hidden, heads, kvHeads, head } = shape;
  const tokenizer = withControls(await readVocabulary(shape.vocabulary), shape.controls);
  const metadata: Metadata = [
    ["general.architecture", { text: architecture }],
    ["general.name", { text: name }],
    ["general.file_type", { u32: shape.fileType }],
    ["general.quantization_version", { u32: 2 }],
    [`${architecture}.block_count`, { u32: layers }],
    [`${architecture}.context_length`, { u32: shape.contextTokens }],
    [`${architecture}.embedding_length`, { u32: dim }],
    [`${architecture}.feed_forward_length`, { u32: hidden }],
    [`${architecture}.attention.head_count`, { u32: heads }],
    [`${architecture}.attention.head_count_kv`, { u32: kvHeads }],
    [`${architecture}.attention.key_length`, { u32: head }],
    [`${architecture}.attention.value_length`, { u32: head }],
    [`${architecture}.attention.layer_norm_rms_epsilon`, { f32: 1e-6 }],
    [`${architecture}.rope.freq_base`, { f32: shape.ropeBase }],
    ...(architecture === "llama"
      ? ([
          ["llama.rope.dimension_count", { u32: head }],
          ["llama.vocab_size", { u32: tokenizer.texts.length }],
        ] as const)
      : []),
    ...tokenizer.metadata,
    ...(shape.template === undefined
      ? []
      : ([["tokenizer.chat_template", { text: shape.template }]] as const)),
  ];
  const layer = (index: number): Tensor[] => {
    const named = (part: string) => `blk.${index}.${part}.weight`;
    const matrix = (part: string, inputs: number, outputs: number) =>
      noise(named(part), shape.weights, inputs, outputs);
    return [
      constant(named("attn_norm"), dim, 1),
      matrix("attn_q", dim, heads * head),
      matrix("attn_k", dim, kvHeads * head),
      matrix("attn_v", dim, kvHeads * head),
      ...(architecture === "qwen3"
        ? [constant(named("attn_q_norm"), head, 1), constant(named("attn_k_norm"), head, 1)]
        : []),
      matrix("attn_output", heads * head, dim),
      constant(named("ffn_norm"), dim, 1),
      matrix("ffn_gate", dim, hidden),
      matrix("ffn_up", dim, hidden),
      matrix("ffn_down", hidden, dim),
    ];
  };
  const isQuiet = (token: number) => shape.wordsOnly && !WORD.test(tokenizer.texts[token] ?? "");
  writeGguf(path, metadata, [
    noise("token_embd.weight", shape.tokens, dim, tokenizer.texts.length, isQuiet),
    constant("output_norm.weight", dim, shape.decided),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
  ]);
}

/** A space (which GPT-2's letters for bytes show as Ġ) and a few small letters. */
const WORD = /^Ġ[a-z]{2,}$/;
/** `enum llama_token_type` */
const CONTROL = 3;

function withControls(vocabulary: Metadata, controls: readonly string[]) {
  const texts = [...list("tokenizer.ggml.tokens", "texts")];
  const types = [...list("tokenizer.ggml.token_type", "i32s")];
  for (const control of controls) {
    if (texts.includes(control)) continue;
    texts.push(control);
    types.push(CONTROL);
  }
  // llama.cpp's fast paths want the rows in eights, as real models have them.
  while (texts.length % 32 !== 0) types.push(texts.push(`<|unused_${texts.length}|>`) && CONTROL);
  const end = ["<|eot_id|>", "<|im_end|>"].find((name) => texts.includes(name));
  const metadata = vocabulary.map(([key, value]): Metadata[number] => {
    if (key === "tokenizer.ggml.tokens") return [key, { texts }];
    if (key === "tokenizer.ggml.token_type") return [key, { i32s: types }];
    if (key === "tokenizer.ggml.eos_token_id" && end !== undefined) return [key, { u32: texts.indexOf(end) }];
    return [key, value];
  });
  return { texts, metadata };

  function list<Key extends "texts" | "i32s">(
    name: string,
    key: Key,
  ): Key extends "texts" ? readonly string[] : readonly number[] {
    const value = vocabulary.find(([known]) => known === name)?.[1];
    if (value === undefined || !(key in value)) throw new Error(`the vocabulary lacks ${name}`);
    return (value as never)[key];
  }
}
