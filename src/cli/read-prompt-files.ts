import { readFile } from "node:fs/promises";
import type { PromptFiles } from "../core/index.ts";
import type { SummaryPromptFiles } from "../summary/index.ts";

/** Reads the prompts that ship with Maru. */
export async function readPromptFiles(): Promise<PromptFiles> {
  return { system: await read("system"), persona: await read("persona"), title: await read("title") };
}

/** Reads the prompts of summaries that ship with Maru. */
export async function readSummaryPromptFiles(): Promise<SummaryPromptFiles> {
  return { summary: await read("summary"), merge: await read("summary-merge") };
}

const read = (name: string) => readFile(new URL(`../../prompts/${name}.md`, import.meta.url), "utf8");
