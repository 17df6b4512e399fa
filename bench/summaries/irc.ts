/**
 * Summarises real IRC logs as `npm run maru -- summarise --quote` does, and checks every quotation: `npx node bench/summaries/irc.ts <folder> [--write]`.
 * A quotation is right when it stands word for word in the line that it cites, and that line is of the person named.
 */
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createIrcReader } from "../../src/cli/summarise/irc-lines.ts";
import { summarise } from "../../src/cli/summarise/summarise.ts";
import { quotingSummariser } from "../../src/cli/summarise/summariser.ts";
import { disentangle } from "../../src/summary/disentangle.ts";
import type { SourceMessage, Summary } from "../../src/summary/index.ts";
import { claimsOf } from "./systems.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("Name a folder with IRC logs, whose names end in .raw.txt, .ascii.txt or .log.");
  process.exit(2);
}
const names = (await readdir(folder, { recursive: true }))
  .filter((name) => /(?:\.(?:raw|ascii)\.txt|\.log)$/.test(name))
  .sort();
const count = {
  logs: 0,
  failed: 0,
  messages: 0,
  problems: 0,
  quotations: 0,
  verbatim: 0,
  speaker: 0,
  valid: 0,
};
const times: number[] = [];
const links = { judged: 0, right: 0 };

for (const name of names) {
  count.logs++;
  const lines = (await readFile(join(folder, name), "utf8")).split("\n");
  const annotation = join(folder, name.replace(/\.raw\.txt$/, ".annotation.txt"));
  if (name.endsWith(".raw.txt") && existsSync(annotation))
    judgeLinks(lines, await readFile(annotation, "utf8"));
  const before = performance.now();
  let out = "";
  try {
    await summarise(
      { input: join(folder, name), json: true },
      {
        summariser: quotingSummariser({ length: "medium" }),
        cwd: process.cwd(),
        now: Date.now,
        stdin: () => {
          throw new TypeError("nothing is piped in");
        },
        stdout: {
          async write(text) {
            out += text;
            return true;
          },
        },
        stderr: {
          write() {
            count.problems++;
          },
        },
      },
    );
  } catch (error) {
    count.failed++;
    console.error(`${name}: ${String(error)}`);
    continue;
  }
  times.push(performance.now() - before);
  const summary = JSON.parse(out) as Summary;
  count.messages += summary.messagesRead;
  const cited = new Map(summary.cited.map((message) => [message.id, message]));
  for (const { text, sources } of claimsOf(summary)) {
    count.quotations++;
    const [id] = sources;
    const source = id === undefined ? undefined : cited.get(id);
    const line = lines[Number(id?.slice("irc:".length)) - 1];
    if (source === undefined || line === undefined) continue;
    if (source.link.endsWith(`#L${id?.slice("irc:".length)}`)) count.valid++;
    if (line.includes(text)) count.verbatim++;
    // Read apart from the reader under test: a nick in brackets, or after a star.
    const nick =
      /<[ @+]?([^<>]+)>/.exec(line)?.[1]?.replaceAll(" ", "") ??
      /\*\s+(\S+)/.exec(line)?.[1] ??
      /\((\S+)\/#/.exec(line)?.[1];
    if (nick === source.author.name) count.speaker++;
  }
}
times.sort((a, b) => a - b);
const share = (part: number) => `${((100 * part) / Math.max(1, count.quotations)).toFixed(1)} %`;
const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}, Node ${process.version}`;
const table = `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.

| what | aim | measured | met |
| --- | --- | --- | --- |
${[
  row(
    "IRC logs summarised without a failure",
    "all",
    `${count.logs - count.failed} of ${count.logs} (${count.messages} messages)`,
    count.failed === 0,
  ),
  row(
    "citations that name a line of the log",
    "100 %",
    `${share(count.valid)} of ${count.quotations}`,
    count.valid === count.quotations,
  ),
  row(
    "quotations that stand word for word in the cited line",
    "100 %",
    share(count.verbatim),
    count.verbatim === count.quotations,
  ),
  row(
    "quotations whose line is of the person named",
    "100 %",
    share(count.speaker),
    count.speaker === count.quotations,
  ),
  row(
    "time for a log, from file to summary: median (longest)",
    "≤ 1 s",
    `${(times[times.length >> 1] ?? 0).toFixed(0)} ms (${(times.at(-1) ?? 0).toFixed(0)} ms)`,
    (times.at(-1) ?? 0) <= 1000,
  ),
].join("\n")}

Lines that could not be read: ${count.problems}.${links.judged === 0 ? "" : ` Messages of which people said what they go on from: ${links.judged}, found right ${((100 * links.right) / links.judged).toFixed(1)} %.`}`;
console.log(table);

if (values.write) {
  const file = new URL("../README.md", import.meta.url);
  const text = await readFile(file, "utf8");
  const kept = /(?<=<!-- summaries-irc -->\n)[\s\S]*(?=<!-- \/summaries-irc -->)/;
  if (!kept.test(text))
    throw new Error("bench/README.md has lost the marks between which the table of IRC logs stands.");
  await writeFile(
    file,
    text.replace(kept, () => `${table}\n`),
  );
}

/**
 * Counts the messages that are found to go on from one of those of which people said so (Kummerfeld et al. 2019: "1000 1001 -" links two lines,
 * "1002 1002 -" begins something; lines are counted from 0, and those from 1000 on are annotated).
 */
function judgeLinks(lines: readonly string[], annotation: string): void {
  const before = new Map<number, Set<number>>();
  for (const [, one, other] of annotation.matchAll(/^(\d+) (\d+) /gm)) {
    const [from, to] = [Number(one), Number(other)].sort((x, y) => x - y) as [number, number];
    before.set(to, (before.get(to) ?? new Set()).add(from));
  }
  const reader = createIrcReader("2000-01-01", () => "");
  const messages: SourceMessage[] = [];
  for (const [at, text] of lines.entries()) {
    const read = reader.read({ number: at + 1, text });
    if (read !== undefined && !("problem" in read) && !read.notice) messages.push(read);
  }
  const lineOf = (at: number) => Number(messages[at]?.id.slice("irc:".length)) - 1;
  for (const [at, { follows }] of disentangle(messages).entries()) {
    const told = before.get(lineOf(at));
    if (lineOf(at) < 1000 || told === undefined) continue;
    links.judged++;
    if (told.has(lineOf(follows ?? at))) links.right++;
  }
}

function row(what: string, aim: string, measured: string, met: boolean): string {
  return `| ${what} | ${aim} | ${measured} | ${met ? "yes" : "**no**"} |`;
}
