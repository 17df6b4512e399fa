/** The models that Maru knows by name. Data only: choosing among them is `best-fit.ts`. */

/**
 * A fact of an entry that nobody has checked against the model's own page or file.
 * `size`: as listed on a page or worked out from the parameter count; `file`: the quantisation is named, but the exact file name is the hub's to say.
 */
export type UnverifiedFact = "file" | "size" | "licence" | "languages";

export type ModelPurpose = "chat" | "guard";

export interface CatalogueModel {
  /** What people type: lower case, `[a-z0-9.-]+`. */
  readonly name: string;
  readonly title: string;
  /** A guard judges messages and does not converse. */
  readonly purpose: ModelPurpose;
  /** Chat template and architecture, for telling related models apart. */
  readonly family:
    | "llama-3.1"
    | "llama-3.2"
    | "llama-guard-3"
    | "qwen3"
    | "qwen3.5"
    | "qwen3guard"
    | "gemma-4"
    | "muse";
  /** `hf:user/repo/file.gguf`, or `hf:user/repo:QUANT` where the hub names the file. */
  readonly uri: string;
  /** Rounded size of the file in bytes, for planning; the exact one comes from the hub. Absent: not known. */
  readonly sizeBytes?: number;
  /** SHA-256 of the file, lower-case hex. Absent: not known here; the hub's own is used then. */
  readonly sha256?: string;
  /** Bytes of attention memory per token of context (F16). Absent: estimated from the size. */
  readonly contextBytesPerToken?: number;
  /** Main memory of the smallest machine on which it is a good choice, in bytes. */
  readonly machineBytes: number;
  /** Too slow on a processor alone; never suggested, only taken when asked for by name. */
  readonly wantsGpu?: true;
  /** Its name as its makers call it, or `unknown`. */
  readonly licence: string;
  /** ISO 639-1 codes that bear on choosing. Not listed is not supported, as far as is known. */
  readonly languages: readonly string[];
  /** How many languages its makers name in all, where that is more than the codes above. */
  readonly languagesInAll?: number;
  readonly unverified: readonly UnverifiedFact[];
}

const GB = 1e9;
const KiB = 1024;
const LLAMA_LANGUAGES = ["en", "de", "fr", "it", "pt", "hi", "es", "th"] as const;

/**
 * Best first: the order in which `auto` and `models pull` prefer them when several fit.
 * Bigger stands before smaller; within a size, the model that is better known with this engine stands first.
 */
