import { findAdapters } from "../../src/cli/find-adapters.ts";
import { modelForCommands } from "../../src/cli/model-for-commands.ts";
import { readSummaryPromptFiles } from "../../src/cli/read-prompt-files.ts";
import { formatFault, loadConfigFile } from "../../src/config/index.ts";
import { OperatorError } from "../../src/core/ports/index.ts";
import {
  prepareSummaryPrompts,
  type SourceMessage,
  type Summary,
  summarise,
} from "../../src/summary/index.ts";
import { claimsOf, type System, unhurried } from "./systems.ts";

/** Maru with a model, as one of the systems that are compared. */
export interface ModelSystem extends System {
  /** The summary of a case, made once. */
  summaryOf(messages: readonly SourceMessage[], maxWords: number): Promise<Summary>;
  /** Cases on which the model failed: their summaries are by quoting, as in a running Maru. */
  failed(): number;
  stop(): Promise<void>;
}

/** The longest time that a timer takes. */
const NO_LIMIT_MS = 2 ** 31 - 1;
/** With fewer words than this a short summary is asked for. */
const SHORT_BELOW_WORDS = 60;

/**
 * Loads the model that `maru.yaml` in a folder names, or the best installed one where there is no such file. Rejects with an `OperatorError`
 * when there is none, and with a `ModelError` when it cannot be loaded.
 */
export async function modelSystem(folder: string): Promise<ModelSystem> {
  const adapters = await findAdapters(new URL("../../adapters/", import.meta.url));
  const loaded = await loadConfigFile({ named: undefined, folder, env: process.env, adapters });
  if (!loaded.ok)
    throw new OperatorError(loaded.faults.map((fault) => formatFault(fault, loaded.file)).join("\n"));
  const opened = await modelForCommands(folder, process.env)(loaded.config, (line) => console.error(line));
  if (opened.state === "absent") throw new OperatorError(opened.hint);
  const { model } = opened;
  model.begin(false);
  const never = new AbortController().signal;
  await model.ready(never);
  const health = model.health();
  const prompts = prepareSummaryPrompts(await readSummaryPromptFiles());
  const made = new Map<readonly SourceMessage[], Promise<Summary>>();

  let failed = 0;

  async function make(messages: readonly SourceMessage[], maxWords: number): Promise<Summary> {
    const { summary, fellBack } = await summarise(messages, {
      ...{ model, prompts, signal: never },
      length: maxWords < SHORT_BELOW_WORDS ? "short" : "medium",
      now: () => performance.now(),
      pace: unhurried,
      patienceMs: NO_LIMIT_MS,
    });
    if (fellBack !== undefined) failed++;
    return summary;
  }

  function summaryOf(messages: readonly SourceMessage[], maxWords: number): Promise<Summary> {
    const before = made.get(messages) ?? make(messages, maxWords);
    made.set(messages, before);
    return before;
  }

  return {
    name: `Maru, ${health.state === "ready" ? health.name : "a model"}`,
    runs: 1,
    summaryOf,
    failed: () => failed,
    summarise: async (messages, maxWords) =>
      claimsOf(await summaryOf(messages, maxWords)).map((claim) => claim.text),
    stop: () => model.stop(),
  };
}
