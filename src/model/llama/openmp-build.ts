import { spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Environment } from "./engine-process.ts";
import { OPENMP_OPTION } from "./openmp-option.ts";

type BuildOutcome =
  | { readonly state: "built" }
  /** Programs that building takes and that are not there. */
  | { readonly state: "lacking"; readonly programs: readonly string[] }
  /** The last words of whoever built it. */
  | { readonly state: "failed"; readonly said: string };

interface BuildParts {
  /** Where programs and headers are found. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Told every line of the build. */
  readonly onLine: (line: string) => void;
}

const MAX_SAID_CHARS = 2_000;
/** Only where it lies: nothing of it is loaded into this process. */
const PACKAGE = join(dirname(createRequire(import.meta.url).resolve("node-llama-cpp")), "..");

/** How node-llama-cpp's command line takes options of CMake. */
const cmakeVariables = Object.fromEntries(
  Object.entries(OPENMP_OPTION).map(([name, value]) => [`NODE_LLAMA_CPP_CMAKE_OPTION_${name}`, value]),
);

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

  const cli = join(PACKAGE, "dist", "cli", "cli.js");
  let said = "";
  const source = (...args: readonly string[]) =>
    run(process.execPath, [cli, "source", ...args, "--gpu", "false"], {
      environment: { ...environment, ...cmakeVariables },
      signal,
      onText(text) {
        said = (said + text).slice(-MAX_SAID_CHARS);
        for (const line of text.split("\n")) if (line.trim() !== "") onLine(line);
      },
    });
  if ((await source("download", "--skipBuild")) !== 0) return { state: "failed", said: said.trim() };
  await keepTileConfiguration(join(PACKAGE, "llama", "llama.cpp"));
  const code = await source("build");
  return code === 0 ? { state: "built" } : { state: "failed", said: said.trim() };
}

/** Whether the build that `tune` makes is there. @param builds where node-llama-cpp keeps those that were made here */
export async function hasOpenMpBuild(builds = join(PACKAGE, "llama", "localBuilds")): Promise<boolean> {
  const wanted = JSON.stringify(OPENMP_OPTION);
  for (const name of await readdir(builds).catch(() => [])) {
    const text = await readFile(join(builds, name, "Release", "_nlcBuildMetadata.json"), "utf8").catch(
      () => "{}",
    );
    const { buildOptions } = JSON.parse(text) as { buildOptions?: { customCmakeOptions?: unknown } };
    if (JSON.stringify(buildOptions?.customCmakeOptions) === wanted) return true;
  }
  return false;
}

/**
 * GCC before 12.4 and 13.3 takes `_tile_loadconfig` to read eight of its 64 bytes and leaves out the writing of the others, upon which
 * processors that have AMX refuse it and the process dies (GCC bug 114098). Naming all of them costs nothing. Sources in which the call is
 * not found are built as they are: whether a build computes right is looked at before it is used.
 */
async function keepTileConfiguration(sources: string): Promise<void> {
  const file = join(sources, "ggml", "src", "ggml-cpu", "amx", "mmq.cpp");
  const text = await readFile(file, "utf8").catch(() => "");
  const call = "_tile_loadconfig(&tc);";
  if (text.includes(call))
    await writeFile(file, text.replace(call, `__asm__ volatile("" : : "m"(tc)); ${call}`));
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
