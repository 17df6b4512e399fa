import type { AnswerSchema } from "../../../core/ports/index.ts";
import type { ThreadId, Turn } from "../../../core/types.ts";
import type { Ending, Usage } from "../chat-protocol.ts";

/** A loaded model, within its process. */
export interface Engine {
  readonly name: string;
  readonly contextTokens: number;
  countTokens(texts: readonly string[]): number[];
  measure(turns: readonly Turn[]): number;
  /** Throws a `ModelError`, or the signal's reason. `usage` is kept current, also when it throws. */
  reply(request: ReplyRequest): Promise<Ending>;
  /** Drops what is kept of a thread. */
  forget(thread: ThreadId): Promise<void>;
  /** Drops what is kept of all threads, and of what they begin with. */
  forgetAll(): Promise<void>;
  /** Keeps for the next process what would be lost with this one, as far as that can be done soon. */
  leave(): Promise<void>;
}

export interface ReplyRequest {
  readonly turns: readonly Turn[];
  readonly maxTokens: number;
  readonly schema?: AnswerSchema;
  readonly thread?: ThreadId;
  readonly urgency?: "background";
  /** Its turn has come. */
  readonly onStart?: () => void;
  readonly signal: AbortSignal;
  readonly onPiece: (text: string) => void;
  readonly usage: Mutable<Usage>;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
