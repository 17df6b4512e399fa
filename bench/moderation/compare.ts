/**
 * Trains kinds of router on the same examples and prints what each scores: `node bench/moderation/compare.ts <data folder> [--write]`.
 * `--write` keeps the table in bench/moderation/README.md. Takes some fifteen minutes and 4 GB.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { areaUnderCurve, ratesAt, thresholdForShare } from "../../src/moderation/measure/index.ts";
import { createRouter } from "../../src/moderation/router/index.ts";
import { type Example, everyday, trainRouter } from "../../src/moderation/training/index.ts";
import { byName } from "./labelled.ts";
import { exitWithoutData, readAllData, SEED } from "./read-data.ts";
import { decimals, percent, table } from "./table.ts";
import { createKinds } from "./tried/kinds.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("Say where the data lies: node bench/moderation/compare.ts ../shared/data/moderation");
  process.exit(2);
}

const examples = await readAllData(folder, { missing: true }).catch(exitWithoutData);
const shown = ["measuring-hate-speech", "hatemoji-build", "edos", "kocohub", "k-mhas"];
const rows: string[][] = [];
for (const kind of createKinds(examples)) {
  const score = kind.train();
  const places = Array.from(examples.keys()).filter((i) => examples[i]?.part === "test");
  const looks = new Map(places.map((i) => [i, score(i)]));
  rows.push([kind.name, ...measure(places, looks)]);
  console.error(rows.at(-1)?.join("  "));
}

function measure(places: readonly number[], looks: ReadonlyMap<number, number>): string[] {
  const of = (i: number) => examples[i] as Example;
  const known = places.filter((i) => of(i).answers.look !== undefined);
  const sets = byName(known, (i) => of(i).set);
  const areas = shown.map((set) => {
    const all = sets.get(set) ?? [];
    return decimals(
      areaUnderCurve(
        all.map((i) => looks.get(i) as number),
        all.map((i) => of(i).answers.look as number),
      ),
    );
  });
  const functions = (["en", "ko"] as const).map((language) => {
    const own = known.filter((i) => of(i).set === `templates-${language}`);
    const shares = [...byName(own, (i) => of(i).shows ?? "").values()].map((all) => {
      const scores = all.map((i) => looks.get(i) as number);
      return ratesAt(
        scores,
        all.map((i) => of(i).answers.look as number),
        0.5,
      ).accuracy;
    });
    return percent(shares.reduce((sum, share) => sum + share, 0) / shares.length);
  });
  const budgets = (["en", "ko"] as const).map((language) => {
    const talk = known.filter((i) => of(i).language === language && everyday.test(of(i).set));
    const least = thresholdForShare(
      talk.map((i) => looks.get(i) as number),
      0.02,
    );
    const harmful = known.filter(
      (i) => of(i).language === language && of(i).answers.look === 1 && shown.includes(of(i).set),
    );
    return percent(harmful.filter((i) => (looks.get(i) as number) >= least).length / harmful.length);
  });
  return [...areas, ...functions, ...budgets];
}

/** Each set as a stranger's, whole: what it gives when none of it was trained on, nor calibrated, nor the threshold chosen by it. */
const strangers: string[][] = [];
for (const set of [...shown, "davidson", "curse-ko", "toxigen"]) {
  const known = examples.filter((example) => example.set !== set);
  const weights = trainRouter(known, { seed: SEED, tell: () => {} });
  const router = createRouter(weights);
  const score = ({ text }: Example) => router.score(text).look;
  const own = examples.filter((example) => example.set === set && example.answers.look !== undefined);
  const scores = own.map(score);
  const answers = own.map(({ answers }) => answers.look as number);
  const language = (own[0] as Example).language;
  const talk = examples.filter(
    (example) => example.part === "test" && example.language === language && everyday.test(example.set),
  );
  const least = thresholdForShare(talk.map(score), 0.02);
  const { macroF1 } = ratesAt(scores, answers, weights.header.threshold[language].look);
  const best = Math.max(
    ...Array.from({ length: 19 }, (_, i) => ratesAt(scores, answers, (i + 1) / 20).macroF1),
  );
  const found = ratesAt(scores, answers, least).recall;
  strangers.push([
    set,
    `${own.length}`,
    decimals(areaUnderCurve(scores, answers)),
    decimals(macroF1),
    decimals(best),
    percent(found),
  ]);
  console.error(strangers.at(-1)?.join("  "));
}
const strangerReport = table(
  [
    "set left out of training",
    "texts",
    "AUC",
    "macro-F1 at the default threshold",
    "… at its best threshold",
    "found at 2 %",
  ],
  strangers,
);

const head = [
  "kind",
  ...shown.map((set) => `AUC ${set}`),
  "functions en",
  "functions ko",
  "found at 2 % en",
  "found at 2 % ko",
];
const report = `${table(head, rows)}\n\n${strangerReport}`;
console.log(report);
if (values.write) {
  const file = new URL("README.md", import.meta.url);
  const text = await readFile(file, "utf8");
  await writeFile(
    file,
    text.replace(/(?<=<!-- tried -->\n)[\s\S]*(?=<!-- \/tried -->)/, () => `\n${report}\n\n`),
  );
}
