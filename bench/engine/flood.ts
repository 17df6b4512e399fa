import type { Model } from "../../src/core/ports/index.ts";
import type { Author } from "../../src/core/types.ts";
import { stage } from "../../test/core/stage.ts";
import { FakePlatform } from "../../test/fakes/platform.ts";
import { quantile, type Row } from "../row.ts";
import type { Ground } from "./ground.ts";
import { withMaru } from "./maru.ts";
import { words } from "./words.ts";

const SLOTS = 4;
const NEEDS = { parallel: SLOTS, contextTokens: 2048 };
/** Questions that the heavy user has unanswered at any time, each in a thread of its own. */
const UNANSWERED = 10;
const MOST = 2;

const light: Author = { id: "fake:light", name: "Light", kind: "person", locale: "en" };
const heavy: Author = { id: "fake:heavy", name: "Heavy", kind: "person", locale: "en" };

/** How long somebody waits for the first word, through the whole core, while somebody else asks more than can be answered. */
export async function measureFlood(ground: Ground): Promise<readonly Row[]> {
  const questions = ground.quick ? 4 : ground.shape === "1b" ? 20 : 40;
  const tokens = ground.shape === "1b" ? 32 : 64;
  return withMaru(ground, NEEDS, async ({ model }) => {
    const firsts = createFirstWords(model);
    const platform = new FakePlatform();
    const { maru } = await stage({ platform, model: firsts.model as never, maxAnswerTokens: tokens });
    let asked = 0;
    /** Milliseconds to the first word. */
    const ask = async (by: Author, length: number) => {
      const mark = `number-${++asked}`;
      const startedAt = performance.now();
      const message = await platform.say(`@maru ${mark} ${words(length, asked)}`, { by });
      await platform.finished(message);
      return firsts.at(mark) - startedAt;
    };
    const askOften = async () => {
      const times: number[] = [];
      for (let question = 0; question < questions; question++) times.push(await ask(light, 20));
      return times;
    };
    await ask(light, 20);
    const alone = await askOften();
    let flooding = true;
    let answered = 0;
    const flood = Array.from({ length: UNANSWERED }, async () => {
      for (; flooding; answered++) await ask(heavy, 60);
    });
    await ask(light, 20);
    const flooded = await askOften();
    flooding = false;
    await Promise.all(flood);
    await maru.stop(60_000);
    const ratio = quantile(flooded, 0.95) / quantile(alone, 0.95);
    const show = (times: readonly number[]) =>
      `${quantile(times, 0.95).toFixed(0)} (median ${quantile(times, 0.5).toFixed(0)})`;
    return [
      {
        what: `${ground.shape}: time to the first token for somebody, 95 % of ${questions}, while somebody else has ${UNANSWERED} questions open at any time on ${SLOTS} slots ÷ alone`,
        aim: `≤ ${MOST}`,
        measured: `${ratio.toFixed(2)}; ${show(flooded)} ÷ ${show(alone)} ms; the other one got ${answered} answers`,
        met: ratio <= MOST,
      },
    ];
  });
}

/** The model, and when it wrote the first word to a question that bears a mark. */
function createFirstWords(model: Model): { readonly model: Model; at(mark: string): number } {
  const at = new Map<string, number>();
  return {
    at: (mark) => at.get(mark) ?? Number.NaN,
    model: {
      health: () => model.health(),
      ready: (signal) => model.ready(signal),
      countTokens: (texts) => model.countTokens(texts),
      measure: (turns) => model.measure(turns),
      forget: (thread) => model.forget(thread),
      forgetAll: () => model.forgetAll(),
      stop: () => model.stop(),
      async *reply(turns, options) {
        const mark = /number-\d+/.exec(turns.at(-1)?.text ?? "")?.[0] ?? "";
        for await (const piece of model.reply(turns, options)) {
          if (!at.has(mark)) at.set(mark, performance.now());
          yield piece;
        }
      },
    },
  };
}
