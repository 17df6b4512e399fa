/**
 * Measures what bench/README.md claims, prints it as tables, and with `--write` keeps there what was measured.
 * Parts: `npm run bench -- start pipeline overheard model guard moderation search quoting discord slack`; none named: all.
 */
import { parseArgs } from "node:util";
import { measureDiscord } from "./discord.ts";
import { measureGuard } from "./guard.ts";
import { keepTable, tableOf } from "./kept-table.ts";
import { measureModelSpeed } from "./model-speed.ts";
import { measureModerationPath } from "./moderation-path.ts";
import { measureOverheard } from "./overheard.ts";
import { measurePipeline } from "./pipeline.ts";
import type { Row } from "./row.ts";
import { measureSearchQuality } from "./search-quality.ts";
import { measureSlack } from "./slack.ts";
import { measureStart } from "./start.ts";
import { measureQuoting } from "./summaries/quoting-speed.ts";

const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  start: measureStart,
  pipeline: measurePipeline,
  overheard: measureOverheard,
  model: measureModelSpeed,
  guard: measureGuard,
  moderation: measureModerationPath,
  search: measureSearchQuality,
  quoting: measureQuoting,
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

for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const rows = (await PARTS[part]?.()) ?? [];
  const table = tableOf(rows);
  console.log(`${part}\n\n${table}\n`);
  if (values.write) await keepTable(part, table);
}
