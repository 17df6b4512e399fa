import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

/** Starts `models pull` as a process. What it prints goes nowhere, what it complains of comes on `stderr`. */
export function pullInChild(
  endpoint: string,
  modelsFolder: string,
  what: string,
): ChildProcessByStdio<null, null, Readable> {
  const script = fileURLToPath(new URL("pull-in-child.ts", import.meta.url));
  return spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", script, endpoint, modelsFolder, what],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
}
