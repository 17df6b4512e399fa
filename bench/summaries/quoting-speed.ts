import { createPace } from "../../src/search/index.ts";
import { type SourceMessage, summariseByQuoting } from "../../src/summary/index.ts";
import { median, type Row } from "../row.ts";

const ROUNDS = 7;

/** How long a summary by quoting takes, and how it grows. */
export async function measureQuoting(): Promise<readonly Row[]> {
  const thousand = await timesOf(1_000);
  const tenThousand = await timesOf(10_000);
  return [
    {
      what: `summary of 1,000 messages by quoting (median of ${ROUNDS})`,
      aim: "≤ 1 s",
      measured: `${(median(thousand) / 1000).toFixed(2)} s`,
      met: median(thousand) <= 1_000,
    },
    {
      what: `10,000 messages ÷ 1,000 (${(median(tenThousand) / 1000).toFixed(2)} s; median of ${ROUNDS})`,
      aim: "about ten times",
      measured: `${(median(tenThousand) / median(thousand)).toFixed(1)} ×`,
      met: median(tenThousand) <= 13 * median(thousand),
    },
  ];
}

async function timesOf(count: number): Promise<readonly number[]> {
  const messages = talk(count);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await summariseByQuoting(messages, { maxWords: 400, pace: createPace(() => performance.now()) });
    times.push(performance.now() - began);
  }
  return times;
}

/** Messages of two sentences, of 150 people and 3,000 words, some of them often and most of them seldom. */
function talk(count: number): readonly SourceMessage[] {
  const words = Array.from({ length: 3000 }, (_, at) => `word${(at * 7919) % 3001}x`);
  return Array.from({ length: count }, (_, at): SourceMessage => {
    const drawn = Array.from(
      { length: 14 },
      (__, i) => words[Math.floor(((at * 31 + i * 17) % 3000) / (1 + (i % 5)))],
    );
    return {
      id: `bench:${at}`,
      author: { id: `bench:p${at % 150}`, name: `p${at % 150}`, kind: "person" },
      text: `${drawn.join(" ")}. And ${drawn.slice(3, 9).join(" ")}?`,
      sentAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
      link: "",
    };
  });
}
