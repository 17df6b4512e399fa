import type { ModelHealth } from "./model.ts";

/**
 * A model that is asked which of a few answers comes next, and how likely each is. What a guard is made of: it knows
 * nothing of moderation, and nothing of any format of prompts.
 */
export interface VerdictModel {
  health(): ModelHealth;
  /**
   * Resolves when it can take a request, waiting out loading and restarts.
   * Rejects with a `ModelError`: `unavailable` when there is nothing to wait for, `aborted` by the signal.
   */
  ready(signal: AbortSignal): Promise<void>;
  /** How long each question is; one that is longer than it has room is refused by `read`. */
  measure(questions: readonly VerdictQuestion[]): Promise<readonly QuestionLength[]>;
  /**
   * Answers each prompt in turn. Rejects with a `ModelError`: `unavailable`, `crashed`, `overflow` (a prompt and what
   * may be written after it do not fit the context; nothing is ever dropped), `aborted`, `failed`.
   */
  read(question: VerdictQuestion, signal: AbortSignal): Promise<VerdictReadings>;
  /** Ends the model's process. Idempotent. */
  stop(): Promise<void>;
}

export interface QuestionLength {
  /** Of the longest of its prompts. */
  readonly tokens: number;
  /** Tokens that a prompt of it may have. */
  readonly room: number;
}

export interface VerdictQuestion {
  /** At least one; those of one question should begin alike, since what they share is evaluated once. */
  readonly prompts: readonly VerdictPrompt[];
  /** The answers to choose from. Each is known by the first token of any of its spellings, which no other answer shares. */
  readonly answers: readonly (readonly string[])[];
  /** What is written after the answer, and when. */
  readonly continuation?: Continuation;
}

/** A prompt in pieces, or turns that a chat template makes into one. */
export type VerdictPrompt = { readonly pieces: readonly PromptPiece[] } | TemplatePrompt;

export interface TemplatePrompt {
  readonly turns: readonly VerdictTurn[];
  /** What the model's own turn begins with. */
  readonly answer: string;
  /**
   * Absent: the template of the model's family is used. Otherwise the one that stands in the model's file, and these pieces if
   * it has none that can be used.
   */
  readonly otherwise?: readonly PromptPiece[];
}

/**
 * `control`: one of the model's control tokens, written as in its vocabulary. `text`: ours, read as plain text. `said`:
 * people's, untrusted: it is read as plain text, and nothing in it becomes a control token.
 */
export type PromptPiece = { readonly control: string } | TextPiece;
export type TextPiece = { readonly text: string } | { readonly said: string };

export interface VerdictTurn {
  readonly role: "user" | "assistant";
  readonly pieces: readonly TextPiece[];
}

/** Written greedily under a grammar, when the answers `after` are together at least as likely as not; the likelier of them stands before it. */
export interface Continuation {
  /** Places in `answers`. */
  readonly after: readonly number[];
  /** In GBNF. Source: llama.cpp, `grammars/README.md`. */
  readonly grammar: string;
  readonly maxTokens: number;
}

export interface VerdictReadings {
  /** One for each prompt. */
  readonly readings: readonly VerdictReading[];
  /** Tokens of all prompts, and those of them that were not in the cache. */
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
}

export interface VerdictReading {
  /** The probability of each answer, 0 to 1; together 1, whatever else the model might have said. */
  readonly probabilities: readonly number[];
  /** 0 to 1: how likely the model was to say any of the answers at all. Near 0, the prompt is not of the model's format. */
  readonly share: number;
  /** What was written after the answer; absent when nothing was to be. */
  readonly written?: string;
}
