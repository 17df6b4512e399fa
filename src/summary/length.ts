import type { SummaryLength } from "../core/types.ts";

/** How many words each length quotes at most, between spaces. */
export const maxWordsOf: Readonly<Record<SummaryLength, number>> = { short: 60, medium: 150, long: 400 };
