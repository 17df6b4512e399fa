import type { ModelErrorCode } from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";
import type { Fault } from "../fault.ts";
import type { LlamaSettings } from "./settings.ts";

/**
 * What Maru and the model's process say to each other. Plain JSON over Node's IPC channel. Both ends are
 * of the same version, and nobody else speaks on the channel, so it is not parsed again.
 */

/** To the model's process. `load` comes first and once. */
export type ToEngine =
  | { readonly type: "load"; readonly settings: LlamaSettings; readonly needBytes: number }
  | {
      readonly type: "reply";
      readonly id: number;
      readonly turns: readonly Turn[];
      readonly maxTokens: number;
    }
  | { readonly type: "abort"; readonly id: number }
  | { readonly type: "count"; readonly id: number; readonly texts: readonly string[] }
  | { readonly type: "measure"; readonly id: number; readonly turns: readonly Turn[] }
  /** Answered at once, whatever is being computed: `pong`. */
  | { readonly type: "ping" };

/** From the model's process. */
export type FromEngine =
  | { readonly type: "progress"; readonly progress: number }
  | {
      readonly type: "ready";
      readonly name: string;
      readonly contextTokens: number;
      readonly parallel: number;
    }
  | { readonly type: "faulty"; readonly fault: Fault }
  /** The request's turn has come: its deadline runs. */
  | { readonly type: "started"; readonly id: number }
  | { readonly type: "piece"; readonly id: number; readonly text: string }
  | { readonly type: "done"; readonly id: number; readonly usage: Usage; readonly ending: Ending }
  | {
      readonly type: "refused";
      readonly id: number;
      readonly code: ModelErrorCode;
      readonly message: string;
      /** Of a reply; what it had used up by then. */
      readonly usage?: Usage;
    }
  | { readonly type: "pong" }
  | { readonly type: "counted"; readonly id: number; readonly counts: readonly number[] };

/** `cut`: the model would have gone on, but had written as many tokens as it may. */
export type Ending = "complete" | "cut";

/** Tokens that one reply took. */
export interface Usage {
  readonly promptTokens: number;
  /** Those of the prompt that were not in the cache. */
  readonly evaluatedTokens: number;
  readonly writtenTokens: number;
}
