/** The first tier of moderation: a small classifier that sees every message. */
export { type Head, heads, languages, type RouterLanguage } from "./heads.ts";
export { readWeights } from "./read-weights.ts";
export { createRouter, type Router } from "./router.ts";
export type { Evidence, Score } from "./score.ts";
export type { RouterWeights } from "./weights.ts";
