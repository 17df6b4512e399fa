/** The model room: language models that run on this machine, and knowing of them. */
export { createAbsentModel } from "./absent-model.ts";
export { FaultError } from "./fault.ts";
export { describeModelFile } from "./gguf/describe-model-file.ts";
export { inspectLoraFile, inspectModelFile } from "./gguf/inspect-model-file.ts";
export { memoryAtHand } from "./gguf/memory-at-hand.ts";
export { type MemoryFacts, memoryNeed, planMemory } from "./gguf/memory-need.ts";
export type { Environment } from "./llama/engine-process.ts";
export { createLlamaModel } from "./llama/llama-model.ts";
export { createLlamaVerdictModel } from "./llama/llama-verdict-model.ts";
export { mainMemory } from "./llama/main-memory.ts";
export { heldAs, memoryWish } from "./llama/memory-wish.ts";
export { buildWithOpenMp, hasOpenMpBuild } from "./llama/openmp-build.ts";
export type { LlamaSettings } from "./llama/settings.ts";
export {
  createServerModel,
  createServerVerdictModel,
  isOnThisMachine,
  lookAtServer,
  type ServerSettings,
} from "./server/index.ts";
