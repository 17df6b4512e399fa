/** The core's front door for whoever wires the parts. Other rooms need only `types.ts` and `ports/`. */
export { admittedPlaces } from "./admission.ts";
export { COMMANDS } from "./commands/index.ts";
export { createMaru, type Maru, type MaruParts } from "./maru.ts";
export { type PromptFiles, preparePrompts } from "./prompts.ts";
