import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import type { ProgramDeps } from "../../src/cli/program-deps.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import { slack, web } from "../config/adapters.ts";

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;

/** A new folder that is deleted when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command line in `cwd`, with `piped` as its standard input, and tells what it printed. */
export async function run(
  argv: readonly string[],
  cwd: string,
  { piped = [], ...over }: Partial<ProgramDeps> & { piped?: Iterable<string | Uint8Array> } = {},
) {
  let out = "";
  let err = "";
  const exitCode = await runProgram(argv, {
    version: "1.2.3",
    nodeVersion: "24.1.0",
    env: {},
    cwd,
    io: {
      stdout: {
        write: (text) => {
          out += text;
        },
      },
      stderr: {
        write: (text) => {
          err += text;
        },
      },
      isTTY: false,
    },
    pipe: {
      async *stdin() {
        for (const chunk of piped) yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      },
      isTyped: false,
      isWatched: false,
      stdout: {
        async write(text) {
          out += text;
          return true;
        },
      },
    },
    memory: () => ({ totalBytes: 16e9, availableBytes: 12e9 }),
    findAdapters: async () => [web, slack],
    openGuard: async () => {
      throw new OperatorError("There is no guard to ask.");
    },
    openModel: async () => ({ state: "absent", reason: "not-installed", hint: "No model is installed." }),
    openMeasured: () => {
      throw new TypeError("this test tunes nothing");
    },
    start: async () => {
      throw new TypeError("this test does not start Maru");
    },
    ...over,
  });
  return { exitCode, out, err };
}

/** The program in a process of its own, in `cwd` and without environment; what it has printed so far can be read. */
export function spawnProgram(argv: readonly string[], cwd: string) {
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd, env: {} });
  const printed = { out: "", err: "" };
  child.stdout.on("data", (piece) => {
    printed.out += String(piece);
  });
  child.stderr.on("data", (piece) => {
    printed.err += String(piece);
  });
  return { printed, kill: child.kill.bind(child), ended: once(child, "close") };
}
