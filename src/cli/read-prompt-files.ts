import { readFile } from "node:fs/promises";
import type { PromptFiles } from "../core/index.ts";

/** Reads the prompts that ship with Maru. */
export async function readPromptFiles(): Promise<PromptFiles> {
  const read = (name: string) => readFile(new URL(`../../prompts/${name}.md`, import.meta.url), "utf8");
  return { system: await read("system"), persona: await read("persona"), title: await read("title") };
}
