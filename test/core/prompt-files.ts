import { readFileSync } from "node:fs";
import type { PromptFiles } from "../../src/core/index.ts";
import type { SummaryPromptFiles } from "../../src/summary/index.ts";

const read = (name: string) => readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url), "utf8");

/** The prompts that ship with Maru. */
export const promptFiles: PromptFiles = {
  system: read("system"),
  persona: read("persona"),
  title: read("title"),
};

export const summaryPromptFiles: SummaryPromptFiles = {
  summary: read("summary"),
  merge: read("summary-merge"),
};
