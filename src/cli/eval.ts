import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Config } from "../config/index.ts";
import { type Guard, OperatorError } from "../core/ports/index.ts";
import { type Labelled, measureScores, readTables } from "../moderation/measure/index.ts";
import { languages } from "../moderation/router/index.ts";
import { type Judged, judgeTexts } from "./eval/judge-texts.ts";
import { type EvalRow, type Evaluation, evaluationText } from "./eval/tables.ts";
import type { CommandIo } from "./models.ts";
import { scoreText } from "./moderate/score-text.ts";
import { readRouter } from "./read-router.ts";

interface EvalCommandParts {
  readonly cwd: string;
  readonly io: CommandIo;
  readonly settings: () => Promise<{ readonly config: Config } | undefined>;
  /** The guard that the config names, ready to judge. Rejects with an `OperatorError` when there is none. */
  readonly openGuard: (config: Config) => Promise<Guard>;
  readonly fail: (error: OperatorError) => void;
}

interface EvalFlags {
  readonly guard?: true;
  readonly threshold?: number;
  readonly guardThreshold: number;
  readonly text?: string;
  readonly label?: string;
  readonly positive?: readonly string[];
  readonly json?: true;
}

const HELP = `
The folder holds CSV or TSV files with a column of text and one of labels that say yes or no; see docs/report.md.`;

/** Mounts `eval`: measures the router, and the guard, on labelled texts of anybody's. */
export function addEval(program: Command, parts: EvalCommandParts): void {
  program
    .command("eval")
    .description("measure the router, and the guard, on a folder of labelled texts")
    .argument("<folder>", "a folder of CSV or TSV files")
    .option("--guard", "have the guard model judge every text too, which takes its time")
    .option("--threshold <score>", "of the router; default: its own for each language", probability)
    .option("--guard-threshold <probability>", "of the guard", probability, 0.5)
    .option("--text <name>", "the column of texts, if it is called something else")
    .option("--label <name>", "the column of labels, if it is called something else")
    .option("--positive <label...>", "the labels that mean yes")
    .option("--json", "as JSON")
    .addHelpText("after", HELP)
    .action(async (folder: string, flags: EvalFlags) => {
      try {
        await evaluate(folder, flags, parts);
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        parts.fail(error);
      }
    });
}

async function evaluate(folder: string, flags: EvalFlags, parts: EvalCommandParts): Promise<void> {
  const { io } = parts;
  const texts = await readFolder(folder, flags, parts);
  const router = await routeAll(texts, flags.threshold);
  const evaluations = [evaluationOf("router", texts, router.scores, router.thresholdOf, router.perSecond)];
  if (flags.guard) {
    const checked = await parts.settings();
    if (checked === undefined) return;
    const guard = await parts.openGuard(checked.config);
    try {
      const { judged, perSecond } = await judgeAll(texts, guard, checked.config, io);
      const threshold = () => flags.guardThreshold;
      evaluations.push(evaluationOf("guard", texts, judged, threshold, perSecond));
      // As in a running Maru: what the router lets pass is clear, and what the guard could not judge goes to people.
      const cascade = judged.map((word, at) => {
        const isSentOn = (router.scores[at] as number) >= router.thresholdOf(texts[at] as Labelled);
        if (!isSentOn) return 0;
        return typeof word === "number" ? word : 1;
      });
      evaluations.push(evaluationOf("router, then guard", texts, cascade, threshold, perSecond));
    } finally {
      await guard.stop();
    }
  }
  if (flags.json) io.stdout.write(`${JSON.stringify(evaluations, undefined, 2)}\n`);
  else io.stdout.write(evaluations.map(evaluationText).join("\n"));
}

async function readFolder(
  folder: string,
  { text, label, positive }: EvalFlags,
  { cwd, io }: EvalCommandParts,
): Promise<readonly Labelled[]> {
  const { texts, faults, refused } = await readTables(resolve(cwd, folder), { text, label, positive });
  for (const fault of faults) io.stderr.write(`${fault}\n`);
  if (refused > 0)
    throw new OperatorError("Nothing was measured: labels that may be read wrongly measure nothing.");
  if (texts.length === 0) throw new OperatorError(`No labelled texts were found in ${folder}.`);
  return texts;
}

async function routeAll(texts: readonly Labelled[], threshold: number | undefined) {
  const { router, header } = await readRouter();
  const began = performance.now();
  const scores: number[] = [];
  for (const { text } of texts) scores.push((await scoreText(router, text))?.look ?? 0);
  const perSecond = (1000 * texts.length) / (performance.now() - began);
  const thresholdOf = ({ language }: Labelled) => threshold ?? header.threshold[language].look;
  return { scores, perSecond, thresholdOf };
}

async function judgeAll(texts: readonly Labelled[], guard: Guard, config: Config, io: CommandIo) {
  const began = performance.now();
  const { policy, guard: settings } = config.moderation;
  const options = { rules: policy.questions, parallel: settings.parallel };
  const judged = await judgeTexts(texts, guard, options, (count) =>
    io.stderr.write(`${count} of ${texts.length} judged\n`),
  );
  return { judged, perSecond: (1000 * texts.length) / (performance.now() - began) };
}

function evaluationOf(
  judge: Evaluation["judge"],
  texts: readonly Labelled[],
  judged: readonly Judged[],
  thresholdOf: (text: Labelled) => number,
  perSecond: number,
): Evaluation {
  const notJudged: Record<string, number> = {};
  const scored: { readonly text: Labelled; readonly score: number }[] = [];
  judged.forEach((word, at) => {
    if (typeof word === "number") scored.push({ text: texts[at] as Labelled, score: word });
    else notJudged[word] = (notJudged[word] ?? 0) + 1;
  });
  const rowOf = (set: string, language: Labelled["language"]): readonly EvalRow[] => {
    const own = scored.filter(
      ({ text }) => text.language === language && (set === "all" || text.set === set),
    );
    if (own.length === 0) return [];
    const threshold = thresholdOf(own[0]?.text as Labelled);
    const measured = measureScores(
      own.map(({ score, text: { harmful } }) => ({ score, harmful })),
      threshold,
    );
    return [{ set, language, threshold, ...measured }];
  };
  const sets = [...new Set(texts.map(({ set }) => set))];
  const rows = [...sets, ...(sets.length > 1 ? ["all"] : [])].flatMap((set) =>
    languages.flatMap((language) => rowOf(set, language)),
  );
  return { judge, rows, perSecond, notJudged };
}

function probability(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a number from 0 to 1.");
}
