import type { Audience } from "../ports/index.ts";
import type { Locale, SummaryLength } from "../types.ts";
import type { Since } from "./since.ts";

/** What somebody wants summarised, and how, as far as they said. */
export interface Wish {
  /** `catchup`: what happened since they last spoke or read. */
  readonly command: "summarise" | "catchup";
  readonly scope?: "thread" | "place";
  readonly since?: Since;
  /** Nothing later; a day, week or month that is named is counted in. */
  readonly until?: Since;
  /** Only so many messages, the newest. */
  readonly last?: number;
  /** From the message on at which this permalink points. */
  readonly from?: string;
  readonly length?: SummaryLength;
  /** In which it is to be written. */
  readonly locale?: Locale;
  readonly audience?: Audience;
  /** By quoting, although there may be a model. */
  readonly quoting?: boolean;
  /** What was wanted besides that summaries cannot do, in the person's words: a language, a form, a part only. */
  readonly leftOut?: readonly string[];
}
