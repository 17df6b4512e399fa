/** Summaries in which every claim names the messages that it came from. */
export { type MarkdownOptions, summaryAsMarkdown } from "./as-markdown.ts";
export { type ExtractiveOptions, summariseByQuoting } from "./extractive/extractive.ts";
export { maxWordsOf } from "./length.ts";
export { prepareSummaryPrompts, type SummaryPromptFiles, type SummaryPrompts } from "./model/prompts.ts";
export { type ModelSummaryOptions, summariseWithModel } from "./model/summarise-with-model.ts";
export type { SourceMessage } from "./source-message.ts";
export { createSummaries, type SummariesParts } from "./summaries.ts";
export { type Summarised, type SummariseOptions, summarise } from "./summarise.ts";
export type { Summary } from "./summary.ts";
export {
  createSummaryRecords,
  type KeptSummary,
  type PartialRecords,
  type SummaryRecords,
} from "./summary-records.ts";
