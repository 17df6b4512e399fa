/**
 * The only file that reads the command line and the environment. Hands them to the program, and
 * turns the signals of the operating system into an orderly end.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { findAdapters } from "./cli/find-adapters.ts";
import { guardForCommands } from "./cli/guard-for-commands.ts";
import { machineMemory } from "./cli/machine-memory.ts";
import { modelForCommands } from "./cli/model-for-commands.ts";
import { openMeasuredIn } from "./cli/open-measured.ts";
import { createOutlet } from "./cli/outlet.ts";
import { runProgram } from "./cli/program.ts";
import type { Settings } from "./cli/program-deps.ts";
import { start } from "./cli/start.ts";

// Secrets stand in the environment, or in this file; the environment wins.
if (existsSync(".env")) process.loadEnvFile(".env");

const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs Maru until a signal comes; a second one ends it at once, and the next start takes up what is left. */
async function startUntilSignal({ config, adapters }: Settings): Promise<number> {
  const signalled = Promise.withResolvers<void>();
  let signals = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals > 1) process.exit(1);
      signalled.resolve();
    });
  }
  const maru = await start({
    config,
    adapters,
    baseFolder: process.cwd(),
    environment: process.env,
    version,
    print,
  });
  await signalled.promise;
  print("Ending: answers in flight get a moment. Press Ctrl-C again to end at once.");
  await maru.stop();
  return 0;
}

process.exitCode = await runProgram(process.argv.slice(2), {
  version,
  nodeVersion: process.versions.node,
  env: process.env,
  cwd: process.cwd(),
  io: { stdout: process.stdout, stderr: process.stderr, isTTY: process.stdout.isTTY === true },
  pipe: {
    stdin: () => process.stdin,
    isTyped: process.stdin.isTTY === true,
    stdout: createOutlet(process.stdout),
    isWatched: process.stderr.isTTY === true,
  },
  memory: machineMemory,
  findAdapters: () => findAdapters(new URL("../adapters/", import.meta.url)),
  openGuard: guardForCommands(process.cwd(), process.env),
  openModel: modelForCommands(process.cwd(), process.env),
  openMeasured: openMeasuredIn(process.env),
  start: startUntilSignal,
});
