/** Moderation: judges what people write and screens what Maru writes, before anybody sees it. Its inner rooms have doors of their own. */
export { createBenignThresholds } from "./benign-thresholds.ts";
export { type CascadeParts, createCascade } from "./cascade.ts";
export { createContextBefore } from "./context-before.ts";
export { createModeration } from "./moderation.ts";
export { createRouting } from "./routing.ts";
export { createSuspecting, suspectNothing } from "./suspicion.ts";
export { createThresholds } from "./thresholds.ts";
