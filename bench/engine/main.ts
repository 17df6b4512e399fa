/**
 * Measures Maru's model part against llama.cpp's own programs, side by side, on models of noise that it makes itself; prints tables, and with
 * `--write` keeps them in bench/README.md. `npm run bench:engine -- [parts] [--shape 135m] [--quick] [--threads 2] [--tune] [--write]`.
 * `--tune`: finds out first what `maru tune` would set for each file here; then the aims are those for after it.
 * Needs git, cmake, make and a C++ compiler the first time, to build llama.cpp's programs; some minutes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildLlamaCpp } from "../../test/fixtures/llama-cpp/build.ts";
import { keepTable, tableOf } from "../kept-table.ts";
import { writeRandomModel } from "../random-model.ts";
import type { Row } from "../row.ts";
import { createEventLoop } from "./event-loop.ts";
import { measureFlood } from "./flood.ts";
import type { Ground } from "./ground.ts";
import { measureLongPrompt } from "./long-prompt.ts";
import { settingsOf } from "./maru.ts";
import { MEMORY_ON, measureMemory } from "./memory.ts";
import { refusal } from "./refusal.ts";
import { measureReuse } from "./reuse.ts";
import { measureStreams } from "./streams.ts";
import { tunedFor } from "./tuned.ts";
import { measureTurns } from "./turns.ts";
import { createUndisturbed } from "./undisturbed.ts";

type Shape = Ground["shape"];

/** Each with the shapes that it is measured on. */
const PARTS = {
  streams: { measure: measureStreams, shapes: ["135m", "1b"] },
  turns: { measure: measureTurns, shapes: ["135m", "1b"] },
  // On 1b it would take a quarter of an hour, and count the same.
  reuse: { measure: measureReuse, shapes: ["135m"] },
  "long-prompt": { measure: measureLongPrompt, shapes: ["135m", "1b"] },
  flood: { measure: measureFlood, shapes: ["135m", "1b"] },
  memory: { measure: measureMemory, shapes: ["135m"] },
} as const satisfies Record<
  string,
  { measure: (ground: Ground) => Promise<readonly Row[]>; shapes: readonly Shape[] }
>;
type Part = keyof typeof PARTS;

/** On the other, `tune` alone would take half an hour. */
const TUNED_SHAPES: readonly Shape[] = ["135m"];
const MOST_DELAY_MS = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shape: { type: "string", multiple: true, default: [] },
    threads: { type: "string", default: "2" },
    tune: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const isPart = (name: string): name is Part => name in PARTS;
const parts = positionals.length === 0 ? Object.keys(PARTS).filter(isPart) : positionals.filter(isPart);
const refused = refusal({
  ...{ named: positionals, shapes: values.shape, threads: values.threads },
  measured: Object.fromEntries(Object.entries(PARTS).map(([part, { shapes }]) => [part, shapes])),
});
if (refused !== undefined) {
  console.error(refused);
  process.exit(2);
}
if (values.write && (values.quick || values.shape.length > 0)) {
  console.error("What is kept is measured in full: --write goes neither with --quick nor with --shape.");
  process.exit(2);
}

const llamaCpp = await buildLlamaCpp({ jobs: availableParallelism(), output: "inherit" });
const folder = mkdtempSync(join(tmpdir(), "maru-bench-"));
// Gigabytes, which a Ctrl-C must not leave behind.
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const eventLoop = createEventLoop();
const grounds = new Map<Shape, Promise<Ground>>();
for (const part of parts) {
  const { measure, shapes } = PARTS[part];
  const rows: Row[] = [];
  const wanted = shapes.filter(isWanted);
  for (const shape of wanted) {
    process.stderr.write(`${part} on ${shape} …\n`);
    const ground = grounds.get(shape) ?? groundOf(shape);
    grounds.set(shape, ground);
    rows.push(...(await measure(await ground)));
  }
  if (rows.length === 0) continue;
  const { p99Ms, maxMs } = eventLoop.take();
  rows.push({
    what: "event-loop delay in the main process meanwhile, 99 %",
    aim: `≤ ${MOST_DELAY_MS} ms`,
    measured: `${p99Ms.toFixed(1)} ms (at most ${maxMs.toFixed(0)})`,
    met: p99Ms <= MOST_DELAY_MS,
  });
  const table = tableOf(rows, part === "memory" ? MEMORY_ON : await circumstances(wanted));
  console.log(`${part}\n\n${table}\n`);
  if (values.write) await keepTable(`engine-${part}${values.tune ? "-tuned" : ""}`, table);
}

function isWanted(shape: Shape): boolean {
  if (values.shape.length > 0) return values.shape.includes(shape);
  return !values.tune || TUNED_SHAPES.includes(shape);
}

/** By how many threads it was computed, and how quiet the machine was for what is compared with llama.cpp's programs. */
async function circumstances(shapes: readonly Shape[]): Promise<string> {
  let [measured, disturbed] = [0, 0];
  const how: string[] = [];
  for (const shape of shapes) {
    const ground = await grounds.get(shape);
    if (ground === undefined) continue;
    const counts = ground.undisturbed.take();
    measured += counts.measured;
    disturbed += counts.disturbed;
    const { tuned, threads } = ground;
    how.push(
      `${shape} with ${tuned === undefined ? `${threads} threads` : `${JSON.stringify(tuned)}, on ${threads} threads`}`,
    );
  }
  if (measured > 0)
    how.push(`${disturbed} of ${measured} measurements disturbed by what else the machine did`);
  return how.join("; ");
}

async function groundOf(shape: Shape): Promise<Ground> {
  const path = join(folder, `${shape}.gguf`);
  await writeRandomModel(path, shape, `noise of ${shape}`);
  const asked = Number(values.threads);
  const tuned = values.tune ? await tunedFor(settingsOf({ path, threads: asked })) : undefined;
  // llama.cpp's programs get as many threads as Maru, whoever chose them.
  const threads = tuned?.threads ?? asked;
  const undisturbed = createUndisturbed(threads);
  return { shape, path, folder, threads, quick: values.quick, tuned, llamaCpp, eventLoop, undisturbed };
}
