import type { Fault } from "../fault.ts";
import type { MemoryFacts } from "../gguf/memory-need.ts";

/**
 * What Maru and a model's process say to each other. Plain JSON over Node's IPC channel. Both ends are
 * of the same version, and nobody else speaks on the channel, so it is not parsed again. What is asked and answered differs
 * by what the model is for: `chat-protocol.ts`, `verdict-protocol.ts`.
 */

/** To a model's process. `load` comes first and once. */
export type ToProcess<Settings, Ask> =
  | { readonly type: "load"; readonly settings: Settings; readonly file: MemoryFacts }
  | { readonly type: "ask"; readonly id: number; readonly ask: Ask }
  | { readonly type: "abort"; readonly id: number }
  /** Answered at once, whatever is being computed: `pong`. */
  | { readonly type: "ping" }
  /** To keep what is to be kept, and go. A process that loses the channel without it goes at once, and keeps nothing. */
  | { readonly type: "leave" };

/** From a model's process. */
export type FromProcess<Answer> =
  | { readonly type: "progress"; readonly progress: number }
  | ({ readonly type: "ready" } & Loaded)
  | { readonly type: "faulty"; readonly fault: Fault }
  | { readonly type: "pong" }
  | { readonly type: "answer"; readonly id: number; readonly answer: Answer };

/** What a process says of the model that it has loaded. */
export interface Loaded {
  readonly name: string;
  readonly contextTokens: number;
  /** Requests that it works on at the same time. */
  readonly parallel: number;
  /** Threads that compute. */
  readonly threads: number;
  /** Layers that a graphics card holds. */
  readonly gpuLayers: number;
  /** `auto`: llama.cpp decides for each graphics card. */
  readonly flashAttention: boolean | "auto";
  /** The build of llama.cpp that runs, which is the ready-made one where the other is wanted and not there. */
  readonly build: "ready-made" | "openmp";
}
