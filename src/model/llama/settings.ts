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

export interface LlamaSettings {
  /** The GGUF file. */
  readonly path: string;
  /** Tokens that prompt and answer may fill together; less when the model was trained for less. */
  readonly contextTokens: number;
  /** Threads that compute. Default: as many as the machine has for it. */
  readonly threads?: number;
  /** `auto` uses a graphics card when there is one. */
  readonly gpu: "auto" | false;
  /** `auto` goes by the file. */
  readonly template: "auto" | TemplateName;
  readonly lora: readonly LoraSettings[];
  /** How long one answer may take, from its turn on. */
  readonly deadlineMs: number;
  readonly loadDeadlineMs: number;
}

/** A LoRA adapter and how strongly it acts: 1 as trained, 0 not at all. */
export interface LoraSettings {
  readonly path: string;
  readonly scale: number;
}
