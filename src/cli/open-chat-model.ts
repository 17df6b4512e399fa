import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/index.ts";
import type { Logger, Model, Observe } from "../core/ports/index.ts";
import { chooseModel, type ModelChoice } from "../model/catalogue/index.ts";
import { createLlamaModel, type Environment } from "../model/index.ts";
import { createLateModel, type LateModel } from "./late-model.ts";
import { keptFolder, llamaSettings } from "./llama-settings.ts";
import { machineMemory } from "./machine-memory.ts";
import { openServerModel } from "./open-server-model.ts";

export interface OpenChatModelParts {
  readonly config: Config;
  /** Relative paths of the config start here. */
  readonly baseFolder: string;
  readonly dataFolder: string;
  readonly environment: Environment;
  readonly log: Logger;
  readonly observe: Observe;
  /** For the person at the terminal, one line at a time. */
  readonly print: (line: string) => void;
  /** Whether what it has read of conversations is kept in the data folder: only one process at a time may. */
  readonly keeps: boolean;
}

/** `absent`: why there is none, and what to do to have one, in whole sentences. */
export type OpenedChatModel =
  | { readonly state: "found"; readonly model: LateModel }
  | Extract<ModelChoice, { readonly state: "absent" }>;

/** The model that the config asks for, not loaded yet. @throws OperatorError when a server's key is missing */
export async function openChatModel(parts: OpenChatModelParts): Promise<OpenedChatModel> {
  const { config, baseFolder, dataFolder, environment, log, observe, print } = parts;
  const { use, servers, contextTokens } = config.model;
  if (servers.length > 0) {
    await dropKept(parts);
    const model = openServerModel({ settings: config.model, environment, log, observe, print });
    return { state: "found", model };
  }
  const choice = await chooseModel({
    use,
    modelsFolder: join(dataFolder, "models"),
    baseFolder,
    memory: machineMemory(),
    contextTokens,
  });
  if (choice.state === "absent") {
    await dropKept(parts);
    return choice;
  }
  const { kept, ...wanted } = llamaSettings(config.model, { path: choice.path, baseFolder, dataFolder });
  const settings = { ...wanted, ...(parts.keeps && kept ? { kept } : {}) };
  const model = createLateModel((yields) =>
    tellWhenLoaded(createLlamaModel(settings, { log, observe, environment, yields }), choice.name, print),
  );
  return { state: "found", model };
}

/** What a model that Maru ran has kept of conversations does not outlive it. */
async function dropKept({ keeps, dataFolder }: OpenChatModelParts): Promise<void> {
  if (keeps) await rm(keptFolder(dataFolder), { recursive: true, force: true });
}

/** The person at the terminal hears how loading went, unless Maru ends first. */
function tellWhenLoaded(model: Model, name: string, print: (line: string) => void): Model {
  let stopped = false;
  async function tell(): Promise<void> {
    print(`Loading the model ${name} …`);
    await model.ready(new AbortController().signal).catch(() => {});
    if (stopped) return;
    const health = model.health();
    if (health.state === "ready") print(`The model ${name} is ready.`);
    if (health.state === "failed") print(`The model cannot be used: ${health.problem} ${health.remedy}`);
  }
  void tell();
  return {
    ...model,
    stop() {
      stopped = true;
      return model.stop();
    },
  };
}
