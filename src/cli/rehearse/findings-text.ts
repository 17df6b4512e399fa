import { alignedRows } from "../aligned-rows.ts";
import { printable } from "../printable.ts";
import type { Example } from "./striking.ts";
import { casesPerDay, type PlaceTally, type Tally, telling } from "./tally.ts";

/** What came of a rehearsal. */
interface Outcome {
  readonly tally: Tally;
  /** The present policy's version, and that of the other one, where there are two. */
  readonly versions: readonly string[];
  /** Of one policy: its most striking examples. Of two: what only the first would do, only the second, and both but differently. */
  readonly examples: readonly {
    readonly title: string;
    readonly count: number;
    readonly list: readonly Example[];
  }[];
  readonly withWords: boolean;
}

/** So many places are shown one by one: those with most cases. */
const MAX_PLACES = 30;

/** The outcome for people at a terminal: places, what would be done there, and examples. */
export function outcomeText({ tally, versions, examples, withWords }: Outcome): string {
  const places = [...tally.places.values()].toSorted(
    (a, b) => casesIn(b) - casesIn(a) || b.messages - a.messages,
  );
  const shown = places.slice(0, MAX_PLACES);
  const names = versions.length === 1 ? ["policy"] : ["present policy", "new policy"];
  const head = versions.map((version, at) => `${names[at]} ${version}`).join(" → ");
  return [
    `${counted(tally.all.messages, "message")} in ${counted(places.length, "place")}; ${head}.\n`,
    placesTable(tally.all, shown),
    ...(shown.length < places.length
      ? [`… and ${counted(places.length - shown.length, "more place")}.\n`]
      : []),
    stepsTable(tally.all, shown),
    ...examples.map((group) => examplesText(group, withWords)),
  ].join("\n");
}

const casesIn = ({ acts }: PlaceTally) => Math.max(...acts.map(({ cases }) => cases));

function placesTable(all: PlaceTally, places: readonly PlaceTally[]): string {
  const rows = [...places, all].map((place) => [
    place === all ? "all" : `#${printable(place.name)}`,
    String(place.messages),
    place === all ? "" : changed(place.acts.map(({ mode }) => mode)),
    changed(place.acts.map(({ passedOver }) => String(passedOver))),
    changed(place.acts.map(({ cases }) => `${cases} (${percent(cases, place.messages)})`)),
    changed(place.acts.map((acts) => perDay(casesPerDay(place, acts)))),
  ]);
  return alignedRows([["place", "messages", "mode", "not looked at", "cases", "a day"], ...rows]);
}

function stepsTable(all: PlaceTally, places: readonly PlaceTally[]): string {
  const rows = [...places, all].flatMap((place) => {
    const keys = new Set(place.acts.flatMap(({ steps }) => [...steps.keys()]));
    return [...keys].toSorted().map((key) => {
      const counts = place.acts.map(({ steps }) => steps.get(key) ?? 0);
      const [present = 0, other = present] = counts;
      return [
        place === all ? "all" : `#${printable(place.name)}`,
        ...key.split(" "),
        ...counts.map((count) => `${count} (${percent(count, place.messages)})`),
        ...(counts.length > 1 ? [signed(other - present)] : []),
      ];
    });
  });
  if (rows.length === 0) return "Nothing would be done with any of them.\n";
  const heads = all.acts.length === 1 ? ["messages"] : ["present", "new", "difference"];
  return alignedRows([["place", "category", "step", ...heads], ...rows]);
}

function examplesText({ title, count, list }: Outcome["examples"][number], withWords: boolean): string {
  const head = `${title}: ${counted(count, "message")}`;
  if (list.length === 0) return `${head}.\n`;
  const rows = list.map(({ id, place, steps, modes, categories, rules, probability, text }) => [
    `  ${printable(id)}`,
    `#${printable(place)}`,
    changed(
      steps.map((each, at) => {
        const mode = modes?.[at];
        const done = telling(each).join(" ") || "nothing";
        return mode === undefined || mode === "off" ? done : `${done} (${mode})`;
      }),
    ),
    categories.join(" "),
    probability.toFixed(2),
    rules.map((rule) => printable(rule)).join(", "),
    ...(withWords ? [printable(text)] : []),
  ]);
  return `${head}${list.length < count ? `, the ${list.length} most striking` : ""}:\n${alignedRows(rows)}`;
}

/** Once where both policies say the same. */
const changed = (cells: readonly string[]) => [...new Set(cells)].join(" → ");
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const percent = (part: number, whole: number) =>
  `${whole === 0 ? 0 : Number(((part / whole) * 100).toPrecision(2))} %`;
const perDay = (count: number | undefined) =>
  count === undefined ? "–" : String(Number(count.toPrecision(2)));
const signed = (difference: number) =>
  difference > 0 ? `+${difference}` : String(difference).replace("-", "−");
