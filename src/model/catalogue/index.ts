/** Which models there are, which are installed, which one to load, and how to get one. */
export { pullCommand } from "./advice.ts";
export { bestToPull, type Circumstances, installedFit } from "./best-fit.ts";
export { type CatalogueModel, catalogue } from "./catalogue.ts";
export { chooseModel, type ModelChoice } from "./choose-model.ts";
export type { Hub } from "./hub-request.ts";
export { type InstalledModel, installedModels } from "./installed.ts";
export { type MachineMemory, type MemoryFit, memoryFit } from "./memory-fit.ts";
export { type PullProgress, pullModel } from "./pull.ts";
export { PullError } from "./pull-error.ts";
