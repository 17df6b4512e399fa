import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
/** What `npm start` gives to node. */
const NODE_FLAGS = /"start": "node (.*) src\/main.ts start"/
  .exec(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))?.[1]
  ?.split(" ");

/** A data folder with a config file for one test; removed by `dispose`. */
export interface Household {
  readonly folder: string;
  readonly dataFolder: string;
  readonly configFile: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** @param config JSON is YAML: the content of maru.yaml. */
export async function household(config: unknown): Promise<Household> {
  const folder = await mkdtemp(join(tmpdir(), "maru-e2e-"));
  const configFile = join(folder, "maru.yaml");
  await writeFile(configFile, JSON.stringify(config));
  return {
    folder,
    dataFolder: join(folder, "data"),
    configFile,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The whole program as its own process. */
export interface Program {
  /** Resolves to the chat's address when Maru is ready; rejects with what it printed when it ends before. */
  readonly ready: Promise<string>;
  /** Everything that it printed so far. */
  printed(): string;
  /** Sends a signal and resolves to the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  /** Resolves when it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly pid: number;
}

/** Starts `maru` with a free port and these arguments. */
export function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Program {
  const child: ChildProcess = spawn(process.execPath, [...(NODE_FLAGS ?? []), MAIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], MARU_PORT: "0", ...env },
    ...(cwd ? { cwd } : {}),
  });
  let printed = "";
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        printed += `${line}\n`;
        const address = /Maru is ready at (http:\S+)/.exec(line)?.[1];
        if (address) resolve(address);
      });
    }
    ended.then((how) => reject(new Error(`Maru ended with ${how}:\n${printed}`)));
  });
  ready.catch(() => {}); // whoever awaits it sees the error
  return {
    ready,
    ended,
    printed: () => printed,
    pid: child.pid ?? 0,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts the chat on a household's data and config. */
export const startMaru = (home: Household, env: Readonly<Record<string, string>> = {}): Program =>
  runProgram(["start", "--config", home.configFile], { MARU_DATA: home.dataFolder, ...env }, home.folder);
