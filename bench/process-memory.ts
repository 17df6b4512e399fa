import { readFile } from "node:fs/promises";

/** Resident memory of a process in MB (10^6 bytes), from Linux's /proc. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6;
}
