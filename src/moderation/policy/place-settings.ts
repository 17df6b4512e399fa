import type { Place } from "../../core/types.ts";
import type { PlaceOverride, PlaceSettings, PolicySettings, RuleSettings } from "./settings.ts";

/** The overrides that hold in a place, by their numbers, in the order in which they are laid over each other. */
export function overridesFor({ places }: PolicySettings, place: Place): readonly number[] {
  const names = new Set(namesOf(place).map(plain));
  return places.flatMap(({ match }, at) => (match.some((name) => names.has(plain(name))) ? [at] : []));
}

/** The base with some of its overrides laid over it. */
export function settingsWith(settings: PolicySettings, overrides: readonly number[]): PlaceSettings {
  return overrides.reduce<PlaceSettings>((base, at) => laidOver(base, settings.places[at]!), settings);
}

function laidOver(
  base: PlaceSettings,
  { match: _, categories, rules, ...over }: PlaceOverride,
): PlaceSettings {
  return {
    ...base,
    ...definedOf(over),
    categories: { ...base.categories, ...definedOf(categories ?? {}) },
    rules: rules === undefined ? base.rules : mergedRules(base.rules, rules),
  };
}

function mergedRules(base: readonly RuleSettings[], over: readonly RuleSettings[]): readonly RuleSettings[] {
  const names = new Set(over.map(({ name }) => name));
  return [...base.filter(({ name }) => !names.has(name)), ...over];
}

/** Without members that are `undefined`. */
function definedOf<Of extends object>(
  members: Of,
): { readonly [Name in keyof Of]-?: Exclude<Of[Name], undefined> } {
  const defined = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as { readonly [Name in keyof Of]-?: Exclude<Of[Name], undefined> };
}

/** All that a place may be called in the policy. */
function namesOf({ id, name }: Place): readonly string[] {
  const colon = id.indexOf(":");
  return [id, id.slice(colon + 1), `${id.slice(0, colon)}:*`, name];
}

/** As in src/text/choice.ts: people write `#Random` as well as `random`. */
const plain = (name: string) => name.replace(/^#/, "").normalize("NFC").toLowerCase();
