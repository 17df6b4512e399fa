import { OperatorError } from "../../core/ports/operator-error.ts";
import type { Locale } from "../../core/types.ts";
import { summaryAsMarkdown } from "../../summary/index.ts";
import type { CommandIo } from "../models.ts";
import { asOperatorError } from "../moderate/read-entries.ts";
import type { Outlet } from "../outlet.ts";
import { printable } from "../printable.ts";
import { openConversation } from "./open-conversation.ts";
import { placesOf } from "./places.ts";
import type { Since } from "./since.ts";
import type { Summariser } from "./summariser.ts";

export interface SummariseOptions {
  /** A file, folder or zip; `-` is standard input. */
  readonly input: string;
  readonly since?: Since;
  /** Only so many messages of each place, the newest. */
  readonly last?: number;
  /** The language of the headings; absent: that of the messages. */
  readonly locale?: Locale;
  /** The address of the workspace that an export of Slack's is of: for links. */
  readonly workspace?: string;
  /** A line of JSON for each place instead of Markdown. */
  readonly json: boolean;
}

export interface SummariseParts {
  readonly cwd: string;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly stdout: Outlet;
  readonly stderr: CommandIo["stderr"];
  readonly summariser: Summariser;
  /** Unix ms. */
  readonly now: () => number;
}

/** So many problems are told one by one. */
const maxTold = 20;
/** What JSON leaves as it is and a terminal or an editor would obey. */
const steering = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Summarises each place of a history, and writes the summaries one after the other. Resolves to whether everything could be read.
 * Rejects with an `OperatorError` when there is nothing to summarise, and as the summariser does.
 */
export async function summarise(options: SummariseOptions, parts: SummariseParts): Promise<boolean> {
  const { input, json, locale, since, last, workspace } = options;
  let problems = 0;
  const tell = (problem: string) => {
    problems++;
    if (problems <= maxTold) parts.stderr.write(`${problem}\n`);
  };
  const chosen = { ...(since === undefined ? {} : { since }), ...(last === undefined ? {} : { last }) };
  let written = 0;
  try {
    const heard = await openConversation(input, {
      ...parts,
      ...(workspace === undefined ? {} : { workspace }),
    });
    for await (const { name, messages, dropped } of placesOf(heard, chosen, tell)) {
      if (messages.length === 0) continue;
      if (dropped > 0)
        parts.stderr.write(
          `${printable(name)}: the first ${dropped} messages were too many to read with the rest.\n`,
        );
      const summary = await parts.summariser.summarise(printable(name), messages);
      const text = json
        ? `${JSON.stringify({ place: name, ...summary }).replace(steering, asEscape)}\n`
        : `${written === 0 ? "" : "\n"}# ${titleOf(name)}\n\n${summaryAsMarkdown(summary, { locale: locale ?? summary.locale, timeZone: "UTC", now: parts.now() })}\n`;
      written++;
      if (!(await parts.stdout.write(text))) return problems === 0;
    }
  } catch (error) {
    throw asOperatorError(input, error);
  }
  if (problems > maxTold) parts.stderr.write(`… and ${problems - maxTold} more like these.\n`);
  if (written === 0)
    throw new OperatorError(
      since === undefined
        ? `${input} holds no messages.`
        : `${input} holds no messages since then. Name an earlier time.`,
    );
  return problems === 0;
}

const asEscape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The name of a place as a heading. */
const titleOf = (name: string) => printable(name).replace(/[\\`*_[\]<>#|~@]/g, "\\$&");
