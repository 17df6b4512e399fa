import type { Head, RouterLanguage } from "./heads.ts";

/** What the router makes of a message. */
export interface Score extends Readonly<Record<Head, number>> {
  /** By the script of most letters. */
  readonly language: RouterLanguage;
  /** The heads besides `look` that reach their threshold. */
  readonly labels: readonly Exclude<Head, "look">[];
}

/** A part of the message in its own words, and how much it spoke for (above 0) or against. */
export interface Evidence {
  readonly text: string;
  /** Where it stands in the message, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** In units of log odds. */
  readonly weight: number;
}
