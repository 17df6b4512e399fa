import type { Logger } from "../../../src/core/ports/index.ts";
import type { Turn } from "../../../src/core/types.ts";
import type { LlamaSettings } from "../../../src/model/index.ts";

export const never = new AbortController().signal;

export const QUIET: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export function settingsFor(path: string, settings: Partial<LlamaSettings> = {}): LlamaSettings {
  return {
    path,
    contextTokens: 2048,
    parallel: 1,
    // Small models lose more by sharing their work than they gain.
    threads: 1,
    gpu: false,
    template: "auto",
    lora: [],
    deadlineMs: 60_000,
    loadDeadlineMs: 60_000,
    ...settings,
  };
}

export function asked(question: string): Turn[] {
  return [
    { role: "system", text: "You are Maru." },
    { role: "user", text: question },
  ];
}
