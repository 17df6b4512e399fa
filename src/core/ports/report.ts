import type { Category, Locale } from "../types.ts";
import type { CaseSource, LadderStep } from "./review.ts";

/** Why there is no figure. */
export type WhyUnknown =
  | "nothing-sampled"
  | "nothing-labelled"
  | "nothing-decided"
  /** Nothing was upheld, so there is nothing of which a share could have been found early. */
  | "nothing-upheld"
  | "nothing-appealed"
  /** Fewer than ten cases were decided: a ninth decile of so few says nothing. */
  | "too-few-decided"
  | "guard-never-asked";

/** What the audit log tells, or why it does not tell. Nothing in between is made up. */
export type Figure<Value> = { readonly value: Value } | { readonly value: null; readonly why: WhyUnknown };

/**
 * A share of those who were looked at, 0 to 1, with a 95 % interval (Clopper and Pearson, exact). Where none of them was a hit, `low`
 * is 0 and `high` the one-sided bound 1 - 0.05^(1/of), which is a little less than 3/of; where all were,
 * `low` is its mirror image.
 */
export interface ShareFigure {
  readonly hits: number;
  /** At least 1. */
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The random sample: what is known of all messages, also of those that nothing was found in. */
export interface SampleFigures {
  readonly sampled: number;
  /** Of these, on how many people's labels give a verdict. */
  readonly labelled: number;
  readonly harmful: number;
  /** On these, people disagree so far; they count neither way. */
  readonly disputed: number;
  /** About so many messages were written in all: each sampled one stands for as many as its chance says. */
  readonly messages: number;
  /** Share of all messages that people would call harmful. */
  readonly prevalence: Figure<ShareFigure>;
}

/** Cases by what became of them. `waiting` and `gone` have no outcome. */
export interface CaseCounts {
  readonly opened: number;
  readonly upheld: number;
  readonly dismissed: number;
  /** Taken back after an appeal. */
  readonly overturned: number;
  /** The author deleted the message before anybody decided. */
  readonly gone: number;
  readonly waiting: number;
}

/** Cases that were opened in the report's time, as they stood at its end. */
export interface CaseFigures {
  readonly counts: CaseCounts;
  /** Upheld, of what Maru found by itself and people decided. */
  readonly precision: Figure<ShareFigure>;
  /** Found by Maru before any member reported it, of what was upheld. */
  readonly proactive: Figure<ShareFigure>;
  /** From the case's opening to its first decision. */
  readonly decisionMs: { readonly median: Figure<number>; readonly p90: Figure<number> };
}

/** What is told of each language, place, source and category alike. */
export interface SliceFigures<Name> {
  readonly name: Name;
  readonly counts: CaseCounts;
  readonly precision: Figure<ShareFigure>;
}

/** Languages and places have a part of the sample as well. */
export interface GroundFigures<Name> extends SliceFigures<Name> {
  readonly sample: SampleFigures;
  readonly proactive: Figure<ShareFigure>;
}

/** A day in the report's time zone. */
export interface DayFigures {
  /** `2026-11-22` */
  readonly day: string;
  readonly counts: CaseCounts;
  /** Cases of that day that were opened in shadow mode. */
  readonly shadow: number;
  readonly sampled: number;
  readonly labelled: number;
  readonly harmful: number;
}

/** What was, or in shadow mode would have been, done. */
export interface StepCount {
  readonly step: LadderStep;
  /** Cases for which the policy says this step. */
  readonly cases: number;
}

export interface GuardFigures {
  /** Cases on which it gave its word. */
  readonly answered: number;
  /** Cases on which it could not be asked, by reason. */
  readonly unavailable: readonly { readonly why: string; readonly cases: number }[];
  /** `answered` of both. All of them were counted, so there is no interval. */
  readonly availability: Figure<number>;
}

/** How moderation did, from its audit log alone. Plain data; of people and messages there are counts only. */
export interface ModerationReport {
  /** ISO 8601; from here on, and up to here. */
  readonly from: string;
  readonly to: string;
  /** An IANA name: days begin by its clock. */
  readonly timeZone: string;
  readonly sample: SampleFigures;
  readonly cases: CaseFigures;
  /** Of the cases above, those opened in shadow mode, and what the policy would have done. */
  readonly shadow: { readonly cases: number; readonly steps: readonly StepCount[] };
  readonly appeals: {
    readonly made: number;
    readonly open: number;
    /** Taken back, of the appeals that were decided. */
    readonly overturned: Figure<ShareFigure>;
  };
  /** Decisions that a moderator took back. */
  readonly undone: number;
  /** What was done on the platforms. */
  readonly actions: readonly {
    readonly step: LadderStep;
    readonly done: number;
    readonly failed: number;
    readonly undone: number;
  }[];
  readonly guard: GuardFigures;
  readonly bySource: readonly SliceFigures<CaseSource>[];
  readonly byCategory: readonly SliceFigures<Category>[];
  readonly byLanguage: readonly GroundFigures<Locale>[];
  /** A place's id; direct conversations of a platform count together, as `<platform>:direct`. Most cases first. */
  readonly byPlace: readonly GroundFigures<string>[];
  /** Every day of the time, oldest first, also those on which nothing happened. */
  readonly days: readonly DayFigures[];
}
