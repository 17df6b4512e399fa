import { resolve } from "node:path";
import type { Config } from "../../config/index.ts";
import type { Finding } from "../../core/ports/chat-adapter.ts";
import { chooseModel, type MachineMemory } from "../../model/catalogue/index.ts";
import {
  type Environment,
  FaultError,
  hasOpenMpBuild,
  heldAs,
  inspectLoraFile,
  inspectModelFile,
  type MemoryFacts,
  memoryAtHand,
  memoryNeed,
  memoryWish,
  planMemory,
} from "../../model/index.ts";
import { formatBytes } from "../../text/format-bytes.ts";
import { checkServers } from "./servers.ts";

const CHECK = "model";
/** What is left to other programs of the memory that is available now. */
const USABLE_OF_AVAILABLE = 0.9;

interface ModelSurroundings {
  readonly modelsFolder: string;
  /** Where relative paths of the config start. */
  readonly baseFolder: string;
  readonly memory: MachineMemory;
  readonly environment: Environment;
}

/** Whether the model that the config asks for is there, whole, and fits the memory; and so with its LoRA adapters. Or whether its servers answer. */
export async function* checkModel(
  model: Config["model"],
  { modelsFolder, baseFolder, memory, environment }: ModelSurroundings,
): AsyncGenerator<Finding> {
  const { use, servers, contextTokens, lora } = model;
  if (servers.length > 0) {
    yield* checkServers(servers, { check: CHECK, section: "model", environment });
    return;
  }
  const choice = await chooseModel({ use, contextTokens, modelsFolder, baseFolder, memory });
  if (choice.state === "absent") {
    if (choice.reason === "unwanted") yield { check: CHECK, level: "ok", detail: "The config wants none." };
    else {
      yield {
        check: CHECK,
        level: choice.reason === "unknown" ? "fail" : "warn",
        detail: "There is none to load: Maru answers by quoting earlier messages.",
        remedy: choice.hint,
      };
    }
    return;
  }
  try {
    const file = await inspectModelFile(choice.path);
    yield memoryFinding(choice.name, heldAs(file, model.cacheType), model, memory);
    if (model.maxAnswerTokens > contextTokens >> 1)
      yield {
        check: CHECK,
        level: "warn",
        detail: `Answers have ${contextTokens >> 1} tokens, not ${model.maxAnswerTokens}: half of the context is left to the conversation.`,
        remedy: "Lower model.maxAnswerTokens, or raise model.contextTokens.",
      };
    if (model.build === "openmp" && !(await hasOpenMpBuild()))
      yield {
        check: CHECK,
        level: "warn",
        detail: "There is no build of llama.cpp with OpenMP here: the ready-made one is used.",
        remedy: "Make it (npm run maru -- tune --build), or take model.build out of maru.yaml.",
      };
    for (const { path } of lora) {
      await inspectLoraFile(resolve(baseFolder, path), file);
      yield { check: CHECK, level: "ok", detail: `The LoRA adapter ${path} is for this model.` };
    }
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    yield { check: CHECK, level: "fail", detail: error.fault.problem, remedy: error.fault.remedy };
  }
}

function memoryFinding(
  name: string,
  file: MemoryFacts,
  { contextTokens, parallel, speculation, gpu }: Config["model"],
  { totalBytes, availableBytes }: MachineMemory,
): Finding {
  const wish = memoryWish({ contextTokens, speculation, ...(parallel === "auto" ? {} : { parallel }) });
  const plan = planMemory(file, wish, memoryAtHand(totalBytes));
  const needBytes = memoryNeed(file, plan?.contextTokens ?? contextTokens, plan?.parallel);
  const held =
    plan === undefined ? "" : ` Answers at the same time: ${plan.parallel}, of ${plan.contextTokens} tokens.`;
  const detail = `${name} needs about ${formatBytes(needBytes)} of memory, ${formatBytes(availableBytes)} of ${formatBytes(totalBytes)} are available.${held}${gpu === "auto" ? " A graphics card is not counted." : ""}`;
  if (plan === undefined) {
    return {
      check: CHECK,
      level: "fail",
      detail,
      remedy: "Choose a smaller one (npm run maru -- models shows which fit), or lower model.contextTokens.",
    };
  }
  if (plan.contextTokens < contextTokens || needBytes > availableBytes * USABLE_OF_AVAILABLE) {
    return {
      check: CHECK,
      level: "warn",
      detail,
      remedy: "Close other programs, or lower model.contextTokens or model.parallel.",
    };
  }
  return { check: CHECK, level: "ok", detail };
}
