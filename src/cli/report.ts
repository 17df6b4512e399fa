import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Config } from "../config/index.ts";
import { OperatorError } from "../core/ports/operator-error.ts";
import type { Locale } from "../core/types.ts";
import { createCalendar, foldReport } from "../moderation/report/index.ts";
import type { CommandIo } from "./models.ts";
import { reportAsPage } from "./report/as-page.ts";
import { reportAsText } from "./report/as-text.ts";
import { logEntries } from "./report/log-entries.ts";
import { createSay } from "./report/say.ts";
import { timeZoneOf } from "./report/time-zone.ts";

const MAX_DAYS = 366;

interface ReportCommandParts {
  readonly cwd: string;
  readonly io: CommandIo;
  /** The config, or `undefined` once its faults have been printed and the exit code is set. */
  readonly settings: () => Promise<{ readonly config: Config } | undefined>;
  /** Unix ms. */
  readonly now: () => number;
  /** Says what was amiss, and sets the exit code. */
  readonly fail: (error: OperatorError) => void;
}

interface ReportFlags {
  readonly days: number;
  readonly lang: Locale;
  readonly json?: true;
  readonly html?: string;
  readonly log?: string;
}

/** Mounts `report`: what moderation's audit log says of the last days, as text, JSON or a page. */
export function addReport(program: Command, parts: ReportCommandParts): void {
  program
    .command("report")
    .description("say how moderation did: figures with their ranges, from its audit log")
    .option("--days <count>", "of the last days, today included", wholeDays, 30)
    .option("--json", "as JSON")
    .option("--html <file>", "write a page with charts to this file")
    .option("--log <file>", "read a log that audit export wrote, instead of the store")
    .addOption(new Option("--lang <language>", "en or ko").choices(["en", "ko"]).default("en"))
    .action(async (flags: ReportFlags) => {
      const checked = await parts.settings();
      if (checked === undefined) return;
      try {
        await writeReport(flags, checked.config, parts);
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        parts.fail(error);
      }
    });
}

async function writeReport(flags: ReportFlags, config: Config, { cwd, io, now }: ReportCommandParts) {
  const timeZone = timeZoneOf(config);
  const time = createCalendar(timeZone).lastDays(now(), flags.days);
  const entries = logEntries({ cwd, config, file: flags.log, now });
  const report = await foldReport(entries, { ...time, timeZone });
  const say = createSay(flags.lang);
  if (flags.html !== undefined) {
    await writePage(resolve(cwd, flags.html), reportAsPage(report, say));
    io.stderr.write(`The report is in ${flags.html}.\n`);
  }
  if (flags.json) io.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (flags.html === undefined) io.stdout.write(reportAsText(report, say));
}

async function writePage(path: string, page: string): Promise<void> {
  try {
    await writeFile(path, page);
  } catch (error) {
    const code = (error as { code?: unknown }).code ?? "unknown reason";
    throw new OperatorError(
      `The page cannot be written to ${path} (${code}). Name a file in a folder that is there and that you may write to.`,
      { cause: error },
    );
  }
}

export function wholeDays(text: string): number {
  const days = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MAX_DAYS) return days;
  throw new InvalidArgumentError(`It must be a whole number of days from 1 to ${MAX_DAYS}.`);
}
