/** What maru.yaml says is to be done about what was found, place by place. */
export { openBudgets } from "./budgets.ts";
export { isOffEverywhere } from "./is-off-everywhere.ts";
export { unnoticed } from "./ladder.ts";
export { overridesFor, settingsWith } from "./place-settings.ts";
export { createPolicies, versionOf } from "./policies.ts";
export type { PlacePolicy, Policies, RuleMatch } from "./policy.ts";
export type { PlaceSettings, PolicySettings, RuleSettings } from "./settings.ts";
