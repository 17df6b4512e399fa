/**
 * How well the search finds answers. English: questions of real IRC logs whose answers were annotated (irc-disentanglement,
 * Kummerfeld et al. 2019, read from ../shared/data when it is there). Korean: the project's own cases.
 * Beside it, plain BM25 over words between spaces. Alone: `npx node bench/search-quality.ts`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import MiniSearch from "minisearch";
import type { Message } from "../src/core/types.ts";
import { createRetrieval } from "../src/search/index.ts";
import { koreanCases, koreanMessages } from "../test/search/korean-cases.ts";
import { median, quantile, type Row } from "./row.ts";

const folder = new URL("../../shared/data/chat/ubuntu-irc/dev/", import.meta.url);
/** Results looked at; an answer further down counts as not found. */
const depth = 10;

interface Case {
  readonly question: string;
  readonly messages: readonly Message[];
  /** Ids of the messages any of which answers. */
  readonly answers: ReadonlySet<string>;
  /** The asked message itself where it stands among the messages: neither search is charged for finding it. */
  readonly asked?: string;
}

type Search = (asked: Case) => Promise<readonly string[]>;

const ours: Search = async ({ question, messages, asked }) => {
  async function* read() {
    yield* messages;
  }
  const passages = await createRetrieval().search(question, read(), depth + 1);
  return passages.map(({ message }) => message.id).filter((id) => id !== asked);
};

const plain: Search = async ({ question, messages, asked }) => {
  const index = new MiniSearch({ fields: ["text"], tokenize: (text) => text.split(/\s+/) });
  index.addAll(messages.map(({ id, text }) => ({ id, text })));
  const found = index.search(question).map(({ id }) => String(id));
  return found.filter((id) => id !== asked).slice(0, depth + 1);
};

interface Quality {
  readonly at1: number;
  readonly at3: number;
  readonly at5: number;
  /** Mean reciprocal rank of the first answer. */
  readonly mrr: number;
}

async function measure(search: Search, cases: readonly Case[]): Promise<Quality> {
  let at1 = 0;
  let at3 = 0;
  let at5 = 0;
  let reciprocal = 0;
  for (const asked of cases) {
    const rank = (await search(asked)).slice(0, depth).findIndex((id) => asked.answers.has(id)) + 1;
    if (rank === 0) continue;
    if (rank === 1) at1++;
    if (rank <= 3) at3++;
    if (rank <= 5) at5++;
    reciprocal += 1 / rank;
  }
  const n = Math.max(1, cases.length);
  return { at1: at1 / n, at3: at3 / n, at5: at5 / n, mrr: reciprocal / n };
}

