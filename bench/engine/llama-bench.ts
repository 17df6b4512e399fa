import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Ground } from "./ground.ts";

const run = promisify(execFile);

/** What llama-bench measures: so many tokens written or read, after `depth` tokens that stand there already. */
type Asked = { readonly depth: number; readonly flashAttention?: boolean } & (
  | { readonly write: number }
  | { readonly read: number }
);

/** Tokens per second that llama-bench writes or reads; with flash attention as it thinks best, unless that is said. */
export async function llamaBench({ llamaCpp, path, threads }: Ground, asked: Asked): Promise<number> {
  const numbers = {
    "-t": threads,
    "-r": 1,
    "-p": "read" in asked ? asked.read : 0,
    "-n": "write" in asked ? asked.write : 0,
    "-d": asked.depth,
    ...(asked.flashAttention === undefined ? {} : { "-fa": Number(asked.flashAttention) }),
  };
  const { stdout } = await run(llamaCpp["llama-bench"], ["-m", path, "-o", "json", ...asArguments(numbers)]);
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
  const args = ["-m", path, "--output-format", "jsonl", ...asArguments(numbers)];
  const { stdout } = await run(llamaCpp["llama-batched-bench"], args);
  return JSON.parse(stdout.split("\n").find((line) => line.startsWith("{")) ?? "{}").speed_tg;
}

function asArguments(numbers: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(numbers).flatMap(([name, value]) => [name, String(value)]);
}
