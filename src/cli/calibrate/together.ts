import type { Category } from "../../core/types.ts";
import { type CalibrationSet, estimatePool } from "../../moderation/report/index.ts";
import { languages } from "../../moderation/router/index.ts";
import { alignedRows } from "../aligned-rows.ts";
import type { Say } from "../report/say.ts";
import { estimateText } from "./as-text.ts";

/** Precision and recall over all categories, now and with other thresholds, of each language: as figures and as text. */
export function foundTogether(set: CalibrationSet, thresholds: ReadonlyMap<Category, number>, say: Say) {
  type Case = CalibrationSet["cases"][number];
  const isFoundThen = ({ categories, isQueued, word }: Case) =>
    categories.some((category) => {
      const threshold = thresholds.get(category);
      return threshold === undefined || word === undefined ? isQueued : word.probability >= threshold;
    });
  const figures = [undefined, ...languages].map((language) => ({
    language: language ?? "all",
    present: estimatePool(set, ({ isQueued }) => isQueued, language),
    suggested: estimatePool(set, isFoundThen, language),
  }));
  const rows = figures.flatMap(({ language, ...both }) =>
    (["present", "suggested"] as const).map((name) => [
      name,
      language,
      estimateText(both[name].precision, say),
      estimateText(both[name].recall, say),
      say.count(both[name].labelled),
    ]),
  );
  const text = `All categories together; recall, the share found of all that is harmful, is known by the random sample alone\n${alignedRows(
    [["", "language", "precision", "recall", "labelled"], ...rows],
  ).replace(/^(?=.)/gm, "  ")}`;
  return { figures, text };
}
