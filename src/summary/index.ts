/** Summaries in which every claim names the messages that it came from. */
export { summaryAsMarkdown } from "./as-markdown.ts";
export { summariseByQuoting } from "./extractive/extractive.ts";
export { maxWordsOf } from "./length.ts";
export { prepareSummaryPrompts, type SummaryPromptFiles, type SummaryPrompts } from "./model/prompts.ts";
export type { SourceMessage } from "./source-message.ts";
export { createSummaries } from "./summaries.ts";
export { summarise } from "./summarise.ts";
export type { Summary } from "./summary.ts";
