import { type Command, InvalidArgumentError, Option } from "commander";
import type { Config } from "../config/index.ts";
import { OperatorError } from "../core/ports/operator-error.ts";
import type { Locale, SummaryLength } from "../core/types.ts";
import { slackAddress } from "../exports/index.ts";
import type { OpenedChatModel } from "./open-chat-model.ts";
import { parseSince, type Since } from "./summarise/since.ts";
import { type SummariseParts, summarise } from "./summarise/summarise.ts";
import {
  Interrupted,
  modelSummariser,
  quotingSummariser,
  type Summariser,
  type SummariserOptions,
} from "./summarise/summariser.ts";

export interface SummariseCommandParts {
  readonly parts: Omit<SummariseParts, "summariser">;
  /** Whether a person watches `stderr` in a terminal. */
  readonly isWatched: boolean;
  /** The config; `undefined` once its faults have been printed. */
  readonly settings: () => Promise<{ readonly config: Config } | undefined>;
  readonly openModel: (config: Config, print: (line: string) => void) => Promise<OpenedChatModel>;
  /** Takes whether all went well. */
  readonly done: (well: boolean) => void;
  /** Takes that Ctrl-C was pressed. */
  readonly interrupted: () => void;
  /** Takes what stands in the way. */
  readonly fail: (error: OperatorError) => void;
}

const HELP = `
The file is an export of Slack or Discord (a folder or zip as it is, or a file of DiscordChatExporter's), an IRC log, or
JSON Lines: {"id","author","text","sentAt","link","replyTo"}, of which only text is needed.
Each place is summarised by the model that the config names, or by quoting where there is none; see docs/summaries.md.`;

interface Flags {
  readonly length: SummaryLength;
  readonly since?: Since;
  readonly last?: number;
  readonly lang?: Locale;
  readonly quote?: boolean;
  readonly workspace?: string;
  readonly json?: boolean;
}

/** Mounts `summarise`. */
export function addSummarise(program: Command, command: SummariseCommandParts): void {
  const { parts, done, fail, interrupted } = command;
  program
    .command("summarise")
    .alias("summarize")
    .description("summarise what was said, every point with its source")
    .argument("<file>", "a file, an export's folder or zip, or - for what is piped in")
    .addOption(
      new Option("--length <length>", "how long").choices(["short", "medium", "long"]).default("medium"),
    )
    .option(
      "--since <when>",
      "only from then on: 2026-01-31, 2026-01-31T12:00, or 12h, 3d, 2w before the end",
      sinceOf,
    )
    .option("--last <count>", "only so many messages of each place, the newest", countOf)
    .addOption(
      new Option(
        "--lang <language>",
        "of a model's words and of the headings; default: that of the messages",
      ).choices(["en", "ko"]),
    )
    .option("--quote", "by quoting, without the model: within seconds")
    .option(
      "--workspace <address>",
      "of an export of Slack's, e.g. acme.slack.com: with it points link to their messages",
      workspaceOf,
    )
    .option("--json", "a line of JSON for each place")
    .addHelpText("after", HELP)
    .action(async (input: string, flags: Flags) => {
      const { length, since, last, lang, workspace, quote = false, json = false } = flags;
      const options = {
        ...{ input, json },
        ...(workspace === undefined ? {} : { workspace }),
        ...(since === undefined ? {} : { since }),
        ...(last === undefined ? {} : { last }),
        ...(lang === undefined ? {} : { locale: lang }),
      };
      let summariser: Summariser | undefined;
      try {
        summariser = await summariserFor({ length, ...(lang === undefined ? {} : { locale: lang }) }, quote);
        if (summariser === undefined) return;
        done(await summarise(options, { ...parts, summariser }));
      } catch (error) {
        if (error instanceof Interrupted) {
          parts.stderr.write("Stopped.\n");
          interrupted();
        } else if (error instanceof OperatorError) fail(error);
        else throw error;
      } finally {
        await summariser?.stop();
      }
    });

  async function summariserFor(
    wanted: SummariserOptions,
    isQuoting: boolean,
  ): Promise<Summariser | undefined> {
    if (isQuoting) return quotingSummariser(wanted);
    const checked = await command.settings();
    if (checked === undefined) return undefined;
    const { isWatched, openModel } = command;
    return modelSummariser(wanted, { stderr: parts.stderr, isWatched, config: checked.config, openModel });
  }
}

function sinceOf(text: string): Since {
  const since = parseSince(text);
  if (since !== undefined) return since;
  throw new InvalidArgumentError(
    "It must be a day or a time, e.g. 2026-01-31 or 2026-01-31T12:00, or so long before the end: 90m, 12h, 3d, 2w.",
  );
}

function workspaceOf(text: string): string {
  const address = slackAddress(text);
  if (address !== undefined) return address;
  throw new InvalidArgumentError("It must be the address of a workspace of Slack, e.g. acme.slack.com.");
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}
