import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Guard, GuardQuestion, Logger, VerdictModel, VerdictQuestion } from "../src/core/ports/index.ts";
import { createLlamaModel, createLlamaVerdictModel } from "../src/model/index.ts";
import type { LlamaVerdictModel } from "../src/model/llama/llama-verdict-model.ts";
import { createGuard, type GuardFormat, guardExamples, readFormats } from "../src/moderation/guard/index.ts";
import { writeRandomModel } from "./random-model.ts";
import { median, quantile, type Row } from "./row.ts";

/**
 * The guard on a model of the cost of Qwen3Guard-Gen 0.6B, in its format. Its weights are noise, so that which answer it gives is
 * chance; the bench takes as breaking the rules an answer that it hardly gives: as in life, a category is seldom written.
 */

const PARALLEL = 4;
/** Half of the cores are left to chat and to Maru. */
const THREADS = Math.max(1, Math.floor(availableParallelism() / 2));
const MESSAGES = 8;
/** Times to a verdict, for each of idle and busy. */
const TIMES = 60;
/** What is compared is measured in turn, often, so that what else the machine does falls on both. */
const ROUNDS = 8;
const TURNS = 10;

export async function measureGuard(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "maru-bench-"));
  try {
    const path = join(folder, "Qwen3Guard-Gen-0.6B.gguf");
    await writeRandomModel(path, "qwen3-0.6b", "noise");
    return [...(await measureThroughput(path)), ...(await measureLatency(path))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureThroughput(path: string): Promise<readonly Row[]> {
  const guard = await startGuard(path);
  const speeds: { readonly reused: number; readonly anew: number }[] = [];
  const tokens = { reused: 0, anew: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const reused = await messagesPerSecond(guard, MESSAGES, true);
    const anew = await messagesPerSecond(guard, MESSAGES / 2, false);
    speeds.push({ reused: reused.perSecond, anew: anew.perSecond });
    tokens.reused = reused.tokens;
    tokens.anew = anew.tokens;
  }
  await guard.guard.stop();
  const ratio = median(speeds.map(({ reused, anew }) => reused / anew));
  const speed = (which: "reused" | "anew") => median(speeds.map((pair) => pair[which])).toFixed(2);
  return [
    {
      what: `messages/s through the guard, 0.6B in 8 bits, ${PARALLEL} at a time on ${THREADS} threads: the fixed part evaluated once ÷ each time (${tokens.reused} ÷ ${tokens.anew} tokens a message)`,
      aim: "≥ 4",
      measured: `${ratio.toFixed(2)} (${speed("reused")} ÷ ${speed("anew")}, median of ${ROUNDS})`,
      met: ratio >= 4,
    },
  ];
}

async function messagesPerSecond(running: RunningGuard, count: number, reuse: boolean) {
  running.reuse(reuse);
  await Promise.all(messages(PARALLEL).map(running.judge));
  running.reset();
  const start = performance.now();
  await Promise.all(messages(count).map(running.judge));
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: count / seconds, tokens: Math.round(running.evaluatedTokens() / count) };
}

async function measureLatency(path: string): Promise<readonly Row[]> {
  const guard = await startGuard(path);
  const chat = await startChat(path);
  const times: { idle: number[]; busy: number[] } = { idle: [], busy: [] };
  for (const text of messages(4)) await guard.judge(text);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const state of ["idle", "busy"] as const) {
      const stop = state === "busy" ? await chat.saturate() : undefined;
      for (const text of messages(TIMES / TURNS)) {
        const start = performance.now();
        await guard.judge(text);
        times[state].push(performance.now() - start);
      }
      await stop?.();
    }
  }
  await Promise.all([guard.guard.stop(), chat.stop()]);
  const [idle, busy] = [quantile(times.idle, 0.95), quantile(times.busy, 0.95)];
  return [
    {
      what: `time to a verdict while chat saturates a model of the same size in its own process ÷ while it is idle, 95 % of ${TIMES} each`,
      aim: "≤ 2",
      measured: `${(busy / idle).toFixed(2)} (${busy.toFixed(0)} ÷ ${idle.toFixed(0)} ms; medians ${median(times.busy).toFixed(0)} ÷ ${median(times.idle).toFixed(0)} ms)`,
      met: busy <= 2 * idle,
    },
  ];
}

interface RunningGuard {
  readonly guard: Guard;
  judge(text: string): Promise<unknown>;
  /** Whether what was evaluated before may be used again. */
  reuse(wanted: boolean): void;
  evaluatedTokens(): number;
  reset(): void;
}

