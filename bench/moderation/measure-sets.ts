import {
  areaUnderCurve,
  calibrationError,
  ratesAt,
  thresholdForShare,
} from "../../src/moderation/measure/index.ts";
import { languages } from "../../src/moderation/router/index.ts";
import { everyday } from "../../src/moderation/training/index.ts";
import { byName, type Scored } from "./labelled.ts";
import { decimals, percent, table } from "./table.ts";

const scores = (texts: readonly Scored[]) => texts.map(({ score }) => score.look);
const answers = (texts: readonly Scored[]) => texts.map(({ harmful }) => harmful);
const harmfulOf = (texts: readonly Scored[]) => texts.filter(({ harmful }) => harmful === 1);

/** For each set with labels: how well the routing score tells harmful from harmless, at the default threshold and over all. */
export function setTable(texts: readonly Scored[], thresholdOf: (text: Scored) => number): string {
  const rows = [...byName(texts, ({ set }) => set)]
    .filter(([set]) => !everyday.test(set))
    .map(([set, all]) => {
      // A margin instead of the score, since the threshold depends on the language.
      const margin = all.map((text) => text.score.look - thresholdOf(text));
      const rates = ratesAt(margin, answers(all), 0);
      return [
        set,
        `${all.length}`,
        percent(rates.accuracy),
        decimals(rates.macroF1),
        decimals(areaUnderCurve(scores(all), answers(all))),
        percent(rates.recall),
        percent(rates.specificity),
        decimals(calibrationError(scores(all), answers(all))),
      ];
    });
  return table(
    ["set", "texts", "right", "macro-F1", "AUC", "harmful found", "harmless let be", "calibration error"],
    rows,
  );
}

/** Everyday talk and news that the default threshold would route. */
export function everydayTable(texts: readonly Scored[], thresholdOf: (text: Scored) => number): string {
  const rows = [...byName(texts, ({ set }) => set)]
    .filter(([set]) => everyday.test(set))
    .map(([set, all]) => {
      const flagged = all.filter((text) => text.score.look >= thresholdOf(text));
      return [set, `${all.length}`, percent(flagged.length / all.length)];
    });
  return table(["everyday set", "texts", "routed"], rows);
}

/** With a share of each language's everyday talk routed: how much of what is harmful goes along. */
export function budgetTable(texts: readonly Scored[], shares: readonly number[]): string {
  const rows: string[][] = [];
  for (const language of languages) {
    const talk = texts.filter(
      ({ set, language: own }) => own === language && everyday.test(set) && set !== "news-ko",
    );
    if (talk.length === 0) continue;
    const thresholds = shares.map((share) => thresholdForShare(scores(talk), share));
    for (const [set, all] of byName(texts, (text) => text.set)) {
      const harmful = harmfulOf(all);
      if (all[0]?.language !== language || harmful.length === 0) continue;
      const found = thresholds.map((least) =>
        percent(harmful.filter(({ score }) => score.look >= least).length / harmful.length),
      );
      rows.push([set, `${harmful.length}`, ...found]);
    }
  }
  return table(["set", "harmful texts", ...shares.map((share) => `found at ${percent(share)}`)], rows);
}
