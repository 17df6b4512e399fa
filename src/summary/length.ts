/** How long a summary is to be. */
export type SummaryLength = "short" | "medium" | "long";

/** How many words each length quotes at most, between spaces. */
export const maxWordsOf: Readonly<Record<SummaryLength, number>> = { short: 60, medium: 150, long: 400 };
