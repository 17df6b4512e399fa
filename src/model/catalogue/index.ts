/** Which models there are, which are installed, which one to load, and how to get one. */
export { pullCommand } from "./advice.ts";
export { bestToPull, type Circumstances, installedFit } from "./best-fit.ts";
export { type CatalogueModel, catalogue, type ModelPurpose } from "./catalogue.ts";
export { chooseModel, type ModelChoice, type ModelWish } from "./choose-model.ts";
export type { Hub } from "./hub-request.ts";
export { type InstalledModel, installedModels } from "./installed.ts";
export { type MachineMemory, type MemoryFit, memoryFit } from "./memory-fit.ts";
export { type PulledModel, type PullOrder, type PullProgress, pullModel } from "./pull.ts";
export { PullError, type PullErrorCode } from "./pull-error.ts";
