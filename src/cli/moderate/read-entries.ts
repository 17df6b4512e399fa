import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { OperatorError } from "../../core/ports/operator-error.ts";
import { type ExportKind, isExport, openExport } from "../../exports/index.ts";
import type { Entry } from "./entry.ts";
import { lineEntry } from "./line-entry.ts";
import { textLines } from "./text-lines.ts";

/** An input that is open for reading. */
export interface Input {
  /** What it is, for people. */
  readonly kind: "lines" | ExportKind;
  /** Its messages in order, some at a time: as many as there are without waiting. */
  readonly entries: AsyncIterable<readonly Entry[]>;
}

/** Messages of an export that are passed on together. */
const BATCH = 200;

/**
 * Opens what `moderate` is to read: `-` is `stdin`, else a path from `cwd` on. A folder or zip is an export; a file one of
 * DiscordChatExporter's or lines. Rejects with an `OperatorError` when it cannot be opened.
 */
export async function openInput(
  named: string,
  { cwd, stdin }: { readonly cwd: string; readonly stdin: () => AsyncIterable<Uint8Array> },
): Promise<Input> {
  if (named === "-") return { kind: "lines", entries: lineEntries(stdin()) };
  const path = resolve(cwd, named);
  try {
    if (await isExport(path)) return await exportInput(path);
    return { kind: "lines", entries: lineEntries(fileChunks(path)) };
  } catch (error) {
    throw asOperatorError(named, error);
  }
}

async function* lineEntries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Entry[]> {
  for await (const lines of textLines(chunks)) yield lines.map(lineEntry);
}

async function exportInput(path: string): Promise<Input> {
  const problems: Entry[] = [];
  const opened = await openExport(path, (problem) => void problems.push({ problem }));
  async function* entries(): AsyncGenerator<readonly Entry[]> {
    try {
      let batch: Entry[] = [];
      for await (const { id, text, author } of opened.messages()) {
        // As in a running Maru: bots are not judged.
        if (author.kind === "person") batch.push({ id: JSON.stringify(id), text });
        if (batch.length < BATCH) continue;
        yield [...problems.splice(0), ...batch];
        batch = [];
      }
      yield [...problems.splice(0), ...batch];
    } finally {
      await opened.close();
    }
  }
  return { kind: opened.kind, entries: entries() };
}

/** A file as it is read. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    yield* file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await file.close();
  }
}

/** Errors of the file system in words; others as they are. */
export function asOperatorError(named: string, error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (error instanceof OperatorError || typeof code !== "string") return error;
  switch (code) {
    case "ENOENT":
      return new OperatorError(
        `There is no ${named}. Name a file, a folder or a zip, or - for what is piped in.`,
      );
    case "EACCES":
    case "EPERM":
      return new OperatorError(`${named} may not be read. Give yourself read access to it.`);
    default:
      return new OperatorError(`${named} cannot be read: ${code}.`, { cause: error });
  }
}
