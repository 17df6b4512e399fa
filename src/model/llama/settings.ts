/** Families of chat templates that can be named; `file` is the Jinja template that stands in the model's file. */
export const TEMPLATE_NAMES = [
  "llama2",
  "llama3",
  "llama3.1",
  "alpaca",
  "chatml",
  "qwen",
  "gemma",
  "file",
  "general",
] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** How a model is run, whatever it is for. What is absent is left to llama.cpp. */
export interface EngineSettings {
  /** Threads that compute. Default: one for each core that is good for it, 16 at most, and one less than there are processors. */
  readonly threads?: number;
  /** `auto` uses a graphics card when there is one. */
  readonly gpu: "auto" | false;
  /** Default: on graphics cards as llama.cpp thinks best; on processors only with `q8_0`, which needs it. */
  readonly flashAttention?: boolean;
  /** How exactly keys and values are kept; `q8_0` takes little more than half the memory, and is slower on processors. Default `f16`. */
  readonly cacheType?: "f16" | "q8_0";
  /** Whether the file is mapped into memory or read. Default: mapped, where it can be. */
  readonly mmap?: boolean;
  /** `openmp`: the build of llama.cpp that `tune` made on this machine, while it is there. Default: the ready-made one. */
  readonly build?: "ready-made" | "openmp";
}

export interface LlamaSettings extends EngineSettings {
  /** The GGUF file. */
  readonly path: string;
  /**
   * Tokens that prompt and answer may fill together; less when the model was trained for less, or when the memory does not
   * suffice for it.
   */
  readonly contextTokens: number;
  /**
   * Requests that are worked on at the same time, each in its own context; fewer when the memory does not suffice. Default:
   * one for each processor, two to eight.
   */
  readonly parallel?: number;
  /** Tokens of prompts that are read between two tokens of the answers under way. Default: 128; 512 when a graphics card holds all layers. */
  readonly chunkTokens?: number;
  /** Whether tokens are guessed from the prompt before they are computed; only with one request at a time. Default `off`. */
  readonly speculation?: "off" | "lookup";
  /** `auto` goes by the file. */
  readonly template: "auto" | TemplateName;
  readonly lora: readonly LoraSettings[];
  /** How long one answer may take, from its turn on. */
  readonly deadlineMs: number;
  readonly loadDeadlineMs: number;
  /** Where what was evaluated of threads is kept that have no context of their own at the moment. Default: nowhere. */
  readonly kept?: KeptSettings;
}

export interface KeptSettings {
  /** A folder that nothing else uses. Maru alone may read it. */
  readonly folder: string;
  /** Of all files in it. */
  readonly mostBytes: number;
}

/** A LoRA adapter and how strongly it acts: 1 as trained, 0 not at all. */
export interface LoraSettings {
  readonly path: string;
  readonly scale: number;
}
