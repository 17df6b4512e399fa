import type { Tunable } from "../../src/model/tune/index.ts";
import type { LlamaCpp } from "../../test/fixtures/llama-cpp/find.ts";
import type { ShapeName } from "../random-model.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Undisturbed } from "./undisturbed.ts";

/** What every part of this bench measures on. */
export interface Ground {
  readonly shape: Exclude<ShapeName, "qwen3-0.6b">;
  /** The model's file. */
  readonly path: string;
  /** For what else is written; gone afterwards. */
  readonly folder: string;
  /** That compute, for Maru and for llama.cpp's programs alike. */
  readonly threads: number;
  /** A tenth of the work, to see that everything runs; its figures mean little. */
  readonly quick: boolean;
  /** What `maru tune` would set for this file on this machine; absent: Maru runs as it does before. */
  readonly tuned: Tunable | undefined;
  readonly llamaCpp: LlamaCpp;
  /** Watched while Maru works. */
  readonly eventLoop: EventLoop;
  readonly undisturbed: Undisturbed;
}
