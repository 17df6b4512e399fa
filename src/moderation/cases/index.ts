/** Cases of moderation: from their opening by the cascade or a report to the last appeal, and the moderators' desk. */
export { type Cases, openCases } from "./cases.ts";
export type { CaseOpening } from "./opening.ts";
