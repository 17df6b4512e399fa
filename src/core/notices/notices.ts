import type { CommandName, Locale } from "../types.ts";

/** Why an answer quotes earlier messages instead of coming from the model. */
export type WithoutModel = "absent" | "crashed" | "unavailable";

/** What Maru keeps about a person, as counts. */
export interface Kept {
  readonly ratings: number;
  /** Which messages were replied to, and what the person was told once. */
  readonly notes: number;
  /** Messages that moderation keeps with their words. */
  readonly moderated: number;
}

/** Maru's own words, in one language. Markdown. */
export interface Notices {
  readonly stopped: string;
  tooFast(waitMs: number): string;
  placeTooFast(waitMs: number): string;
  readonly queueFull: string;
  personQueueFull(max: number): string;
  tooLong(tokens: number, maxTokens: number): string;
  /** `{name}` stands for the assistant's name. */
  readonly empty: string;
  readonly deadline: string;
  /** The answer is as long as it may be, and the model was not done. */
  readonly cut: string;
  readonly held: string;
  /** Behind the part of an answer that may be shown. */
  readonly heldFromHere: string;
  readonly silent: string;
  readonly failed: string;
  readonly gaveUp: string;
  readonly extractive: Readonly<Record<WithoutModel, string>> & {
    readonly nothing: Readonly<Record<WithoutModel, string>>;
    /** Said once to each person. */
    readonly hint: string;
  };
  /** `howToAsk`: what the platform adds, in a line. */
  help(
    name: string,
    commands: readonly { readonly name: CommandName; readonly description: string }[],
    howToAsk: string | undefined,
  ): string;
  readonly nothingToStop: string;
  stopping(count: number): string;
  privacy(kept: Kept): string;
  forgotten(kept: Kept): string;
  readonly commands: Readonly<Record<CommandName, string>>;
}

export type NoticesByLocale = Readonly<Record<Locale, Notices>>;