async function startGuard(path: string): Promise<RunningGuard> {
  const [read] = readFormats(
    "qwen3guard-gen.md",
    readFileSync(new URL("../prompts/guard/qwen3guard-gen.md", import.meta.url), "utf8"),
  );
  if (read === undefined) throw new Error("no format");
  const file = { name: "noise", path, fingerprint: "noise" };
  const model = createLlamaVerdictModel(
    {
      path,
      contextTokens: 1024,
      parallel: PARALLEL,
      threads: THREADS,
      gpu: false,
      loadDeadlineMs: 300_000,
      section: "bench",
      examples: guardExamples(read, file),
    },
    { log: LOUD },
  );
  const { signal } = new AbortController();
  await model.ready(signal);
  let reuse = true;
  let evaluated = 0;
  let asked = 0;
  const counting: VerdictModel = {
    ...model,
    async read(question, stop) {
      asked += 1;
      const found = await model.read(reuse ? question : startingWith(`${asked} `, question), stop);
      evaluated += found.evaluatedTokens;
      return found;
    },
  };
  const format = await breakingSeldom(read, model);
  const settings = { backlog: 1000, deadlineMs: 600_000 };
  const guard = createGuard({
    model: counting,
    format,
    file,
    settings,
    log: LOUD,
    now: () => performance.now(),
  });
  return {
    guard,
    judge: (text) => guard.judge(asMessage(text), signal),
    reuse: (wanted) => {
      reuse = wanted;
    },
    evaluatedTokens: () => evaluated,
    reset: () => {
      evaluated = 0;
    },
  };
}

/** Something that no prompt before began with, so that nothing of it is in any cache. */
function startingWith(text: string, question: VerdictQuestion): VerdictQuestion {
  return {
    ...question,
    prompts: question.prompts.map((prompt) =>
      "pieces" in prompt ? { pieces: [{ text }, ...prompt.pieces] } : prompt,
    ),
  };
}

/** The format, where an answer counts as breaking that this model hardly gives. */
async function breakingSeldom(format: GuardFormat, model: LlamaVerdictModel): Promise<GuardFormat> {
  const [question] = guardExamples(format, { name: "", path: "", fingerprint: "" });
  const { readings } = await model.read(question as VerdictQuestion, new AbortController().signal);
  const given = readings[0]?.probabilities ?? [];
  const seldom = given.indexOf(Math.min(...given));
  return {
    ...format,
    answers: format.answers.map((answer, index) => ({ ...answer, breaks: index === seldom })),
  };
}

async function startChat(path: string) {
  const model = createLlamaModel(
    {
      path,
      contextTokens: 2048,
      gpu: false,
      template: "chatml",
      lora: [],
      deadlineMs: 600_000,
      loadDeadlineMs: 300_000,
    },
    { log: LOUD, observe() {}, yields: true },
  );
  await model.ready(new AbortController().signal);
  /** Questions of people, one after the other without a pause: each with a conversation to read, and an answer to write. */
  async function saturate(): Promise<() => Promise<void>> {
    const stop = new AbortController();
    const working = Promise.withResolvers<void>();
    const asking = (async () => {
      for (let question = 0; !stop.signal.aborted; question++) {
        const turns = [{ role: "user", text: `${question} ${messages(30).join("\n")}` }] as const;
        try {
          for await (const _ of model.reply(turns, { signal: stop.signal, maxTokens: 200 }))
            working.resolve();
        } catch (error) {
          if (!stop.signal.aborted) throw error;
        }
      }
    })();
    await Promise.race([working.promise, asking]);
    return async () => {
      stop.abort();
      await asking;
    };
  }
  return { saturate, stop: () => model.stop() };
}

function asMessage(text: string): GuardQuestion {
  return { of: "message", text, before: [] };
}

const WHO = ["The people from sales", "My neighbours", "Those two", "Half of the team", "Our new manager"];
const WHAT = ["never listen to anybody", "broke the build again last night", "should be sent home for good"];
const THEN = [
  "and nobody says a word about it",
  "so I am done with all of this",
  "which is really rather sad",
];
let drawn = 0;

/** Sentences as long as those in a chat are, of which hardly two are the same. */
function messages(count: number): string[] {
  return Array.from({ length: count }, () => {
    drawn += 1;
    const pick = (from: readonly string[], step: number) => from[Math.floor(drawn / step) % from.length];
    return `${pick(WHO, 1)} ${pick(WHAT, 5)} ${pick(THEN, 15)}, ${drawn} times now.`;
  });
}

const LOUD: Logger = {
  debug() {},
  info() {},
  warn: (fields, event) => console.error(event, fields),
  error: (fields, event) => console.error(event, fields),
};

if (import.meta.main) console.table(await measureGuard());
