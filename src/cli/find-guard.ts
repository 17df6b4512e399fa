import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/index.ts";
import { type Guard, type Logger, ModelError, OperatorError } from "../core/ports/index.ts";
import { chooseModel, type MachineMemory, type ModelChoice } from "../model/catalogue/index.ts";
import { createLlamaVerdictModel, describeModelFile, type Environment, FaultError } from "../model/index.ts";
import {
  chooseFormat,
  createGuard,
  type GuardFormat,
  guardExamples,
  readFormats,
} from "../moderation/guard/index.ts";
import { findServedGuard } from "./find-served-guard.ts";

/** The formats as they ship with Maru. */
const FORMATS = new URL("../../prompts/guard/", import.meta.url);
/** A guard is small; on a slow disk it still takes its time. */
const LOAD_DEADLINE_MS = 10 * 60_000;

export interface FindGuardParts {
  readonly config: Config;
  /** Relative paths of the config start here. */
  readonly baseFolder: string;
  readonly dataFolder: string;
  readonly memory: MachineMemory;
  readonly environment: Environment;
}

/** What a guard needs to run, besides. */
interface GuardSurroundings {
  readonly environment: Environment;
  readonly log: Logger;
}

/** The guard's model and how it is asked, nothing loaded yet; or why there is none and what to do, in whole sentences. */
export type GuardChoice =
  | {
      readonly state: "found";
      /** For people. */
      readonly name: string;
      readonly path: string;
      /** Begins to load it. */
      readonly begin: (surroundings: GuardSurroundings) => StartedGuard;
    }
  | { readonly state: "absent"; readonly reason: AbsentModel["reason"] | "unusable"; readonly hint: string };

type AbsentModel = Extract<ModelChoice, { readonly state: "absent" }>;

interface StartedGuard {
  readonly guard: Guard;
  /** Resolves when it can judge. Rejects with a `ModelError` when it never will. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
}

/**
 * Finds the guard that the config asks for. A model that cannot be used is no reason not to start: people are asked then. Rejects with an
 * `OperatorError` when it cannot be told how the model is asked, or a file of prompts/guard was spoilt.
 */
export async function findGuard(parts: FindGuardParts): Promise<GuardChoice> {
  const { config, baseFolder, dataFolder, memory } = parts;
  const { use, servers, format, threads, parallel, contextTokens, gpu, deadlineSeconds, backlog } =
    config.moderation.guard;
  if (servers.length > 0)
    return findServedGuard(config.moderation.guard, parts.environment, readGuardFormats);
  const choice = await chooseModel({
    use,
    purpose: "guard",
    setting: "moderation.guard.use",
    modelsFolder: join(dataFolder, "models"),
    baseFolder,
    memory,
    contextTokens: contextTokens * parallel,
  });
  if (choice.state === "absent") return choice;
  const { name, path } = choice;
  try {
    const file = await describeModelFile(path);
    const chosen = chooseFormat(await readGuardFormats(), file, format);
    const settings = {
      ...{ path, contextTokens, parallel, gpu },
      ...(threads === "auto" ? {} : { threads }),
      loadDeadlineMs: LOAD_DEADLINE_MS,
      section: "moderation.guard",
      examples: guardExamples(chosen, file),
    };
    const begin = ({ log, environment }: GuardSurroundings) => {
      const model = createLlamaVerdictModel(settings, { log, environment });
      const guard = createGuard({
        ...{ model, format: chosen, file, log },
        settings: { backlog, deadlineMs: deadlineSeconds * 1000 },
        now: () => performance.now(),
      });
      return { guard, ready: model.ready };
    };
    return { state: "found", name: `${name} (${chosen.name})`, path, begin };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const { problem, remedy } = error.fault;
    return { state: "absent", reason: "unusable", hint: `${problem} ${remedy}` };
  }
}

/** All formats of prompts/guard. Rejects with an `OperatorError` that names the file and what is wrong with it. */
async function readGuardFormats(): Promise<readonly GuardFormat[]> {
  const files = (await readdir(FORMATS)).filter((name) => name.endsWith(".md")).sort();
  const formats = await Promise.all(
    files.map(async (name) => readFormats(name, await readFile(new URL(name, FORMATS), "utf8"))),
  );
  return formats.flat();
}

/** The guard that the config asks for, once it can judge. Rejects with an `OperatorError` when there is none. */
export async function readyGuard(parts: FindGuardParts & GuardSurroundings): Promise<Guard> {
  const found = await findGuard(parts);
  if (found.state === "absent") throw new OperatorError(`There is no guard to ask. ${found.hint}`);
  const { guard, ready } = found.begin(parts);
  try {
    await ready(new AbortController().signal);
    return guard;
  } catch (error) {
    await guard.stop();
    if (!(error instanceof ModelError)) throw error;
    throw new OperatorError(`The guard cannot be used. ${error.message}`, { cause: error });
  }
}