interface Log {
  readonly messages: readonly Message[];
  /** The same, standing in the threads that the annotation tells. */
  readonly threaded: readonly Message[];
  /** Questions by id, with the ids of their answers. */
  readonly answered: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads a log as a chat platform would tell it: `nick: …` at the start of a line is a mention of that person. */
function readLog(name: string): Log {
  const lines = readFileSync(new URL(`${name}.ascii.txt`, folder), "utf8").split("\n");
  const written = lines.map((line) => /^\[(\d\d):(\d\d)\] +(?:<([^>]+)>|\* (\S+)) ?(.*)$/.exec(line));
  const nicks = new Map<string, string>();
  for (const match of written) {
    const nick = match?.[3] ?? match?.[4];
    if (nick !== undefined) nicks.set(nick.toLowerCase(), nick);
  }
  const messages: Message[] = [];
  for (const [line, match] of written.entries()) {
    const nick = match?.[3] ?? match?.[4];
    if (match === null || nick === undefined) continue;
    const text = match[5] as string;
    const mentioned = nicks.get(/^@?([^\s:,]+)[:,]/.exec(text)?.[1]?.toLowerCase() ?? "");
    messages.push({
      id: `irc:${line}`,
      thread: `irc:thread/${line}`,
      startsThread: true,
      place: { id: "irc:ubuntu", name: "ubuntu", kind: "channel" },
      author: { id: `irc:${nick}`, name: nick, kind: /^ubot/.test(nick) ? "bot" : "person" },
      text,
      mentions: mentioned === undefined ? [] : [{ id: `irc:${mentioned}`, name: mentioned, kind: "person" }],
      sentAt: new Date(Date.UTC(2010, 0, 1, Number(match[1]), Number(match[2]))).toISOString(),
      link: `https://chat.example/${line}`,
    });
  }

  const links = readFileSync(new URL(`${name}.annotation.txt`, folder), "utf8")
    .split("\n")
    .map((line) => line.split(" ").map(Number))
    .filter(([from, to]) => from !== undefined && to !== undefined && from !== to);
  const first = new Map<number, number>();
  const firstOf = (line: number): number => {
    const before = first.get(line);
    return before === undefined ? line : firstOf(before);
  };
  for (const [a, b] of links) {
    const [from, to] = [firstOf(a as number), firstOf(b as number)].sort((x, y) => x - y);
    if (from !== to) first.set(to as number, from as number);
  }
  const threaded = messages.map((message): Message => {
    const line = Number(message.id.slice(4));
    return { ...message, thread: `irc:thread/${firstOf(line)}`, startsThread: firstOf(line) === line };
  });

  const byLine = new Map(messages.map((message) => [Number(message.id.slice(4)), message]));
  const answered = new Map<string, Set<string>>();
  for (const [a, b] of links) {
    const question = byLine.get(Math.min(a as number, b as number));
    const reply = byLine.get(Math.max(a as number, b as number));
    if (!question || !reply || question.author.id === reply.author.id) continue;
    if (!question.text.includes("?") || question.text.split(/\s+/).length < 5) continue;
    if (reply.text.includes("?") || reply.text.split(/\s+/).length < 4) continue;
    answered.set(question.id, (answered.get(question.id) ?? new Set()).add(reply.id));
  }
  return { messages, threaded, answered };
}

/** The question as if asked in other words: every third word is left out. */
const reworded = (text: string) =>
  text
    .split(/\s+/)
    .filter((_, i) => i % 3 !== 2)
    .join(" ");

type Setting = "asked for the first time" | "asked again" | "asked again, in threads";

function ircCases(logs: readonly Log[], setting: Setting): readonly Case[] {
  return logs.flatMap(({ messages, threaded, answered }) =>
    [...answered].map(([id, answers]): Case => {
      const text = messages.find((message) => message.id === id)?.text.replace(/^@?[^\s:,]+[:,]\s/, "") ?? "";
      switch (setting) {
        case "asked for the first time":
          return { question: text, messages: messages.filter((message) => message.id !== id), answers };
        case "asked again":
          return { question: reworded(text), messages, answers, asked: id };
        case "asked again, in threads":
          return { question: reworded(text), messages: threaded, answers, asked: id };
      }
      return setting satisfies never;
    }),
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function row(what: string, cases: number, who: string, { at1, at3, at5, mrr }: Quality): string {
  return `${what.padEnd(44)} ${String(cases).padStart(4)}  ${who.padEnd(6)} ${[at1, at3, at5].map((share) => percent(share).padStart(8)).join(" ")}    ${mrr.toFixed(3)}`;
}

async function compare(what: string, cases: readonly Case[]): Promise<{ plain: Quality; maru: Quality }> {
  const quality = { plain: await measure(plain, cases), maru: await measure(ours, cases) };
  console.log(row(what, cases.length, "plain", quality.plain));
  console.log(row("", cases.length, "Maru", quality.maru));
  return quality;
}

/** How long each search over 2,000 messages took, in milliseconds. */
async function measureSpeed(
  messages: readonly Message[],
  questions: readonly string[],
): Promise<readonly number[]> {
  const filled = Array.from({ length: 2000 }, (_, i) => messages[i % messages.length] as Message);
  const took: number[] = [];
  for (const question of questions) {
    const before = performance.now();
    await ours({ question, messages: filled, answers: new Set() });
    took.push(performance.now() - before);
  }
  return took;
}

function speedRow(language: string, tookMs: readonly number[]): Row {
  const typicalMs = median(tookMs);
  return {
    what: `Search of 2,000 messages without a model, ${language}: median (95 %)`,
    aim: "≤ 100 ms",
    measured: `${typicalMs.toFixed(1)} ms (${quantile(tookMs, 0.95).toFixed(1)} ms)`,
    met: typicalMs <= 100,
  };
}

/** Measures, prints the whole table, and returns its gist. */
export async function measureSearchQuality(): Promise<readonly Row[]> {
  const date = new Date().toISOString().slice(0, 10);
  console.log(`Search quality, ${date}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
  console.log(`${"".padEnd(44)}    n  search       @1       @3       @5      MRR`);
  const rows: Row[] = [];

  const korean = koreanCases.map(
    ({ question, answers }): Case => ({ question, messages: koreanMessages, answers: new Set(answers) }),
  );
  const { plain, maru } = await compare("Korean team chat (own cases)", korean);
  const decomposed = korean.map((asked) => ({ ...asked, question: asked.question.normalize("NFD") }));
  await compare("Korean, as macOS writes it (NFD)", decomposed);
  rows.push({
    what: "Korean questions whose answer is quoted first / among three (plain BM25)",
    aim: "≥ 85 % / ≥ 95 %",
    measured: `${percent(maru.at1)} / ${percent(maru.at3)} (${percent(plain.at1)} / ${percent(plain.at3)})`,
    met: maru.at1 >= 0.85 && maru.at3 >= 0.95,
  });
  rows.push(
    speedRow(
      "Korean",
      await measureSpeed(
        koreanMessages,
        koreanCases.map(({ question }) => question),
      ),
    ),
  );

  if (!existsSync(folder)) {
    console.log(`skipped: the English measurement, for there are no IRC logs in ${folder.pathname}`);
    return rows;
  }
  const names = readdirSync(folder)
    .flatMap((file) => /^(.+)\.annotation\.txt$/.exec(file)?.[1] ?? [])
    .sort();
  const tuned = names.filter((_, i) => i % 2 === 0).map(readLog);
  const heldOut = names.filter((_, i) => i % 2 === 1).map(readLog);
  for (const setting of ["asked for the first time", "asked again", "asked again, in threads"] as const) {
    await compare(`IRC, ${setting} (half tuned on)`, ircCases(tuned, setting));
    const { plain, maru } = await compare(`IRC, ${setting} (other half)`, ircCases(heldOut, setting));
    rows.push({
      what: `English IRC questions ${setting}: answer among five, MRR (plain BM25)`,
      aim: "better than plain",
      measured: `${percent(maru.at5)}, ${maru.mrr.toFixed(2)} (${percent(plain.at5)}, ${plain.mrr.toFixed(2)})`,
      met: maru.mrr > plain.mrr && maru.at5 > plain.at5,
    });
  }
  const asked = ircCases(tuned, "asked again").map(({ question }) => question);
  rows.push(
    speedRow(
      "English",
      await measureSpeed(
        tuned.flatMap(({ messages }) => messages),
        asked,
      ),
    ),
  );
  return rows;
}

if (import.meta.main) console.table(await measureSearchQuality());
