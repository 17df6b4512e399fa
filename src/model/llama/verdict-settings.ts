import type { VerdictQuestion } from "../../core/ports/index.ts";
import type { EngineSettings, LoraSettings } from "./settings.ts";

export interface VerdictSettings extends EngineSettings {
  /** The GGUF file. */
  readonly path: string;
  /** Tokens that one prompt and what is written after it may fill together; less when the model was trained for less. */
  readonly contextTokens: number;
  /** Questions that are worked on at the same time. Each takes its own context's memory. */
  readonly parallel: number;
  readonly loadDeadlineMs: number;
  /** Where in maru.yaml the model is configured, for what people are told to do. */
  readonly section: string;
  /**
   * Questions as they will come, with anything for what people say. What each begins with, up to the first thing said, is
   * evaluated once, before the model is ready, and kept; and the model is refused if they cannot be put to it.
   */
  readonly examples: readonly VerdictQuestion[];
}

/** What the process gets of them. */
export interface VerdictProcessSettings extends VerdictSettings {
  readonly lora: readonly LoraSettings[];
  /** Where what was evaluated once is kept: a folder of the process's own, without people's words. */
  readonly stateFolder: string;
}
