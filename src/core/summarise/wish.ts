import type { Audience } from "../ports/index.ts";
import type { Locale, SummaryLength } from "../types.ts";
import type { Since } from "./since.ts";

/** What somebody wants summarised, and how, as far as they said. */
export interface Wish {
  /** `catchup`: what happened since they last spoke or read. */
  readonly command: "summarise" | "catchup";
  readonly scope?: "thread" | "place";
  readonly since?: Since;
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
}
