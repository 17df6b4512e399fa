/**
 * Measures Maru's model part against llama.cpp's own programs, side by side, on models of noise that it makes itself; prints tables, and with
 * `--write` keeps them in bench/README.md. `npm run bench:engine -- [parts] [--shape 135m] [--quick] [--threads 2] [--settings tuned.json] [--write]`.
 * `--settings`: fields of `LlamaSettings` that `maru tune` found best for such a file here; then the aims are those for after it.
 * Needs git, cmake, make and a C++ compiler the first time, to build llama.cpp's programs; some minutes.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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
import { measureMemory } from "./memory.ts";
import { measureReuse } from "./reuse.ts";
import { measureStreams } from "./streams.ts";
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

const MOST_DELAY_MS = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shape: { type: "string", multiple: true, default: [] },
    threads: { type: "string", default: "2" },
    settings: { type: "string" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const isPart = (name: string): name is Part => name in PARTS;
const parts = positionals.length === 0 ? Object.keys(PARTS).filter(isPart) : positionals.filter(isPart);
if (parts.length < positionals.length) {
  console.error(`There are these parts: ${Object.keys(PARTS).join(", ")}.`);
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
const undisturbed = createUndisturbed(Number(values.threads));
const files = new Map<Shape, Promise<string>>();
for (const part of parts) {
  const { measure, shapes } = PARTS[part];
  const rows: Row[] = [];
  const wanted = shapes.filter((shape) => values.shape.length === 0 || values.shape.includes(shape));
  for (const shape of wanted) {
    process.stderr.write(`${part} on ${shape} …\n`);
    rows.push(...(await measure(await groundOf(shape))));
  }
  if (rows.length === 0) continue;
  const { p99Ms, maxMs } = eventLoop.take();
  rows.push({
    what: "event-loop delay in the main process meanwhile, 99 %",
    aim: `≤ ${MOST_DELAY_MS} ms`,
    measured: `${p99Ms.toFixed(1)} ms (at most ${maxMs.toFixed(0)})`,
    met: p99Ms <= MOST_DELAY_MS,
  });
  const table = tableOf(rows, `${values.threads} threads; ${disturbance()}`);
  console.log(`${part}\n\n${table}\n`);
  if (values.write) await keepTable(`engine-${part}${values.settings === undefined ? "" : "-tuned"}`, table);
}

/** How quiet the machine was for what is compared with llama.cpp's programs. */
function disturbance(): string {
  const { measured, disturbed } = undisturbed.take();
  return `${disturbed} of ${measured} measurements disturbed by what else the machine did`;
}

async function groundOf(shape: Shape): Promise<Ground> {
  let file = files.get(shape);
  if (file === undefined) {
    const path = join(folder, `${shape}.gguf`);
    file = writeRandomModel(path, shape, `noise of ${shape}`).then(() => path);
    files.set(shape, file);
  }
  return {
    shape,
    path: await file,
    folder,
    threads: Number(values.threads),
    quick: values.quick,
    tuned: values.settings === undefined ? undefined : JSON.parse(readFileSync(values.settings, "utf8")),
    llamaCpp,
    eventLoop,
    undisturbed,
  };
}
