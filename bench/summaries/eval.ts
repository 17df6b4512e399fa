/**
 * Measures summaries: `npm run eval:summaries -- <folder> [--words n] [--no-stem] [--model] [--write]`. Reads the folder's JSON Lines files: meetings in
 * QMSum's shape, and dialogues in DialogSum's ({"dialogue","summary"}). Every system's summary is cut at the same number of words:
 * 100 of a meeting, 25 of a dialogue, or `--words`. `--model` measures also those by the
 * model that maru.yaml in this folder names, or the best installed one. `--write` keeps the tables in bench/README.md.
 */
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { ModelError, OperatorError } from "../../src/core/ports/index.ts";
import { bootstrap, type Interval } from "./bootstrap.ts";
import { type Faithfulness, measureFaithfulness } from "./faithfulness.ts";
import { type ModelSystem, modelSystem } from "./model-system.ts";
import { type CaseSet, readCases } from "./read-cases.ts";
import type { Rouge } from "./rouge.ts";
import { type Scores, score } from "./score.ts";
import { baselines, maru, summaryOf } from "./systems.ts";

const defaultWords = { meetings: 100, dialogues: 25 };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    words: { type: "string" },
    stem: { type: "boolean", default: true },
    model: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const [folder] = positionals;
const asked = values.words === undefined ? undefined : Number(values.words);
if (folder === undefined || (asked !== undefined && !(Number.isInteger(asked) && asked > 0))) {
  console.error("Name a folder with JSON Lines files; --words takes a whole number.");
  process.exit(2);
}
const sets = await readCases(folder);
if (sets.length === 0) {
  console.error(`${folder} holds no JSON Lines of meetings (QMSum) or dialogues (DialogSum).`);
  process.exit(2);
}
const modelled = values.model ? await openModel() : undefined;
const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}, Node ${process.version}`;
const parts = [`Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.`];
for (const set of sets) parts.push(await measured(set));
const report = parts.join("\n\n");
console.log(report);
if (values.write) await keep(report);
await modelled?.stop();

async function openModel(): Promise<ModelSystem> {
  try {
    return await modelSystem(process.cwd());
  } catch (error) {
    if (!(error instanceof OperatorError || error instanceof ModelError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

async function measured(set: CaseSet): Promise<string> {
  const maxWords = asked ?? defaultWords[set.shape];
  const options = { maxWords, stem: values.stem };
  const cases = set.cases.map(({ messages }) => messages);
  const faith = await measureFaithfulness(cases, (messages) => summaryOf(messages, maxWords));
  // First, since it takes the time of what is made only once.
  const ofModel =
    modelled && (await measureFaithfulness(cases, (messages) => modelled.summaryOf(messages, maxWords)));
  const ours = await score(maru, set, options);
  const others: Scores[] = [];
  for (const system of [...(modelled ? [modelled] : []), ...baselines])
    others.push(await score(system, set, options));
  return [
    `**${set.name}** (${set.cases.length} ${set.shape}), every summary cut at ${maxWords} words, ${values.stem ? "with" : "without"} stemming; precision / recall / F in %, with the 95 % interval of the bootstrap for F of ROUGE-1`,
    "",
    "| system | ROUGE-1 | F of ROUGE-1 | ROUGE-2 | ROUGE-L | Maru's lead in F of ROUGE-1 | words |",
    "| --- | --- | --- | --- | --- | --- | ---: |",
    ...[ours, ...others].map((scores) => row(scores, ours)),
    "",
    faithfulnessText(faith),
    ...(ofModel && modelled
      ? [
          "",
          `${modelled.name} (failed so far, and quoted instead: ${modelled.failed()}): ${faithfulnessText(ofModel)}`,
        ]
      : []),
  ].join("\n");
}

function faithfulnessText(faith: Faithfulness): string {
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  return `Citations that are valid: ${share(faith.validCitations, faith.citations)} of ${faith.citations}. Claims all of whose content words occur in the cited message: ${share(faith.supported, faith.claims)} of ${faith.claims}; word for word: ${share(faith.verbatim, faith.claims)}. Length: ${(100 * faith.compression).toFixed(2)} % of what was said. Time: ${faith.msPerThousand.toFixed(0)} ms for 1,000 messages; the longest, ${faith.longest.messages} messages, ${faith.longest.ms.toFixed(0)} ms.`;
}

function row(scores: Scores, ours: Scores): string {
  const lead =
    scores === ours
      ? "–"
      : interval(bootstrap(scores.rouge1.map(({ f }, at) => (ours.rouge1[at] as Rouge).f - f)), true);
  const words = scores.words.reduce((sum, count) => sum + count, 0) / scores.words.length;
  const cells = [
    scores.name,
    means(scores.rouge1),
    interval(bootstrap(scores.rouge1.map(({ f }) => f))),
    means(scores.rouge2),
    means(scores.rougeL),
    lead,
    words.toFixed(0),
  ];
  return `| ${cells.join(" | ")} |`;
}

function means(list: readonly Rouge[]): string {
  const mean = (of: (each: Rouge) => number) =>
    ((100 * list.reduce((sum, each) => sum + of(each), 0)) / list.length).toFixed(1);
  return [mean(({ precision }) => precision), mean(({ recall }) => recall), mean(({ f }) => f)].join(" / ");
}

function interval({ mean, low, high }: Interval, signed = false): string {
  const text = (value: number) => `${signed && value >= 0 ? "+" : ""}${(100 * value).toFixed(1)}`;
  return `${text(mean)} (${text(low)} to ${text(high)})`;
}

/** Puts the tables into bench/README.md, in the place of the former ones. */
async function keep(tables: string): Promise<void> {
  const file = new URL("../README.md", import.meta.url);
  const text = await readFile(file, "utf8");
  const kept = /(?<=<!-- summaries -->\n)[\s\S]*(?=<!-- \/summaries -->)/;
  if (!kept.test(text))
    throw new Error("bench/README.md has lost the marks between which the tables of summaries stand.");
  await writeFile(
    file,
    text.replace(kept, () => `${tables}\n`),
  );
}
