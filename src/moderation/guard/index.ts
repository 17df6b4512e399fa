/** Guard models: how each is asked, what its answers mean, and judging messages with one. */
export { chooseFormat } from "./choose-format.ts";
export { createGuard, type GuardSettings, guardExamples } from "./create-guard.ts";
export type { GuardFormat } from "./guard-format.ts";
export { readFormats } from "./read-format.ts";
