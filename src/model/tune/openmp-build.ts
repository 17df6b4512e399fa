import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Environment } from "../llama/engine-process.ts";

export type BuildOutcome =
  | { readonly state: "built" }
  /** Programs that building takes and that are not there. */
  | { readonly state: "lacking"; readonly programs: readonly string[] }
  /** The last words of whoever built it. */
  | { readonly state: "failed"; readonly said: string };

export interface BuildParts {
  /** Where programs and headers are found. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Told every line of the build. */
  readonly onLine: (line: string) => void;
}

const MAX_SAID_CHARS = 2_000;

/**
 * Builds node-llama-cpp's binding with OpenMP from the sources that come with its npm package, into that package's own folder: what it
 * gains is the threads' meeting after each step, which the ready-made build pays for anew each time. Takes some five minutes. `npm ci`
 * takes it away again.
 */
export async function buildWithOpenMp({ environment, signal, onLine }: BuildParts): Promise<BuildOutcome> {
  const lacking: string[] = [];
  for (const names of [["cmake"], ["c++", "g++", "clang++"]])
    if (!(await isThere(names, environment))) lacking.push(names[0] as string);
  if (lacking.length > 0) return { state: "lacking", programs: lacking };

  const entry = createRequire(import.meta.url).resolve("node-llama-cpp");
  const cli = join(dirname(entry), "cli", "cli.js");
  let said = "";
  const code = await run(process.execPath, [cli, "source", "download", "--gpu", "false"], {
    environment: { ...environment, NODE_LLAMA_CPP_CMAKE_OPTION_GGML_OPENMP: "ON" },
    signal,
    onText(text) {
      said = (said + text).slice(-MAX_SAID_CHARS);
      for (const line of text.split("\n")) if (line.trim() !== "") onLine(line);
    },
  });
  return code === 0 ? { state: "built" } : { state: "failed", said: said.trim() };
}

async function isThere(names: readonly string[], environment: Environment): Promise<boolean> {
  for (const name of names) {
    const code = await run(name, ["--version"], {
      environment,
      signal: AbortSignal.timeout(10_000),
      onText: () => undefined,
    });
    if (code === 0) return true;
  }
  return false;
}

/** The exit code; none when it could not be started or was stopped. */
function run(
  program: string,
  args: readonly string[],
  how: {
    readonly environment: Environment;
    readonly signal: AbortSignal;
    readonly onText: (text: string) => void;
  },
): Promise<number | null> {
  const { environment, signal, onText } = how;
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: environment, signal, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onText);
    child.once("error", () => resolve(null));
    child.once("close", (code) => resolve(code));
  });
}
