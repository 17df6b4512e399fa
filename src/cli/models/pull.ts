import {
  bestToPull,
  type Circumstances,
  catalogue,
  type Hub,
  PullError,
  pullModel as pullFromHub,
} from "../../model/catalogue/index.ts";
import { formatBytes } from "../../text/format-bytes.ts";
import { INTERRUPTED } from "../catch-interrupt.ts";
import type { CommandIo } from "./output.ts";
import { progressReport } from "./progress.ts";

interface PullOptions extends Circumstances {
  readonly modelsFolder: string;
  readonly hub: Hub;
  /** Aborting it ends the pull and keeps what has come. */
  readonly signal: AbortSignal;
  /** Unix ms. */
  readonly now: () => number;
}

const FAILED = 1;

/** Downloads the named model, or the best one for this machine. Returns the exit code. */
export async function pullModel(
  nameOrUri: string | undefined,
  options: PullOptions,
  io: CommandIo,
): Promise<number> {
  const what = nameOrUri ?? bestToPull(options)?.name;
  if (what === undefined) {
    io.stderr.write(
      "No model of the catalogue fits this machine's free memory. Close other programs, or name one: npm run maru -- models shows them.\n",
    );
    return FAILED;
  }
  io.stdout.write(nameOrUri === undefined ? `Best for this machine: ${what}\n` : `Pulling ${what}\n`);
  const report = progressReport(io, options.now);
  try {
    const pulled = await pullFromHub({
      what,
      modelsFolder: options.modelsFolder,
      hub: options.hub,
      signal: options.signal,
      onProgress: report.show,
    });
    report.end();
    const size = formatBytes(pulled.sizeBytes);
    if (pulled.alreadyInstalled) {
      io.stdout.write(`It is installed already: ${pulled.path} (${size})\n`);
      return 0;
    }
    const check = pulled.checked ? "SHA-256 right" : "size right; nobody gave a checksum to compare";
    io.stdout.write(`Installed: ${pulled.path} (${size}, ${check})\n`);
    io.stdout.write(
      `Start Maru again to use it. With ${settingFor(what)} "auto" it is chosen if it is the best; to insist on it write: use: ${what}\n`,
    );
    return 0;
  } catch (error) {
    report.end();
    if (!(error instanceof PullError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return error.code === "aborted" ? INTERRUPTED : FAILED;
  }
}

/** Where in maru.yaml a model of that name is asked for. */
function settingFor(what: string): string {
  const entry = catalogue.find(({ name }) => name === what.trim().toLowerCase());
  return entry?.purpose === "guard" ? "moderation.guard.use" : "model.use";
}
