import type { Category, Place } from "../../core/types.ts";
import {
  overridesFor,
  type PlaceSettings,
  type PolicySettings,
  settingsWith,
} from "../../moderation/policy/index.ts";

type Ladder = PlaceSettings["categories"][Category];

/** What the policy says now, in one place or as the base. */
export function presentLadders(
  policy: PolicySettings,
  place: string | undefined,
): PlaceSettings["categories"] {
  if (place === undefined) return policy.categories;
  return settingsWith(policy, overridesFor(policy, placeNamed(place))).categories;
}

/** The place of an id, e.g. `discord:123`; the audit log knows no names, so it has none but that. */
function placeNamed(id: string): Place {
  return { id: id as Place["id"], name: id.slice(id.indexOf(":") + 1), kind: "channel" };
}

/** The threshold by which people are asked; `undefined`: a budget that Maru learns by itself. */
export function queueThreshold({ queue }: Ladder): number | undefined {
  return typeof queue === "number" ? queue : undefined;
}

/** People are asked about nothing that is not even logged. */
export function leastOf({ log }: Ladder): number {
  return typeof log === "number" ? log : 0.01;
}

/** The lightest step that does something to somebody: people are asked at least from there on. */
export function mostOf({ remove, timeout }: Ladder): number {
  return Math.min(1, remove ?? 1, timeout ?? 1);
}

/** Categories about which people are asked at all. */
export function askedCategories(ladders: PlaceSettings["categories"]): readonly Category[] {
  return (Object.keys(ladders) as Category[]).filter((name) => ladders[name].queue !== undefined);
}
