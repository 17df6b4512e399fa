/** The model room: language models that run on this machine, and knowing of them. */
export { createAbsentModel } from "./absent-model.ts";
export { type Fault, FaultError, type FaultKind } from "./fault.ts";
export { describeModelFile, type ModelDescription } from "./gguf/describe-model-file.ts";
export { inspectLoraFile, inspectModelFile, type ModelFile } from "./gguf/inspect-model-file.ts";
export { type MemoryFacts, memoryNeed, planMemory } from "./gguf/memory-need.ts";
export type { Environment } from "./llama/engine-process.ts";
export { createLlamaModel, type LlamaModel, type LlamaModelParts } from "./llama/llama-model.ts";
export {
  createLlamaVerdictModel,
  type LlamaVerdictModel,
  type LlamaVerdictModelParts,
} from "./llama/llama-verdict-model.ts";
export { heldAs, memoryWish } from "./llama/memory-wish.ts";
export {
  type LlamaSettings,
  type LoraSettings,
  TEMPLATE_NAMES,
  type TemplateName,
} from "./llama/settings.ts";
export type { VerdictSettings } from "./llama/verdict-settings.ts";
export {
  createServerModel,
  createServerVerdictModel,
  isOnThisMachine,
  lookAtServer,
  type ServerModelParts,
  type ServerModelSettings,
  type ServerSettings,
  type ServerVerdictParts,
  type ServerVerdictSettings,
} from "./server/index.ts";
