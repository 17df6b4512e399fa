/**
 * Measures what bench/README.md claims, prints it as tables, and with `--write` keeps there what was measured.
 * Parts: `npm run bench -- start pipeline overheard model guard moderation search discord slack`; none named: all.
 */
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { measureDiscord } from "./discord.ts";
import { measureGuard } from "./guard.ts";
import { measureModelSpeed } from "./model-speed.ts";
import { measureModerationPath } from "./moderation-path.ts";
import { measureOverheard } from "./overheard.ts";
import { measurePipeline } from "./pipeline.ts";
import type { Row } from "./row.ts";
import { measureSearchQuality } from "./search-quality.ts";
import { measureSlack } from "./slack.ts";
import { measureStart } from "./start.ts";

const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  start: measureStart,
  pipeline: measurePipeline,
  overheard: measureOverheard,
  model: measureModelSpeed,
  guard: measureGuard,
  moderation: measureModerationPath,
  search: measureSearchQuality,
  discord: measureDiscord,
  slack: measureSlack,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
const unknown = positionals.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(", ")}. There are: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}, Node ${process.version}`;
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const rows = (await PARTS[part]?.()) ?? [];
  const table = [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.`,
    "",
    "| what | aim | measured | met |",
    "| --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row.what} | ${row.aim} | ${row.measured} | ${row.met ? "yes" : "**no**"} |`),
  ].join("\n");
  console.log(`${part}\n\n${table}\n`);
  if (values.write) await keep(part, table);
}

/** Puts a part's table into bench/README.md, in the place of its former one. */
async function keep(part: string, table: string): Promise<void> {
  const file = new URL("README.md", import.meta.url);
  const text = await readFile(file, "utf8");
  const kept = new RegExp(`(?<=<!-- ${part} -->\\n)[\\s\\S]*(?=<!-- /${part} -->)`);
  if (!kept.test(text))
    throw new Error(`bench/README.md has lost the marks between which the table of "${part}" stands.`);
  await writeFile(
    file,
    text.replace(kept, () => `${table}\n`),
  );
}
