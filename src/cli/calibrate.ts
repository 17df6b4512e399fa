import { type Command, InvalidArgumentError, Option } from "commander";
import type { Config, ConfigPlace } from "../config/index.ts";
import { parseYamlData } from "../config/index.ts";
import { OperatorError } from "../core/ports/operator-error.ts";
import type { Category } from "../core/types.ts";
import {
  type CalibrationSet,
  type CategoryCalibration,
  calibrateCategory,
  createCalendar,
  readCalibrationSet,
} from "../moderation/report/index.ts";
import { categoryText } from "./calibrate/as-text.ts";
import { changesFor, linesFor } from "./calibrate/changes.ts";
import { isConfirmed } from "./calibrate/confirm.ts";
import {
  askedCategories,
  leastOf,
  mostOf,
  presentLadders,
  queueThreshold,
} from "./calibrate/present-ladders.ts";
import { foundTogether } from "./calibrate/together.ts";
import { changeConfigFile, openConfigFile } from "./calibrate/write-config.ts";
import type { CommandIo } from "./models.ts";
import { logEntries } from "./report/log-entries.ts";
import { createSay, type Say } from "./report/say.ts";
import { timeZoneOf } from "./report/time-zone.ts";
import { wholeDays } from "./report.ts";

interface CalibrateCommandParts {
  readonly cwd: string;
  readonly io: CommandIo;
  /** What a person at the terminal types; `isTyped`: whether there is one. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly isTyped: boolean;
  readonly settings: () => Promise<{ readonly config: Config } | undefined>;
  readonly place: () => ConfigPlace;
  /** Unix ms. */
  readonly now: () => number;
  readonly fail: (error: OperatorError) => void;
}

interface CalibrateFlags {
  readonly days: number;
  readonly precision: number;
  readonly place?: string;
  readonly log?: string;
  readonly json?: true;
  readonly write?: true;
  readonly yes?: true;
}

/** Mounts `calibrate`: refits thresholds by what moderators decided. Nothing changes unless it is asked to write, and confirmed. */
export function addCalibrate(program: Command, parts: CalibrateCommandParts): void {
  program
    .command("calibrate")
    .description("suggest thresholds by what moderators decided, with precision and recall")
    .option("--place <id>", "of one place alone, e.g. discord:123")
    .option("--precision <share>", "the share of what people are shown that is to be harmful", share, 0.5)
    .option("--days <count>", "by the decisions of the last days", wholeDays, 90)
    .option("--log <file>", "read a log that audit export wrote, instead of the store")
    .addOption(new Option("--json", "as JSON").conflicts("write"))
    .option("--write", "write the suggested thresholds to the config file, after asking")
    .option("--yes", "write without asking")
    .action(async (flags: CalibrateFlags) => {
      const checked = await parts.settings();
      if (checked === undefined) return;
      try {
        await calibrate(flags, checked.config, parts);
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        parts.fail(error);
      }
    });
}

async function calibrate(flags: CalibrateFlags, config: Config, parts: CalibrateCommandParts): Promise<void> {
  const { cwd, io, now } = parts;
  const say = createSay("en");
  const { policy } = config.moderation;
  const { from } = createCalendar(timeZoneOf(config)).lastDays(now(), flags.days);
  const set = ofPlace(
    await readCalibrationSet(logEntries({ cwd, config, file: flags.log, now }), from),
    flags.place,
  );
  const ladders = presentLadders(policy, flags.place);
  const calibrations = askedCategories(ladders).flatMap((category) => {
    const ladder = ladders[category];
    const range = { present: queueThreshold(ladder), least: leastOf(ladder), most: mostOf(ladder) };
    return calibrateCategory(set, { category, ...range, precision: flags.precision }) ?? [];
  });
  const changing = changingOf(calibrations, ladders);
  const together = foundTogether(set, changing, say);

  if (flags.json) {
    const told = { categories: calibrations, together: together.figures };
    io.stdout.write(`${JSON.stringify(told, undefined, 2)}\n`);
    return;
  }
  io.stdout.write(`${headOf(set, flags, say)}\n\n`);
  for (const one of calibrations) io.stdout.write(`${categoryText(one, flags.precision, say)}\n`);
  if (calibrations.length > 0) io.stdout.write(`${together.text}\n`);
  const target = { policy, ladders, place: flags.place };
  if (changing.size === 0) {
    io.stdout.write("There is nothing to change.\n");
    return;
  }
  io.stdout.write(`In maru.yaml that is:\n\n${linesFor(changing, target)}\n`);
  if (!flags.write) return;

  const file = await openConfigFile(parts.place(), config);
  if (!flags.yes && !(await isConfirmed(file.path, parts))) {
    io.stderr.write("Nothing was written.\n");
    return;
  }
  await changeConfigFile(file, changesFor(changing, target, parseYamlData(file.text)), parts.place());
  io.stderr.write(`${file.path} is changed. It counts from the next start of Maru on.\n`);
}

function ofPlace(set: CalibrationSet, place: string | undefined): CalibrationSet {
  if (place === undefined) return set;
  return {
    cases: set.cases.filter((one) => one.place === place),
    samples: set.samples.filter((one) => one.place === place),
  };
}

function headOf(
  { cases, samples }: CalibrationSet,
  { days, place, precision }: CalibrateFlags,
  say: Say,
): string {
  const decided = cases.filter(({ isHarmful }) => isHarmful !== undefined).length;
  const labelled = samples.filter(({ isHarmful }) => isHarmful !== undefined).length;
  return [
    `Of the last ${days} days${place === undefined ? "" : ` in ${place}`}: ${say.count(cases.length)} cases, ${say.count(decided)} of them decided; ${say.count(labelled)} messages of the random sample labelled in which nothing was found.`,
    `Suggested is the lowest threshold from which on ${say.percent(precision)} of what people are shown is harmful.`,
  ].join("\n");
}

/** The suggested thresholds that differ from those of now. A budget is learned, not set. */
function changingOf(
  calibrations: readonly CategoryCalibration[],
  ladders: ReturnType<typeof presentLadders>,
): ReadonlyMap<Category, number> {
  return new Map(
    calibrations.flatMap(({ category, suggestion }) => {
      const present = queueThreshold(ladders[category]);
      if (suggestion.type !== "threshold" || present === undefined) return [];
      const { threshold } = suggestion.at;
      return threshold === present ? [] : [[category, threshold] as const];
    }),
  );
}

function share(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError("It must be a number between 0 and 1, e.g. 0.5.");
}
