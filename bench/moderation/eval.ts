/**
 * Measures the moderation router: `npm run eval:moderation -- [folder…] [--data <data folder>] [--weights file] [--write]`.
 * Without a folder: the functional suites of this project. `--data`: what the trainer kept of its sets as well. A folder: its CSV and
 * TSV files that have a column of text and one of labels: `--text` and `--label` name them, `--positive` (more than once, if need
 * be) the labels that mean yes; a file whose labels are not plainly yes or no is refused. `--write` keeps the tables in bench/moderation/README.md
 * and in the model card.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readTables } from "../../src/moderation/measure/index.ts";
import { createRouter, readWeights } from "../../src/moderation/router/index.ts";
import { everyday } from "../../src/moderation/training/index.ts";
import type { Labelled, Scored } from "./labelled.ts";
import { aimTable } from "./measure-aims.ts";
import { functionTable } from "./measure-functions.ts";
import { headTable } from "./measure-heads.ts";
import { measureObfuscation, obfuscationTable } from "./measure-obfuscation.ts";
import { budgetTable, everydayTable, setTable } from "./measure-sets.ts";
import { measureSpeed, speedTable } from "./measure-speed.ts";
import { exitWithoutData } from "./read-data.ts";
import { labelledOf, readKeptExamples, readOwnSuites } from "./read-kept.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string" },
    weights: { type: "string", default: new URL("../../models/router/router.bin", import.meta.url).pathname },
    write: { type: "boolean", default: false },
    text: { type: "string" },
    label: { type: "string" },
    positive: { type: "string", multiple: true },
  },
});

const file = await readFile(values.weights);
const weights = readWeights(file);
const router = createRouter(weights);
const texts: Labelled[] = [];
for (const folder of positionals) {
  const { texts: found, faults, refused } = await readTables(folder, values);
  for (const fault of faults) console.error(fault);
  if (refused > 0) process.exit(2);
  if (found.length === 0) {
    console.error(`No labelled texts were found in ${folder}.`);
    process.exit(2);
  }
  texts.push(...found);
}
const kept = values.data === undefined ? [] : await readKeptExamples(values.data).catch(exitWithoutData);
texts.push(...labelledOf(kept));
if (positionals.length === 0) texts.push(...readOwnSuites());

const scored: readonly Scored[] = texts.map((text) => ({ ...text, score: router.score(text.text) }));
const least = (language: "en" | "ko") => weights.header.threshold[language].look;
const thresholdOf = ({ score }: Scored) => least(score.language);

const parts: [title: string, text: string][] = [
  [`By set, at the default threshold (en ${least("en")}, ko ${least("ko")})`, setTable(scored, thresholdOf)],
];
if (values.data !== undefined) {
  parts.push([
    "By head: hate, abuse, threat",
    headTable(
      kept.filter(({ set }) => !everyday.test(set)),
      router,
    ),
  ]);
  parts.push(["Everyday talk and news at the default threshold", everydayTable(scored, thresholdOf)]);
  parts.push([
    "By budget: a share of everyday talk is sent on",
    budgetTable(scored, [0.005, 0.01, 0.02, 0.05]),
  ]);
}
if (scored.some(({ shows }) => shows !== undefined))
  parts.push(["By function, at the default threshold", functionTable(scored, thresholdOf)]);
const hidden = measureObfuscation(scored, router, least);
parts.push(["Hidden words, at the default threshold", obfuscationTable(hidden)]);
if (values.data !== undefined) {
  const speeds = measureSpeed(texts, router);
  parts.push(["Speed, one core", speedTable(speeds)]);
  if (positionals.length === 0)
    parts.unshift([
      "Aims",
      aimTable({ texts: scored, thresholdOf, hidden, speeds, weightsBytes: file.length }),
    ]);
}
const report = parts.map(([title, text]) => `### ${title}\n\n${text}`).join("\n\n");
console.log(report);

if (values.write) {
  for (const path of ["README.md", "../../models/router/model-card.md"]) {
    const page = new URL(path, import.meta.url);
    const text = await readFile(page, "utf8");
    const kept = /(?<=<!-- measured -->\n)[\s\S]*(?=<!-- \/measured -->)/;
    if (!kept.test(text)) throw new Error(`${path} has lost the marks between which the tables stand.`);
    await writeFile(
      page,
      text.replace(kept, () => `\n${report}\n\n`),
    );
  }
}
