import { resolve } from "node:path";
import { isExport, openExport } from "../../exports/index.ts";
import { asOperatorError, fileChunks } from "../moderate/read-entries.ts";
import { textLines } from "../moderate/text-lines.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { loggedMessage, messageOf } from "./logged-message.ts";

/** Messages of an export that are passed on together. */
const BATCH = 200;

/**
 * Opens a history, as `moderate` opens its input: an export of Slack or Discord, or a file of lines; `-` is `stdin`. Bots are left out.
 * Rejects with an `OperatorError` when it cannot be opened.
 */
export async function openHistory(
  named: string,
  { cwd, stdin }: { readonly cwd: string; readonly stdin: () => AsyncIterable<Uint8Array> },
): Promise<AsyncIterable<readonly HistoryEntry[]>> {
  if (named === "-") return logged(stdin());
  const path = resolve(cwd, named);
  try {
    return (await isExport(path)) ? await exported(path) : logged(fileChunks(path));
  } catch (error) {
    throw asOperatorError(named, error);
  }
}

async function* logged(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly HistoryEntry[]> {
  for await (const lines of textLines(chunks)) yield lines.map(loggedMessage);
}

async function exported(path: string): Promise<AsyncIterable<readonly HistoryEntry[]>> {
  const problems: HistoryEntry[] = [];
  const opened = await openExport(path, (problem) => void problems.push({ problem }));
  async function* entries(): AsyncGenerator<readonly HistoryEntry[]> {
    try {
      let batch: HistoryEntry[] = [];
      for await (const message of opened.messages()) {
        if (message.author.kind === "person") batch.push({ message: messageOf(message), isTimed: true });
        if (batch.length < BATCH) continue;
        yield [...problems.splice(0), ...batch];
        batch = [];
      }
      yield [...problems.splice(0), ...batch];
    } finally {
      await opened.close();
    }
  }
  return entries();
}
