import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Ground } from "./ground.ts";

const run = promisify(execFile);

/** Tokens per second that llama-bench writes, or reads when `promptTokens` is given, after `depth` tokens that stand there already. */
export async function llamaBench(
  { llamaCpp, path, threads }: Ground,
  what: { readonly write: number } | { readonly read: number; readonly depth?: number },
): Promise<number> {
  const tests =
    "write" in what
      ? ["-p", "0", "-n", String(what.write)]
      : ["-p", String(what.read), "-n", "0", "-d", String(what.depth ?? 0)];
  const args = ["-m", path, "-t", String(threads), "-r", "1", "-o", "json", ...tests];
  const { stdout } = await run(llamaCpp["llama-bench"], args);
  return JSON.parse(stdout)[0].avg_ts;
}

/** Tokens per second that llama-batched-bench writes in all, so many streams at once, each after a prompt of so many tokens. */
export async function llamaBatchedBench(
  { llamaCpp, path, threads }: Ground,
  { streams, read, write }: { readonly streams: number; readonly read: number; readonly write: number },
): Promise<number> {
  const numbers = {
    "-t": threads,
    "-c": streams * (read + write + 16),
    "-npp": read,
    "-ntg": write,
    "-npl": streams,
  };
  const args = [
    "-m",
    path,
    "--output-format",
    "jsonl",
    ...Object.entries(numbers).flatMap(([name, value]) => [name, String(value)]),
  ];
  const { stdout } = await run(llamaCpp["llama-batched-bench"], args);
  return JSON.parse(stdout.split("\n").find((line) => line.startsWith("{")) ?? "{}").speed_tg;
}
