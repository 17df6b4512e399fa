/** Moderation: judges what people write and screens what Maru writes, before anybody sees it. */
export type { Judge, JudgeContext } from "./judge.ts";
export type { ModerationParts } from "./moderation.ts";
export { createModeration } from "./moderation.ts";
