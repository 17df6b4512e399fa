import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import type { Row } from "./row.ts";

/** What was measured, as Markdown, with when and where. `how`: what else is to be said of the circumstances. */
export function tableOf(rows: readonly Row[], how?: string): string {
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}, Node ${process.version}`;
  return [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${[machine, how].filter(Boolean).join("; ")}.`,
    "",
    "| what | aim | measured | met |",
    "| --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row.what} | ${row.aim} | ${row.measured} | ${row.met ? "yes" : "**no**"} |`),
  ].join("\n");
}

/** Puts a part's table into bench/README.md, in the place of its former one. */
export async function keepTable(part: string, table: string): Promise<void> {
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
