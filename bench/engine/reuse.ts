import { quantile, type Row } from "../row.ts";
import type { Ground } from "./ground.ts";
import { withMaru } from "./maru.ts";
import { createTalk, sharedTokens } from "./talk.ts";

const SLOTS = 4;
const NEEDS = { parallel: SLOTS, contextTokens: 2048 };
const MOST = 1.3;

/** How much is evaluated that was evaluated before, when many more threads than slots go on by turns. */
export async function measureReuse(ground: Ground): Promise<readonly Row[]> {
  const [threads, turns] = ground.quick ? [12, 4] : [50, 20];
  return withMaru(ground, NEEDS, async (maru) => {
    const talks = Array.from({ length: threads }, (_, at) => createTalk(maru, `bench:thread-${at}`, at));
    // What all begin with is new once.
    const shared = await sharedTokens(maru);
    let fresh = shared - threads * shared;
    const firstMs: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const waiting = shuffled(talks, turn);
      const work = async () => {
        for (let talk = waiting.pop(); talk; talk = waiting.pop()) {
          const said = await talk.say();
          fresh += said.newTokens;
          firstMs.push(said.firstMs);
        }
      };
      await Promise.all(Array.from({ length: SLOTS }, work));
    }
    const { evaluatedTokens, promptTokens } = maru.used;
    const ratio = evaluatedTokens / fresh;
    return [
      {
        what: `${ground.shape}: tokens evaluated ÷ tokens that were new, ${threads} threads of ${turns} turns in changing order on ${SLOTS} slots`,
        aim: `≤ ${MOST}`,
        measured: `${ratio.toFixed(2)}; ${evaluatedTokens} ÷ ${fresh}, of ${promptTokens} in all prompts; first token after ${quantile(firstMs, 0.5).toFixed(0)} ms, 95 % within ${quantile(firstMs, 0.95).toFixed(0)} ms`,
        met: ratio <= MOST,
      },
    ];
  });
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed + 1;
  const keyed = items.map((item) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return { item, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
