import { byName, type Scored } from "./labelled.ts";
import { percent, table } from "./table.ts";

/** For each function of each set that names functions: the share of its cases that the default threshold puts right. */
export function functionTable(texts: readonly Scored[], thresholdOf: (text: Scored) => number): string {
  const right = (all: readonly Scored[]) =>
    all.filter((text) => text.score.look >= thresholdOf(text) === (text.harmful === 1)).length / all.length;
  const rows: string[][] = [];
  for (const [set, ofSet] of byName(
    texts.filter(({ shows }) => shows !== undefined),
    (text) => text.set,
  )) {
    for (const [shows, all] of byName(ofSet, (text) => text.shows ?? "")) {
      const label = all.every(({ harmful }) => harmful === 1)
        ? "harmful"
        : all.every(({ harmful }) => harmful === 0)
          ? "harmless"
          : "both";
      rows.push([`${set}: ${shows}`, label, `${all.length}`, percent(right(all))]);
    }
    const harmful = ofSet.filter(({ harmful }) => harmful === 1);
    const harmless = ofSet.filter(({ harmful }) => harmful === 0);
    rows.push([`**${set}**`, "harmful", `${harmful.length}`, `**${percent(right(harmful))}**`]);
    rows.push([`**${set}**`, "harmless", `${harmless.length}`, `**${percent(right(harmless))}**`]);
    rows.push([`**${set}**`, "all", `${ofSet.length}`, `**${percent(right(ofSet))}**`]);
  }
  return table(["function", "cases are", "cases", "right"], rows);
}
