import type { Turn } from "../../src/core/types.ts";
import { median, type Row } from "../row.ts";
import type { Ground } from "./ground.ts";
import { llamaBench } from "./llama-bench.ts";
import { type RunningMaru, withMaru } from "./maru.ts";
import { spread } from "./spread.ts";
import { words } from "./words.ts";

const PROMPT = 1536;
const NEEDS = { parallel: 4, contextTokens: 4096 };
const MOST_MS = 1_500;
const LEAST = 0.97;

/** What A, whose answer is being written, notices of B's long prompt; and what B notices of A. */
export async function measureLongPrompt(ground: Ground): Promise<readonly Row[]> {
  const { undisturbed } = ground;
  const rounds = ground.quick ? 1 : ground.shape === "1b" ? 3 : 8;
  let asked = 0;
  const found = await withMaru(ground, NEEDS, async (maru) => {
    const all = [];
    for (let round = 0; round < rounds; round++) {
      const bench = await undisturbed(() => llamaBench(ground, { read: PROMPT, depth: 0 }));
      const plain = await undisturbed(() =>
        llamaBench(ground, { flashAttention: false, read: PROMPT, depth: 0 }),
      );
      const alone = await undisturbed(() => readAlone(maru, asked++));
      all.push({ bench, plain, alone, ...(await undisturbed(() => readBesides(maru, asked++))) });
    }
    return all;
  });
  const gap = median(found.map(({ gapMs }) => gapMs));
  const speed = (how: "alone" | "besides" | "plain") => found.map((one) => one[how] / one.bench);
  const tokens = (how: "alone" | "besides" | "bench" | "plain") =>
    median(found.map((one) => one[how])).toFixed(0);
  const { shape } = ground;
  return [
    {
      what: `${shape}: longest gap in A's stream while B's prompt of ${PROMPT} tokens is evaluated`,
      aim: `≤ ${MOST_MS / 1000} s`,
      measured: `${(gap / 1000).toFixed(2)} s (at most ${(Math.max(...found.map(({ gapMs }) => gapMs)) / 1000).toFixed(2)}), median of ${rounds}; A wrote ${median(found.map(({ perSecond }) => perSecond)).toFixed(1)} tokens/s meanwhile`,
      met: gap <= MOST_MS,
    },
    {
      what: `${shape}: that prompt's tokens/s, with A's stream besides, ÷ llama-bench`,
      aim: `≥ ${LEAST}`,
      measured: `${spread(speed("besides"), 3)}; ${tokens("besides")} ÷ ${tokens("bench")}`,
      met: median(speed("besides")) >= LEAST,
    },
    {
      what: `${shape}: the same, alone, ÷ llama-bench`,
      aim: `≥ ${LEAST}`,
      measured: `${spread(speed("alone"), 3)}; ${tokens("alone")} ÷ ${tokens("bench")}; llama-bench itself without flash attention ${spread(speed("plain"), 3)}`,
      met: median(speed("alone")) >= LEAST,
    },
  ];
}

async function readAlone(maru: RunningMaru, seed: number): Promise<number> {
  const turns = await promptOf(maru, PROMPT, seed);
  const { firstMs } = await maru.reply({ thread: `bench:long-${seed}`, turns, tokens: 1 });
  return (PROMPT / firstMs) * 1000;
}

async function readBesides(maru: RunningMaru, seed: number) {
  const stop = new AbortController();
  const begun = Promise.withResolvers<void>();
  const pieces: { readonly at: number; readonly tokens: number }[] = [];
  const writing = maru.reply({
    thread: `bench:a-${seed}`,
    turns: [{ role: "user", text: words(20, 5_000 + seed) }],
    tokens: 3_000,
    signal: stop.signal,
    onPiece(piece) {
      pieces.push({ at: performance.now(), tokens: piece.split(" ").length - 1 });
      if (pieces.length > 3) begun.resolve();
    },
  });
  const ended = writing.catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  await Promise.race([begun.promise, ended]);
  const turns = await promptOf(maru, PROMPT, seed);
  const start = performance.now();
  const { firstMs } = await maru.reply({ thread: `bench:long-${seed}`, turns, tokens: 1 });
  const end = start + firstMs;
  stop.abort();
  await ended;
  const within = pieces.filter(({ at }) => at > start && at < end);
  const times = [start, ...within.map(({ at }) => at), end];
  return {
    besides: (PROMPT / firstMs) * 1000,
    gapMs: Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at))),
    perSecond: (within.reduce((sum, { tokens }) => sum + tokens, 0) / firstMs) * 1000,
  };
}

/** A question whose prompt has exactly so many tokens, and begins as no other. */
async function promptOf({ model }: RunningMaru, tokens: number, seed: number): Promise<readonly Turn[]> {
  const of = (count: number): readonly Turn[] => [{ role: "user", text: `${seed} ${words(count, seed)}` }];
  let count = tokens;
  for (;;) {
    const excess = (await model.measure(of(count))) - tokens;
    if (excess === 0) return of(count);
    count -= excess;
  }
}