export const catalogue: readonly CatalogueModel[] = [
  {
    name: "muse-glimmer-30b",
    title: "Muse Glimmer 30B",
    purpose: "chat",
    family: "muse",
    uri: "hf:unsloth/Muse-Glimmer-30B-GGUF:UD-Q4_K_XL",
    sizeBytes: 18 * GB,
    machineBytes: 24 * GB,
    wantsGpu: true,
    licence: "Apache-2.0",
    languages: ["en"],
    unverified: ["file", "size", "licence", "languages"],
  },
  {
    name: "llama-3.1-8b",
    title: "Llama 3.1 8B Instruct",
    purpose: "chat",
    family: "llama-3.1",
    uri: "hf:mradermacher/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M",
    sizeBytes: 4.92 * GB,
    contextBytesPerToken: 128 * KiB,
    machineBytes: 16 * GB,
    wantsGpu: true,
    licence: "Llama 3.1 Community",
    languages: LLAMA_LANGUAGES,
    unverified: ["file", "size", "licence"],
  },
  {
    name: "qwen3.5-9b",
    title: "Qwen 3.5 9B",
    purpose: "chat",
    family: "qwen3.5",
    uri: "hf:unsloth/Qwen3.5-9B-GGUF:Q4_K_M",
    sizeBytes: 5.6 * GB,
    machineBytes: 16 * GB,
    wantsGpu: true,
    licence: "unknown",
    languages: ["en", "ko"],
    languagesInAll: 201,
    unverified: ["file", "size", "licence", "languages"],
  },
  {
    name: "llama-3.2-3b",
    title: "Llama 3.2 3B Instruct",
    purpose: "chat",
    family: "llama-3.2",
    uri: "hf:bartowski/Llama-3.2-3B-Instruct-GGUF/Llama-3.2-3B-Instruct-Q4_K_M.gguf",
    sizeBytes: 2.02 * GB,
    sha256: "6c1a2b41161032677be168d354123594c0e6e67d2b9227c84f296ad037c728ff",
    contextBytesPerToken: 112 * KiB,
    machineBytes: 8 * GB,
    licence: "Llama 3.2 Community",
    languages: LLAMA_LANGUAGES,
    unverified: ["licence"],
  },
  {
    name: "qwen3.5-4b",
    title: "Qwen 3.5 4B",
    purpose: "chat",
    family: "qwen3.5",
    uri: "hf:unsloth/Qwen3.5-4B-GGUF:Q4_K_M",
    sizeBytes: 2.5 * GB,
    machineBytes: 8 * GB,
    licence: "unknown",
    languages: ["en", "ko"],
    languagesInAll: 201,
    unverified: ["file", "size", "licence", "languages"],
  },
  {
    name: "qwen3-4b",
    title: "Qwen 3 4B",
    purpose: "chat",
    family: "qwen3",
    uri: "hf:Qwen/Qwen3-4B-GGUF:Q4_K_M",
    sizeBytes: 2.5 * GB,
    machineBytes: 8 * GB,
    licence: "Apache-2.0",
    languages: ["en", "ko"],
    languagesInAll: 119,
    unverified: ["file", "size", "licence", "languages"],
  },
  {
    name: "gemma-4-e4b",
    title: "Gemma 4 E4B",
    purpose: "chat",
    family: "gemma-4",
    uri: "hf:giladgd/gemma-4-E4B-it-GGUF:Q4_K_M",
    machineBytes: 16 * GB,
    licence: "unknown",
    languages: ["en", "ko"],
    unverified: ["file", "size", "licence", "languages"],
  },
  {
    name: "bllossom-3b",
    title: "Llama 3.2 Korean Bllossom 3B",
    purpose: "chat",
    family: "llama-3.2",
    uri: "hf:Bllossom/llama-3.2-Korean-Bllossom-3B-gguf-Q4_K_M/llama-3.2-Korean-Bllossom-3B-gguf-Q4_K_M.gguf",
    sizeBytes: 2.02 * GB,
    contextBytesPerToken: 112 * KiB,
    machineBytes: 8 * GB,
    licence: "Llama 3.2 Community",
    languages: ["en", "ko"],
    unverified: ["size", "licence", "languages"],
  },
  {
    name: "llama-3.2-1b",
    title: "Llama 3.2 1B Instruct",
    purpose: "chat",
    family: "llama-3.2",
    uri: "hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M",
    sizeBytes: 0.81 * GB,
    contextBytesPerToken: 32 * KiB,
    machineBytes: 4 * GB,
    licence: "Llama 3.2 Community",
    languages: LLAMA_LANGUAGES,
    unverified: ["file", "size", "licence"],
  },
  {
    name: "qwen3guard-4b",
    title: "Qwen3Guard-Gen 4B",
    purpose: "guard",
    family: "qwen3guard",
    uri: "hf:mradermacher/Qwen3Guard-Gen-4B-GGUF:Q4_K_M",
    sizeBytes: 2.72 * GB,
    contextBytesPerToken: 144 * KiB,
    machineBytes: 16 * GB,
    licence: "Apache-2.0",
    languages: ["en", "ko"],
    languagesInAll: 119,
    unverified: ["file", "size", "licence", "languages"],
  },
  {
    name: "qwen3guard-0.6b",
    title: "Qwen3Guard-Gen 0.6B",
    purpose: "guard",
    family: "qwen3guard",
    uri: "hf:QuantFactory/Qwen3Guard-Gen-0.6B-GGUF/Qwen3Guard-Gen-0.6B.Q8_0.gguf",
    sizeBytes: 0.805 * GB,
    sha256: "a5108bc29824fbe805d4674cf8af438bb7221186c2fa940175a8dfdda4a8d2cc",
    contextBytesPerToken: 112 * KiB,
    machineBytes: 4 * GB,
    licence: "Apache-2.0",
    languages: ["en", "ko"],
    languagesInAll: 119,
    unverified: ["licence", "languages"],
  },
  {
    name: "llama-guard-3-8b",
    title: "Llama Guard 3 8B",
    purpose: "guard",
    family: "llama-guard-3",
    uri: "hf:QuantFactory/Llama-Guard-3-8B-GGUF:Q4_K_M",
    sizeBytes: 4.92 * GB,
    contextBytesPerToken: 128 * KiB,
    machineBytes: 16 * GB,
    wantsGpu: true,
    licence: "Llama 3.1 Community",
    languages: LLAMA_LANGUAGES,
    unverified: ["file", "size", "licence"],
  },
  {
    name: "llama-guard-3-1b",
    title: "Llama Guard 3 1B",
    purpose: "guard",
    family: "llama-guard-3",
    uri: "hf:QuantFactory/Llama-Guard-3-1B-GGUF/Llama-Guard-3-1B.Q4_K_M.gguf",
    sizeBytes: 0.955 * GB,
    contextBytesPerToken: 32 * KiB,
    machineBytes: 4 * GB,
    licence: "Llama 3.2 Community",
    languages: LLAMA_LANGUAGES,
    unverified: ["file", "size", "licence"],
  },
];

/** The entry of that name, in any case. */
export function catalogueModel(name: string): CatalogueModel | undefined {
  const wanted = name.trim().toLowerCase();
  return catalogue.find((model) => model.name === wanted);
}
