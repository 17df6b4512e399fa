import type { Audience } from "../ports/index.ts";
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
  /** Summaries, and parts of them, that hold something of what the person said. */
  readonly summaries: number;
  /** Whether the person's messages are left out of summaries. */
  readonly optedOut: boolean;
}

/** What Maru says about summaries. */
export interface SummaryNotices {
  /** `words`: what was not understood, fit to stand between backticks. */
  notUnderstood(words: string, name: string): string;
  /** `channel`: another one than where it was asked, fit to stand between backticks. */
  elsewhere(channel: string, name: string, command: "summarise" | "catchup"): string;
  /** What of the wish summaries cannot do, each fit to stand between backticks. */
  leftOut(wishes: readonly string[]): string;
  /** The time ends before it begins, or is still to come. */
  readonly noSuchTime: string;
  readonly noSuchDay: string;
  readonly noSuchMessage: string;
  /** The message from which on it was to be is not in what was to be read. */
  readonly fromNotFound: string;
  /** The config does not let Maru answer where it was said. */
  readonly notThere: string;
  /** By whom it would have been seen. */
  mayNotRead(audience: Audience, name: string): string;
  readonly nothing: string;
  /** What was said since a time, and by what it is known that it was missed. */
  missed(since: "spoke" | "read" | "caught-up" | "window", time: string): string;
  nothingMissed(since: "spoke" | "read" | "caught-up" | "window", time: string): string;
  /** So many older messages were too many to read. */
  tooMany(dropped: number, most: number): string;
  heldBack(points: number): string;
  /** Why it was made by quoting. */
  readonly fellBack: Readonly<Record<"no-model" | "busy" | "failed", string>>;
  readonly optedOut: string;
  readonly optedIn: string;
  digest(place: string): string;
}

/** Maru's own words, in one language. Markdown. */
export interface Notices {
  readonly stopped: string;
  tooFast(waitMs: number): string;
  placeTooFast(waitMs: number): string;
  readonly queueFull: string;
  personQueueFull(max: number): string;
  /** An answer would start only after so long. */
  waitTooLong(waitMs: number): string;
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
  readonly summary: SummaryNotices;
  privacy(kept: Kept): string;
  forgotten(kept: Kept): string;
  readonly commands: Readonly<Record<CommandName, string>>;
}

export type NoticesByLocale = Readonly<Record<Locale, Notices>>;
