import { median, type Row } from "../row.ts";
import type { Ground } from "./ground.ts";
import { llamaBench } from "./llama-bench.ts";
import { type RunningMaru, withMaru } from "./maru.ts";
import { createTalk, type Said } from "./talk.ts";

const TURNS = 20;
const SLOTS = 2;
const NEEDS = { parallel: SLOTS, contextTokens: 4096 };
const MOST = 1.3;

/** How long the first word of an answer takes in an old thread, beside a young one. */
export async function measureTurns(ground: Ground): Promise<readonly Row[]> {
  const turns = ground.quick ? 6 : TURNS;
  const talks = ground.quick ? 1 : ground.shape === "1b" ? 2 : 5;
  const alone = await withMaru(ground, NEEDS, async (maru) => {
    const pairs: Pair[] = [];
    for (let talk = 0; talk < talks; talk++) pairs.push(...(await talkInTurn(maru, 1, turns, talk)));
    return pairs;
  });
  const crowd = await withMaru(ground, NEEDS, (maru) => talkInTurn(maru, 3 * SLOTS, turns, 100));
  const growth = await growthInLlamaBench(ground, alone[0] as Pair);
  const row = (how: string, pairs: readonly Pair[]): Row => {
    const early = median(pairs.map((pair) => pair.early.firstMs));
    const late = median(pairs.map((pair) => pair.late.firstMs));
    return {
      what: `${ground.shape}: time to the first token, turn ${turns} ÷ turn 2, ${how}`,
      aim: `≤ ${MOST}`,
      measured: `${(late / early).toFixed(2)}; ${late.toFixed(0)} ÷ ${early.toFixed(0)} ms, medians of ${pairs.length} threads; llama-bench reading as many tokens behind as many: ${growth.toFixed(2)}`,
      met: late / early <= MOST,
    };
  };
  return [row("alone", alone), row(`${3 * SLOTS} threads in turn on ${SLOTS} slots`, crowd)];
}

interface Pair {
  readonly early: Said;
  readonly late: Said;
}

/** Threads that say something one after the other, again and again. */
async function talkInTurn(maru: RunningMaru, threads: number, turns: number, seed: number): Promise<Pair[]> {
  const talks = Array.from({ length: threads }, (_, at) =>
    createTalk(maru, `bench:talk-${seed + at}`, seed + at),
  );
  const said: Said[][] = talks.map(() => []);
  for (let turn = 1; turn <= turns; turn++)
    for (const [at, talk] of talks.entries()) said[at]?.push(await talk.say());
  return said.map((all) => ({ early: all[1] as Said, late: all.at(-1) as Said }));
}

/** What of it is the processor's: attention to more tokens takes longer. */
async function growthInLlamaBench(ground: Ground, { early, late }: Pair): Promise<number> {
  const speed = ({ promptTokens, newTokens }: Said) =>
    llamaBench(ground, { read: newTokens, depth: promptTokens - newTokens });
  const ratios: number[] = [];
  for (let round = 0; round < 3; round++) {
    const young = await ground.undisturbed(() => speed(early));
    ratios.push(young / (await ground.undisturbed(() => speed(late))));
  }
  return median(ratios);
}
