import type { Category } from "../types.ts";
import type { ModelHealth } from "./model.ts";

/** A model that judges what the router sends on, in a process of its own, so that moderation never waits for chat. */
export interface Guard {
  /** As a model's. */
  health(): ModelHealth;
  load(): GuardLoad;
  /**
   * Resolves with the verdict. Rejects with a `ModelError`: `unavailable` (off, loading, failed, or too many wait),
   * `crashed`, `deadline`, `overflow` (longer than it will judge), `aborted`, `failed`. Nothing is ever judged in part.
   */
  judge(asked: GuardQuestion, signal: AbortSignal): Promise<GuardVerdict>;
  /** Ends the model's process. Idempotent. */
  stop(): Promise<void>;
}

/** From this probability on a guard says that the rules are broken: at least as likely as not. */
export const BREAKS_RULES = 0.5;

export interface GuardLoad {
  readonly waiting: number;
  readonly running: number;
  /** How long the oldest that waits or is being judged has been there; 0 when there is none. */
  readonly oldestMs: number;
  /** How many were turned away since the start because too many waited. */
  readonly shed: number;
}

export interface GuardQuestion {
  /** `message`: a person's; `answer`: Maru's own. */
  readonly of: "message" | "answer";
  /** Untrusted. */
  readonly text: string;
  /** What was said before, oldest first; untrusted like the text. */
  readonly before: readonly Said[];
  /** The place's own rules as yes/no questions, asked beside the format's, for formats that take them (`custom`); others ignore them. */
  readonly rules?: readonly string[];
}

/** Something said in a conversation. */
export interface Said {
  readonly by: "person" | "self";
  readonly text: string;
}

/** From 0 to 1. */
export type CategoryChances = { readonly [Name in Category]?: number };

export interface GuardVerdict {
  /** 0 to 1: that it breaks the rules, read from the logits of the verdict's tokens. */
  readonly probability: number;
  /** What it breaks, in Maru's terms, the most telling first; empty when `probability` < 0.5. */
  readonly categories: readonly Category[];
  /** How likely each is, of a format that asks about each by itself (`custom`); absent: `probability` holds for all that are named. */
  readonly chances?: CategoryChances;
  /** The same in the model's own codes, e.g. `S10`; of the format `custom`: the numbers of the rules, from 1, as text: the format's, then the place's. */
  readonly codes: readonly string[];
  /** Which model and format said so: name, format, and the fingerprint of the model's file. */
  readonly model: string;
}
