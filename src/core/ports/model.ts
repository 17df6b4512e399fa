import type { ThreadId, Turn } from "../types.ts";

/** A language model, whether Maru runs it or servers do. */
export interface Model {
  health(): ModelHealth;
  /**
   * Resolves when the model can take a request, waiting out loading and restarts.
   * Rejects with a `ModelError`: `unavailable` when there is nothing to wait for, `aborted` by the signal.
   */
  ready(signal: AbortSignal): Promise<void>;
  /** Tokens of each text by the model's own tokenizer, chat template not counted. */
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
  /** Tokens of the whole prompt that `reply` would evaluate for these turns, chat template included. */
  measure(turns: readonly Turn[]): Promise<number>;
  /**
   * Streams the answer's text, without a reasoning model's thoughts. Ends when the model is done or
   * has written `maxTokens`. Throws a `ModelError`; aborting the signal ends it with `aborted` within
   * one token or one chunk of the prompt. Never drops a part of the turns: too long is `overflow`.
   * With a `schema` the answer is JSON that satisfies it, whatever the turns say: the model cannot write anything else.
   */
  reply(turns: readonly Turn[], options: ReplyOptions): AsyncIterable<string>;
  /**
   * Drops what is kept of the evaluation of a thread's prompts, in memory and on disk: to be called when what was said
   * in it is deleted, or one who spoke in it is forgotten. Requests under way go on, and nothing is kept of those of the thread.
   */
  forget(thread: ThreadId): Promise<void>;
  /**
   * Drops what is kept of all threads, as `forget` does of one: to be called where nobody knows any more in which threads
   * somebody spoke.
   */
  forgetAll(): Promise<void>;
  /** Ends the model's process. Idempotent. */
  stop(): Promise<void>;
}

export interface ReplyOptions {
  readonly signal: AbortSignal;
  /** At most this many tokens are written. */
  readonly maxTokens: number;
  /** Called before the end of an answer that the model had not done with when it had written `maxTokens`. */
  readonly onCut?: () => void;
  /**
   * What the answer must be. It is streamed like any other; one that is cut by `maxTokens` is the beginning of such JSON.
   * A schema that no grammar can be made of is refused with `failed`. The most likely answer is given, without chance.
   */
  readonly schema?: AnswerSchema;
  /**
   * What the turns belong to. Their evaluated state is kept for the thread's next turn, which is then read only from where it
   * differs. Absent: nothing is kept of them.
   */
  readonly thread?: ThreadId;
  /** Whether nobody waits for the answer; then those that somebody waits for come first. Absent: somebody does. */
  readonly urgency?: "background";
}

/**
 * The part of JSON Schema (2020-12) that an answer can be held to. All properties of an object are required, no others are
 * allowed, and they come in the order in which they stand here. Plain data.
 */
export type AnswerSchema =
  | { readonly type: "object"; readonly properties: Readonly<Record<string, AnswerSchema>> }
  | {
      readonly type: "array";
      readonly items: AnswerSchema;
      readonly minItems?: number;
      readonly maxItems?: number;
    }
  /** `maxLength` counts Unicode code points, escapes as one. */
  | { readonly type: "string"; readonly maxLength?: number }
  /** One of these; never empty. */
  | { readonly enum: readonly (string | number | null)[] };

export type ModelHealth =
  /** No model is installed or wanted. `hint` says what to do. */
  | { readonly state: "absent"; readonly hint: string }
  /** `progress`: 0 to 1. */
  | { readonly state: "loading"; readonly progress?: number }
  | {
      readonly state: "ready";
      readonly name: string;
      /** Tokens that prompt and answer may fill together. */
      readonly contextTokens: number;
      /** Requests that run at the same time. */
      readonly parallel: number;
      readonly restarts: number;
      /** Whether the images of turns are shown to the model. Absent: they are left out. */
      readonly sees?: true;
    }
  /** The process died; a new one starts in `retryMs`. */
  | { readonly state: "restarting"; readonly retryMs: number; readonly restarts: number }
  /** It cannot be loaded, and trying again would not help. */
  | { readonly state: "failed"; readonly problem: string; readonly remedy: string };

export type ModelErrorCode =
  /** The model's process died; asking again may work. */
  | "crashed"
  /** The request took longer than its deadline. */
  | "deadline"
  /** Prompt and answer do not fit the context. */
  | "overflow"
  /** No model can take the request. */
  | "unavailable"
  /** The caller's signal. */
  | "aborted"
  /** llama.cpp refused; the message says why. */
  | "failed";

export class ModelError extends Error {
  readonly code: ModelErrorCode;
  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ModelError";
    this.code = code;
  }
}
