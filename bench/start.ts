import { household, startMaru } from "../test/e2e/program.ts";
import { residentMb } from "./process-memory.ts";
import { median, type Row } from "./row.ts";

const STARTS = 7;
const SETTLE_MS = 2_000;

/** How long the program takes from its process's start to "ready" without a model, and what memory it then holds. */
export async function measureStart(): Promise<readonly Row[]> {
  const readyMs: number[] = [];
  const memoryMb: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    await using home = await household({ model: { use: "none" } });
    const startedAt = performance.now();
    const maru = startMaru(home);
    await maru.ready;
    readyMs.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    memoryMb.push(await residentMb(maru.pid));
    await maru.end("SIGTERM");
  }
  const ready = median(readyMs);
  const memory = median(memoryMb);
  return [
    {
      what: `process start → ready, no model (median of ${STARTS})`,
      aim: "≤ 1.5 s",
      measured: `${(ready / 1000).toFixed(2)} s`,
      met: ready <= 1_500,
    },
    {
      what: `resident memory of the main process, ${SETTLE_MS / 1000} s after that (median of ${STARTS})`,
      aim: "≤ 150 MB",
      measured: `${memory.toFixed(0)} MB`,
      met: memory <= 150,
    },
  ];
}
