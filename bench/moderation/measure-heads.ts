import { areaUnderCurve, calibrationError, ratesAt } from "../../src/moderation/measure/index.ts";
import { type Head, heads, type Router } from "../../src/moderation/router/index.ts";
import type { Example } from "../../src/moderation/training/index.ts";
import { byName } from "./labelled.ts";
import { decimals, percent, table } from "./table.ts";

/** With fewer answers of either kind a figure tells nothing. */
const minAnswers = 20;
/** From this probability on a head is a label. */
const likely = 0.5;

/** How well each head tells yes from no, on every set that answers its question. */
export function headTable(examples: readonly Example[], router: Pick<Router, "score">): string {
  const rows: string[][] = [];
  for (const [set, all] of byName(examples, ({ set }) => set)) {
    const scores = all.map(({ text }) => router.score(text));
    for (const head of heads.slice(1) as readonly Exclude<Head, "look">[]) {
      const places = Array.from(all.keys()).filter((i) => all[i]?.answers[head] !== undefined);
      const answers = places.map((i) => all[i]?.answers[head] as number);
      const positives = answers.reduce((sum, answer) => sum + answer, 0);
      if (positives < minAnswers || answers.length - positives < minAnswers) continue;
      const own = places.map((i) => scores[i]?.[head] as number);
      const { recall, specificity } = ratesAt(own, answers, likely);
      rows.push([
        `${set}: ${head}`,
        `${answers.length}`,
        `${positives}`,
        decimals(areaUnderCurve(own, answers)),
        percent(recall),
        percent(specificity),
        decimals(calibrationError(own, answers)),
      ]);
    }
  }
  return table(
    ["set: head", "texts", "of them yes", "AUC", "yes found", "no let be", "calibration error"],
    rows,
  );
}
