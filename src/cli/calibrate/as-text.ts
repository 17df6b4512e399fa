import type { CategoryCalibration } from "../../moderation/report/index.ts";
import { alignedRows } from "../aligned-rows.ts";
import type { Say } from "../report/say.ts";

type At = CategoryCalibration["present"];
type Estimate = NonNullable<At["precision"]>;

/** So many cases are named one by one. */
const MAX_NAMED = 8;

/** What was found of one category, for a terminal. */
export function categoryText(calibration: CategoryCalibration, precision: number, say: Say): string {
  const { category, by, decided, upheld, present, suggestion, reliability } = calibration;
  const suggested = suggestion.type === "threshold" ? suggestion : undefined;
  const rows = [
    ["", "threshold", "cases", "precision", "of the harmful cases kept"],
    rowOf("present", present, say),
    ...(suggested === undefined ? [] : [rowOf("suggested", suggested.at, say)]),
    ...(suggested?.check === undefined ? [] : [rowOf("checked", suggested.check, say)]),
  ];
  const seen = reliability.map((bin) => [
    "",
    `${bin.from.toFixed(1)} to ${bin.to.toFixed(1)}`,
    say.count(bin.decided),
    say.percent(bin.stated),
    `${say.percent(bin.harmful / bin.decided)} (${say.words.between(say.percent(bin.interval.low), say.percent(bin.interval.high))})`,
  ]);
  return [
    `${category}: by the ${by}'s probability; ${say.count(decided)} decided, ${say.count(upheld)} upheld\n`,
    indented(alignedRows(rows)),
    `  ${verdict(suggestion, present, precision, say)}\n`,
    ...(seen.length === 0
      ? []
      : [indented(alignedRows([["", "probability", "decided", "stated", "upheld"], ...seen]))]),
  ].join("");
}

function rowOf(name: string, { threshold, cases, precision, kept }: At, say: Say): readonly string[] {
  return [
    name,
    threshold.toFixed(2),
    say.count(cases),
    estimateText(precision, say),
    estimateText(kept, say),
  ];
}

/** `72 % (60 % to 82 %)` */
export function estimateText(estimate: Estimate | undefined, say: Say): string {
  if (estimate === undefined) return "not known";
  const { share, low, high } = estimate;
  if (high - low < 1e-9) return say.percent(share);
  return `${say.percent(share)} (${say.words.between(say.percent(low), say.percent(high))})`;
}

function verdict(
  suggestion: CategoryCalibration["suggestion"],
  present: At,
  precision: number,
  say: Say,
): string {
  switch (suggestion.type) {
    case "too-few": {
      const { decided, upheld, dismissed } = suggestion;
      const needed = [
        [decided, "decisions"],
        [upheld, "upheld"],
        [dismissed, "dismissed"],
      ] as const;
      const missing = needed
        .filter(([count]) => count > 0)
        .map(([count, what]) => `${say.count(count)} more ${what}`);
      return `Too few decisions to suggest a threshold. Needed: ${missing.join(", ")}.`;
    }
    case "none-reaches":
      return `At no threshold with ten decisions or more above it are ${say.percent(precision)} of the cases harmful.`;
    case "threshold": {
      const { at, lost, spared } = suggestion;
      if (at.threshold === present.threshold) return "The present threshold is the right one.";
      if (at.threshold < present.threshold)
        return "Lower than now: people would be asked more. What lies between was decided before, or in shadow mode.";
      const named = lost.slice(0, MAX_NAMED).map(({ id }) => id);
      const more = lost.length > MAX_NAMED ? `, and ${say.count(lost.length - MAX_NAMED)} more` : "";
      const losing =
        lost.length === 0
          ? "no upheld case"
          : `${say.count(lost.length)} upheld (${named.join(", ")}${more})`;
      return `Regression: of the cases decided so far it would lose ${losing}, and spare people ${say.count(spared.length)} dismissed.`;
    }
    default:
      return suggestion satisfies never;
  }
}

const indented = (lines: string): string => lines.replace(/^(?=.)/gm, "  ");
