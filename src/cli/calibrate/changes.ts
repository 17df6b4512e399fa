import { setInYaml, type YamlChange } from "../../config/index.ts";
import type { Category } from "../../core/types.ts";
import type { PlaceSettings, PolicySettings } from "../../moderation/policy/index.ts";

/** New thresholds by category. */
type Thresholds = ReadonlyMap<Category, number>;

interface Target {
  readonly policy: PolicySettings;
  readonly ladders: PlaceSettings["categories"];
  /** Absent: the base of the policy. */
  readonly place: string | undefined;
}

const POLICY = ["moderation", "policy"];

/** The lines that say the thresholds, as they would stand in an empty maru.yaml. */
export function linesFor(thresholds: Thresholds, target: Target): string {
  return setInYaml("", changesFor(thresholds, target, undefined)) ?? "";
}

/**
 * What is to change in a config file. A category that the file says nothing of gets its whole ladder, because one that stands there
 * replaces the default's.
 *
 * @param written the data of the file as it is; absent: nothing is written yet
 */
export function changesFor(
  thresholds: Thresholds,
  { policy, ladders, place }: Target,
  written: unknown,
): readonly YamlChange[] {
  if (thresholds.size === 0) return [];
  const base = place === undefined ? POLICY : [...POLICY, "places", overrideOf(policy, place, written)];
  const changes: YamlChange[] = [];
  if (place !== undefined && valueAt(written, base) === undefined)
    changes.push({ path: base, value: { match: [place] } });
  for (const [category, threshold] of thresholds) {
    const path = [...base, "categories", category];
    if (valueAt(written, path) === undefined)
      changes.push({ path, value: { ...definedOf(ladders[category]), queue: threshold } });
    else changes.push({ path: [...path, "queue"], value: threshold });
  }
  return changes;
}

/** The last override that is for this place alone, or the one that is to be appended. */
function overrideOf({ places }: PolicySettings, place: string, written: unknown): number {
  if (written === undefined) return 0;
  const own = places.findLastIndex(({ match }) => match.length === 1 && match[0] === place);
  return own >= 0 ? own : places.length;
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (group, name) => (group as Readonly<Record<string | number, unknown>> | null | undefined)?.[name],
    data,
  );
}

const definedOf = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
