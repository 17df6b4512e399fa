import { areaUnderCurve, ratesAt, thresholdForShare } from "../../src/moderation/measure/index.ts";
import { languages } from "../../src/moderation/router/index.ts";
import { everyday } from "../../src/moderation/training/index.ts";
import type { Scored } from "./labelled.ts";
import { type Hidden, lost } from "./measure-obfuscation.ts";
import type { Speed } from "./measure-speed.ts";
import { decimals, percent, table } from "./table.ts";

interface Measured {
  readonly texts: readonly Scored[];
  readonly thresholdOf: (text: Scored) => number;
  readonly hidden: readonly Hidden[];
  readonly speeds: readonly Speed[];
  readonly weightsBytes: number;
}

const koreanSets = ["curse-ko", "kocohub", "k-mhas", "suite-ko"];
/** Functions of the suites whose hate is hidden in what is said, or in how. */
const implicit = /^(implied-derogation|honorific-sarcasm)$/;
const budget = 0.02;

/** What was aimed at, what these sets give, and whether that is enough. */
export function aimTable({ texts, thresholdOf, hidden, speeds, weightsBytes }: Measured): string {
  const rows: string[][] = [];
  const row = (aim: string, got: string, met: boolean) => rows.push([aim, got, met ? "yes" : "**no**"]);
  const of = (set: string) => texts.filter((text) => text.set === set);
  const rates = (some: readonly Scored[]) =>
    ratesAt(
      some.map((text) => text.score.look - thresholdOf(text)),
      some.map(({ harmful }) => harmful),
      0,
    );
  const looks = (some: readonly Scored[]) => some.map(({ score }) => score.look);

  const suite = of("suite-en");
  const { accuracy, specificity } = rates(suite);
  const area = areaUnderCurve(
    looks(suite),
    suite.map(({ harmful }) => harmful),
  );
  row("English functional suite: at least 77 % right", percent(accuracy), accuracy >= 0.77);
  row("… of its harmless cases at least 65 %", percent(specificity), specificity >= 0.65);
  row("… AUC at least .80", decimals(area), area >= 0.8);
  for (const set of koreanSets) {
    const { macroF1 } = rates(of(set));
    row(`Korean sets: macro-F1 at least .78 (${set})`, decimals(macroF1), macroF1 >= 0.78);
  }
  for (const language of languages) {
    const talk = texts.filter(
      (text) => text.language === language && everyday.test(text.set) && text.set !== "news-ko",
    );
    const least = thresholdForShare(looks(talk), budget);
    const recall = (some: readonly Scored[]) =>
      some.filter(({ score }) => score.look >= least).length / some.length;
    const explicit = recall(
      of(`suite-${language}`).filter(
        ({ harmful, plain, shows }) => harmful === 1 && plain === undefined && !implicit.test(shows ?? ""),
      ),
    );
    row(
      `2 % of benign chat sent on: at least 90 % of explicit hate found (${language}, suite)`,
      percent(explicit),
      explicit >= 0.9,
    );
    if (language === "en") {
      const adversarial = recall(of("hatemoji-build").filter(({ harmful }) => harmful === 1));
      row("… at least 72 % of adversarial hate (hatemoji-build)", percent(adversarial), adversarial >= 0.72);
    }
  }
  for (const { language, medianUs, perSecond } of speeds) {
    const mostUs = language === "en" ? 25 : 45;
    row(
      `Median time a message at most ${mostUs} µs (${language})`,
      `${medianUs.toFixed(1)} µs`,
      medianUs <= mostUs,
    );
    row(`… at least 25,000 messages a second (${language})`, perSecond.toFixed(0), perSecond >= 25_000);
  }
  const worse = hidden.filter((one) => lost(one) > 0.05);
  row(
    "Hidden words: at most .05 of recall lost",
    `${hidden.length - worse.length} of ${hidden.length} ways; the worst loses ${Math.max(...hidden.map(lost)).toFixed(3)}`,
    worse.length === 0,
  );
  for (const set of new Set(texts.filter((text) => everyday.test(text.set)).map((text) => text.set))) {
    const share = 1 - rates(of(set)).specificity;
    row(`Everyday talk and news routed at most 0.5 % (${set})`, percent(share), share <= 0.005);
  }
  row("Weights of at most 2 MB", `${(weightsBytes / 2 ** 20).toFixed(2)} MB`, weightsBytes <= 2 * 2 ** 20);
  return table(["aim", "got", "met"], rows);
}
