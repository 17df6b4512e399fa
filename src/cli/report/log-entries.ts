import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { Config } from "../../config/index.ts";
import { OperatorError } from "../../core/ports/operator-error.ts";
import { type AuditEntry, openAudit } from "../../moderation/audit/index.ts";
import { openStore } from "../../store/index.ts";
import { asOperatorError } from "../moderate/read-entries.ts";
import { textLines } from "../moderate/text-lines.ts";
import { silentLog } from "../silent-log.ts";

interface LogParts {
  readonly cwd: string;
  readonly config: Config;
  /** A file that `audit export` wrote; absent: the store of the config, as it is. */
  readonly file?: string | undefined;
  /** Unix ms. */
  readonly now: () => number;
}

/** The audit log's entries in order, read also while Maru runs. Throws an `OperatorError` when it cannot be read. */
export async function* logEntries(parts: LogParts): AsyncGenerator<AuditEntry> {
  if (parts.file === undefined) yield* storedEntries(parts);
  else yield* fileEntries(parts.file, parts.cwd);
}

async function* storedEntries({ config, cwd, now }: LogParts): AsyncGenerator<AuditEntry> {
  const dataFolder = resolve(cwd, config.data.folder);
  const store = await openStore(config.data.store, { dataFolder, now, log: silentLog, readOnly: true });
  try {
    for await (const { entry } of openAudit({ store, now }).scan()) yield entry;
  } finally {
    await store.close();
  }
}

async function* fileEntries(named: string, cwd: string): AsyncGenerator<AuditEntry> {
  const file = await open(resolve(cwd, named)).catch((error: unknown) => {
    throw asOperatorError(named, error);
  });
  try {
    for await (const lines of textLines(file.createReadStream({ autoClose: false })))
      for (const { number, text } of lines)
        if (text?.trim() !== "") yield entryOf(text, `${named}, line ${number}`);
  } finally {
    await file.close();
  }
}

/** The entry of a line as `audit export` writes it: `{"seq":…,"prev":…,"entry":{…},"hash":…}`. Whether the chain is whole, `audit verify` says. */
function entryOf(line: string | undefined, where: string): AuditEntry {
  const { entry } = parsed(line) as { readonly entry?: Partial<AuditEntry> };
  if (typeof entry?.type !== "string" || Number.isNaN(Date.parse(entry.at ?? ""))) {
    throw new OperatorError(
      `${where} is no line of an audit log. Give --log a file that "npm run maru -- audit export" wrote.`,
    );
  }
  return entry as AuditEntry;
}

function parsed(line: string | undefined): object {
  try {
    const value: unknown = JSON.parse(line ?? "");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
