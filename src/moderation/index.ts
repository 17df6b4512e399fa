/** Moderation: judges what people write and screens what Maru writes, before anybody sees it. */
export { type BenignThresholds, createBenignThresholds } from "./benign-thresholds.ts";
export { hasWords } from "./has-words.ts";
export type { Judge, JudgeContext } from "./judge.ts";
export type { ModerationParts } from "./moderation.ts";
export { createModeration } from "./moderation.ts";
export type { Route } from "./place-budget.ts";
export {
  createRouter,
  type Evidence,
  languages,
  type Router,
  type RouterLanguage,
  type RouterWeights,
  readWeights,
  type Score,
} from "./router/index.ts";
export { createRouting, type Routed, type Routing, type RoutingParts } from "./routing.ts";
export { createThresholds, type Thresholds, type ThresholdsParts } from "./thresholds.ts";
