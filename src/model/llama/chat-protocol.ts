import type { AnswerSchema, ModelErrorCode } from "../../core/ports/index.ts";
import type { ThreadId, Turn } from "../../core/types.ts";
import type { KeptGrant } from "./kept-folder.ts";
import type { LlamaSettings } from "./settings.ts";

/** What the process of a chat model is started with. */
export interface ChatProcessSettings extends LlamaSettings {
  /** Where in maru.yaml the model is configured. */
  readonly section: string;
  /** By which the process may use the folder of what is kept; absent: it keeps nothing. */
  readonly grant?: KeptGrant;
}

/** What a chat model is asked. */
export type ChatAsk =
  | {
      readonly type: "reply";
      readonly turns: readonly Turn[];
      readonly maxTokens: number;
      readonly schema?: AnswerSchema;
      readonly thread?: ThreadId;
      readonly urgency?: "background";
    }
  | { readonly type: "forget"; readonly thread: ThreadId }
  | { readonly type: "forget-all" }
  | { readonly type: "count"; readonly texts: readonly string[] }
  | { readonly type: "measure"; readonly turns: readonly Turn[] };

/** What it answers; `done`, `counted`, `forgotten` and `refused` are the last word on a request. */
export type ChatAnswer =
  /** The request's turn has come: its deadline runs. */
  | { readonly type: "started" }
  | { readonly type: "piece"; readonly text: string }
  | { readonly type: "done"; readonly usage: Usage; readonly ending: Ending }
  | { readonly type: "counted"; readonly counts: readonly number[] }
  | { readonly type: "forgotten" }
  | {
      readonly type: "refused";
      readonly code: ModelErrorCode;
      readonly message: string;
      /** Of a reply; what it had used up by then. */
      readonly usage?: Usage;
    };

/** `cut`: the model would have gone on, but had written as many tokens as it may. */
export type Ending = "complete" | "cut";

/** Tokens that one reply took. */
export interface Usage {
  readonly promptTokens: number;
  /** Those of the prompt that were not in the cache. */
  readonly evaluatedTokens: number;
  readonly writtenTokens: number;
}
