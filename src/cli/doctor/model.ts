import { resolve } from "node:path";
import type { Config } from "../../config/index.ts";
import type { Finding } from "../../core/ports/chat-adapter.ts";
import { chooseModel, type MachineMemory } from "../../model/catalogue/index.ts";
import { FaultError, inspectLoraFile, inspectModelFile, memoryNeed } from "../../model/index.ts";
import { formatBytes } from "../../text/format-bytes.ts";

const CHECK = "model";
/** What is left to other programs of the memory that is available now. */
const USABLE_OF_AVAILABLE = 0.9;

interface ModelSurroundings {
  readonly modelsFolder: string;
  /** Where relative paths of the config start. */
  readonly baseFolder: string;
  readonly memory: MachineMemory;
}

/** Whether the model that the config asks for is there, whole, and fits the memory; and so with its LoRA adapters. */
export async function* checkModel(
  { use, contextTokens, lora }: Config["model"],
  { modelsFolder, baseFolder, memory }: ModelSurroundings,
): AsyncGenerator<Finding> {
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
    yield memoryFinding(choice.name, memoryNeed(file, contextTokens), memory);
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
  needBytes: number,
  { totalBytes, availableBytes }: MachineMemory,
): Finding {
  const detail = `${name} needs about ${formatBytes(needBytes)} of memory, ${formatBytes(availableBytes)} of ${formatBytes(totalBytes)} are available.`;
  if (needBytes > totalBytes) {
    return {
      check: CHECK,
      level: "fail",
      detail,
      remedy: "Choose a smaller one (npm run maru -- models shows which fit), or lower model.contextTokens.",
    };
  }
  if (needBytes > availableBytes * USABLE_OF_AVAILABLE) {
    return {
      check: CHECK,
      level: "warn",
      detail,
      remedy: "Close other programs, or lower model.contextTokens.",
    };
  }
  return { check: CHECK, level: "ok", detail };
}
