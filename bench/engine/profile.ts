/**
 * Says where the time goes while Maru's model process works, and while llama.cpp's own program does the like: by `perf`, which must be there
 * (Debian: linux-perf). `node bench/engine/profile.ts [--streams 8] [--shape 135m] [--threads 2] [--flash-attention]`; with `--streams 0`
 * prompts of 1,536 tokens are read one after the other instead. Shares are of the time of all threads; one that waits asleep counts nothing.
 */
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import { buildLlamaCpp } from "../../test/fixtures/llama-cpp/build.ts";
import { writeRandomModel } from "../random-model.ts";
import { createEventLoop } from "./event-loop.ts";
import { withMaru } from "./maru.ts";
import { words } from "./words.ts";

const run = promisify(execFile);
const SECONDS = 6;
const LOADING_MS = 4_000;
const SHOWN = 12;
const WORDS = 24;
/** Words of noise that make about so many tokens. */
const LONG = 1_500;

const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "8" },
    shape: { type: "string", default: "135m" },
    threads: { type: "string", default: "2" },
    "flash-attention": { type: "boolean", default: false },
  },
});
const streams = Number(values.streams);
const threads = Number(values.threads);
const flashAttention = values["flash-attention"];
const shape = values.shape === "1b" ? "1b" : "135m";
const llamaCpp = await buildLlamaCpp({ jobs: availableParallelism(), output: "inherit" });
const folder = mkdtempSync(join(tmpdir(), "maru-profile-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const path = join(folder, `${shape}.gguf`);
await writeRandomModel(path, shape, `noise of ${shape}`);

const needs = { parallel: Math.max(1, streams), contextTokens: 4096 };
const ground = { path, folder, threads, tuned: { flashAttention }, eventLoop: createEventLoop() };
await withMaru(ground, needs, async ({ model, reply }) => {
  let asked = 0;
  let over = false;
  const ask = async (thread: number) => {
    while (!over) {
      const text = words(streams === 0 ? LONG : WORDS, ++asked);
      await reply({
        ...{ thread: `bench:profile-${thread}`, turns: [{ role: "user", text }] },
        tokens: streams === 0 ? 1 : 400,
      });
    }
  };
  const working = Array.from({ length: Math.max(1, streams) }, (_, at) => ask(at));
  await show("Maru", model.pid ?? 0);
  over = true;
  await Promise.all(working);
});

const args =
  streams === 0
    ? ["-p", "1536", "-n", "0", "-r", "50", "-ub", "128", "-fa", String(Number(flashAttention))]
    : ["-c", String(streams * 512), "-npp", "64", "-ntg", "400", "-npl", Array(20).fill(streams).join(",")];
const attention = streams === 0 ? [] : ["-fa", flashAttention ? "on" : "off"];
const program = streams === 0 ? "llama-bench" : "llama-batched-bench";
const theirs = spawn(llamaCpp[program], ["-m", path, "-t", String(threads), ...args, ...attention], {
  stdio: "ignore",
});
await show(program, theirs.pid ?? 0);
theirs.kill();

/** Prints what a process does for some seconds, once it has loaded the model. */
async function show(who: string, pid: number): Promise<void> {
  await pause(LOADING_MS);
  const data = join(folder, "perf.data");
  await run("perf", [
    ...["record", "-q", "-F", "999", "-o", data, "-p", String(pid)],
    ...["--", "sleep", String(SECONDS)],
  ]);
  const { stdout } = await run("perf", ["report", "-q", "-i", data, "--sort", "symbol", "-n"]);
  const lines = stdout.split("\n").filter((line) => line.trim() !== "");
  console.log(`${who}: share, samples (of ${999 * SECONDS} a thread), what`);
  for (const line of lines.slice(0, SHOWN)) console.log(line.slice(0, 110).trimEnd());
  console.log("");
}
