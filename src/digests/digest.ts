import type { Locale, SummaryLength } from "../core/types.ts";

/** A digest as the config asks for it. */
export interface Digest {
  /** The adapter's name. */
  readonly platform: string;
  /** Name or id of the place on that platform. */
  readonly place: string;
  /** When it comes: a cron pattern of five parts. */
  readonly when: string;
  readonly length: SummaryLength;
  /** `auto`: that of the messages. */
  readonly language: "auto" | Locale;
  /** Of fewer messages than this there is none. */
  readonly leastMessages: number;
}
