import type { Place } from "../../core/types.ts";
import type { PlacePolicy } from "../policy/index.ts";

/** What cases ask of a place's policy, for reports and appeals: all else came with the case's opening. `version`: of all policies. */
export type PolicyOf = (place: Place) => Pick<
  PlacePolicy,
  "mode" | "contextMessages" | "twoPersons" | "timeoutMs" | "retentionMs" | "isQuiet"
> & {
  readonly version: string;
};
