import { basename, resolve } from "node:path";
import { OperatorError } from "../../core/ports/operator-error.ts";
import { isExport, openExport, readIrcLine } from "../../exports/index.ts";
import { asOperatorError, fileChunks } from "../moderate/read-entries.ts";
import { type Line, textLines } from "../moderate/text-lines.ts";
import type { Heard } from "./heard.ts";
import { createIrcReader } from "./irc-lines.ts";
import { jsonLine } from "./json-line.ts";

export interface ConversationParts {
  readonly cwd: string;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** The address of the workspace that an export of Slack's is of, as `slackAddress` gives it. */
  readonly workspace?: string;
}

/** So many lines are looked at to tell what a file is. */
const lookedAt = 50;

/**
 * Opens what is to be summarised: an export of Slack or Discord, a file of JSON Lines, or an IRC log; `-` is `stdin`. Its messages place after place.
 * Rejects with an `OperatorError` when it cannot be opened or is none of these.
 */
export async function openConversation(
  named: string,
  { cwd, stdin, workspace }: ConversationParts,
): Promise<AsyncIterable<Heard>> {
  const path = named === "-" ? undefined : resolve(cwd, named);
  try {
    if (path !== undefined && (await isExport(path))) return await exportedMessages(named, path, workspace);
    if (workspace !== undefined) throw noSlackExport(named);
    return lineMessages(named, path === undefined ? stdin() : fileChunks(path));
  } catch (error) {
    throw asOperatorError(named, error);
  }
}

const noSlackExport = (named: string) =>
  new OperatorError(`${named} is no export of Slack's: leave --workspace out.`);

async function exportedMessages(
  named: string,
  path: string,
  workspace: string | undefined,
): Promise<AsyncIterable<Heard>> {
  const problems: Heard[] = [];
  const tell = (problem: string) => void problems.push({ problem });
  const opened = await openExport(path, tell, workspace === undefined ? {} : { slackAddress: workspace });
  if (workspace !== undefined && opened.kind !== "slack") {
    await opened.close();
    throw noSlackExport(named);
  }
  return (async function* () {
    try {
      for await (const { place, link = "", ...message } of opened.messages()) {
        yield* problems.splice(0);
        yield { place, message: { ...message, link } };
      }
      yield* problems.splice(0);
    } finally {
      await opened.close();
    }
  })();
}

async function* lineMessages(named: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Heard> {
  const name = named === "-" ? "standard input" : basename(named);
  const place = { id: `log:${name}`, name } as const;
  const address = encodeURI(named.toWellFormed()).replace(/[#?:]/g, encodeURIComponent);
  const linkOf = (line: number) => (named === "-" ? "" : `${address}#L${line}`);
  const irc = createIrcReader(/\d{4}-\d{2}-\d{2}/.exec(name)?.[0], linkOf);
  const first: Line[] = [];
  let form: "json" | "irc" | undefined;

  function* read(lines: readonly Line[]): Generator<Heard> {
    for (const line of lines) {
      if (line.text?.trim() === "") continue;
      const heard = form === "json" ? jsonLine(line, linkOf(line.number)) : irc.read(line);
      if (heard === undefined) continue;
      yield "problem" in heard ? heard : { place, message: heard };
    }
  }

  for await (const lines of textLines(chunks)) {
    if (form === undefined) {
      first.push(...lines);
      if (first.length < lookedAt) continue;
      form = formOf(named, first);
      yield* read(first.splice(0));
    } else yield* read(lines);
  }
  if (first.length === 0) return;
  form = formOf(named, first);
  yield* read(first);
}

/** What the first lines of a file are. */
function formOf(named: string, lines: readonly Line[]): "json" | "irc" {
  const texts = lines.slice(0, lookedAt).flatMap(({ text }) => (text?.trim() ? [text] : []));
  if (texts[0] === undefined || /^\s*\{/.test(texts[0])) return "json";
  if (texts.filter((text) => readIrcLine(text) !== undefined).length * 2 >= texts.length) return "irc";
  throw new OperatorError(
    `${named} is nothing that can be summarised. Name an export of Slack or Discord, an IRC log ("[12:18] <name> text"), or JSON Lines ({"id","author","text","sentAt","link","replyTo"}).`,
  );
}
