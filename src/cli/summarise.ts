import { type Command, InvalidArgumentError, Option } from "commander";
import { OperatorError } from "../core/ports/operator-error.ts";
import type { Locale } from "../core/types.ts";
import type { SummaryLength } from "../summary/index.ts";
import { parseSince, type Since } from "./summarise/since.ts";
import { type SummariseParts, summarise } from "./summarise/summarise.ts";

export interface SummariseCommandParts {
  readonly parts: SummariseParts;
  /** Takes whether all went well. */
  readonly done: (well: boolean) => void;
  /** Takes what stands in the way. */
  readonly fail: (error: OperatorError) => void;
}

const HELP = `
The file is an export of Slack or Discord (a folder or zip as it is, or a file of DiscordChatExporter's), an IRC log, or
JSON Lines: {"id","author","text","sentAt","link","replyTo"}, of which only text is needed.
Each place is summarised by quoting what carries it, without a model; see docs/summaries.md.`;

interface Flags {
  readonly length: SummaryLength;
  readonly since?: Since;
  readonly last?: number;
  readonly lang?: Locale;
  readonly json?: boolean;
}

/** Mounts `summarise`. */
export function addSummarise(program: Command, { parts, done, fail }: SummariseCommandParts): void {
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
        "of the words around the quotations; default: that of the messages",
      ).choices(["en", "ko"]),
    )
    .option("--json", "a line of JSON for each place")
    .addHelpText("after", HELP)
    .action(async (input: string, { length, since, last, lang, json = false }: Flags) => {
      const options = {
        input,
        length,
        json,
        ...(since === undefined ? {} : { since }),
        ...(last === undefined ? {} : { last }),
        ...(lang === undefined ? {} : { locale: lang }),
      };
      try {
        done(await summarise(options, parts));
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        fail(error);
      }
    });
}

function sinceOf(text: string): Since {
  const since = parseSince(text);
  if (since !== undefined) return since;
  throw new InvalidArgumentError(
    "It must be a day or a time, e.g. 2026-01-31 or 2026-01-31T12:00, or so long before the end: 90m, 12h, 3d, 2w.",
  );
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}
