import { resolve } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config/index.ts";
import type { Logger } from "../core/ports/logger.ts";
import { OperatorError } from "../core/ports/operator-error.ts";
import {
  type Audit,
  type ChainFault,
  openAudit,
  type Verification,
  verifyChain,
} from "../moderation/audit/index.ts";
import { openStore } from "../store/index.ts";
import type { CommandIo } from "./models.ts";
import { asOperatorError, fileChunks } from "./moderate/read-entries.ts";
import { textLines } from "./moderate/text-lines.ts";
import type { Outlet } from "./outlet.ts";

interface AuditCommandParts {
  readonly io: CommandIo;
  readonly cwd: string;
  readonly stdout: Outlet;
  /** The config, or `undefined` once its faults have been printed and the exit code is set. */
  readonly settings: () => Promise<{ readonly config: Config } | undefined>;
  /** Takes whether all went well. */
  readonly done: (well: boolean) => void;
}

/** Mounts `audit`. Both commands only read, also while Maru runs. */
export function addAudit(program: Command, parts: AuditCommandParts): void {
  const { io, cwd, stdout } = parts;
  const audit = program.command("audit").description("moderation's audit log");

  audit
    .command("verify")
    .description("check that the audit log is whole and unchanged")
    .argument("[file]", "an exported log; default: the log of the store")
    .action((file: string | undefined) =>
      tellingFaults(async () => {
        const found = file === undefined ? await withLog((log) => log.verify()) : await verifyFile(file);
        if (!found) return;
        (found.whole ? io.stdout : io.stderr).write(`${sentence(found)}\n`);
        parts.done(found.whole);
      }),
    );

  audit
    .command("export")
    .description("print the audit log as JSON Lines")
    .action(() =>
      tellingFaults(async () => {
        await withLog(async (log) => {
          for await (const line of log.export()) if (!(await stdout.write(line))) return;
        });
      }),
    );

  /** Resolves to `undefined` when the config has faults. */
  async function withLog<Result>(work: (log: Audit) => Promise<Result>): Promise<Result | undefined> {
    const checked = await parts.settings();
    if (checked === undefined) return undefined;
    const { data } = checked.config;
    const dataFolder = resolve(cwd, data.folder);
    const store = await openStore(data.store, { dataFolder, now: Date.now, log: quiet, readOnly: true });
    try {
      return await work(openAudit({ store, now: Date.now }));
    } finally {
      await store.close();
    }
  }

  async function verifyFile(named: string): Promise<Verification> {
    try {
      return await verifyChain(linesOf(resolve(cwd, named)));
    } catch (error) {
      throw asOperatorError(named, error);
    }
  }

  async function tellingFaults(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      io.stderr.write(`${error.message}\n`);
      parts.done(false);
    }
  }
}

const quiet: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Each line's JSON; `undefined` for one that is none. */
async function* linesOf(path: string): AsyncGenerator<unknown> {
  for await (const lines of textLines(fileChunks(path))) {
    for (const { text } of lines) {
      if (text?.trim() === "") continue;
      let line: unknown;
      try {
        line = JSON.parse(text ?? "");
      } catch {
        line = undefined;
      }
      yield line;
    }
  }
}

function sentence(found: Verification): string {
  if (!found.whole) {
    const fits = found.entries === 0 ? "None before it fits." : `Up to entry ${found.entries} all fit.`;
    return `The audit log is not whole. ${faultOf(found.fault, found.seq)} ${fits}`;
  }
  if (found.entries === 0) return "The audit log is empty.";
  return `The audit log is whole: ${entries(found.entries)}. The newest has the hash ${found.head.hash}; keep a note of it elsewhere, and nobody can rewrite what came before unnoticed.`;
}

function faultOf(fault: ChainFault, seq: number): string {
  switch (fault) {
    case "changed":
      return `Entry ${seq} does not follow from the one before it: one of the two was changed.`;
    case "missing":
      return `Entry ${seq} is missing, and later ones are there.`;
    case "reordered":
      return `Entry ${seq} does not stand in its place, or another one stands there twice.`;
    case "cut-off":
      return `Entry ${seq} was written once, and is missing with all that came after it.`;
    case "unreadable":
      return `Entry ${seq} is no entry of an audit log.`;
    default:
      return fault satisfies never;
  }
}

const entries = (count: number) => (count === 1 ? "1 entry" : `${count} entries`);
