/** Guard models: how each is asked, what its answers mean, and judging messages with one. */
export { chooseFormat, type GuardFile } from "./choose-format.ts";
export { createGuard, type GuardParts, type GuardSettings, guardExamples } from "./create-guard.ts";
export type { GuardFormat } from "./guard-format.ts";
export { readFormats } from "./read-format.ts";
