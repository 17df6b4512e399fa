import { join } from "node:path";
import { writeScriptedModel } from "../../test/fixtures/gguf/index.ts";
import { residentMb } from "../process-memory.ts";
import { median, type Row } from "../row.ts";
import type { Ground } from "./ground.ts";
import { withMaru } from "./maru.ts";
import { words } from "./words.ts";

const SLOTS = 4;
const NEEDS = { parallel: SLOTS, contextTokens: 1024 };
const THREADS = 200;
const LOOKS = 40;
const MOST = 1.05;

/** It has a model of its own, for which more threads would do nothing but wait for each other. */
export const MEMORY_ON = "1 thread";

/** What the model's process and this one hold after many answers of a model so small that only Maru's own and llama.cpp's state counts. */
export async function measureMemory(ground: Ground): Promise<readonly Row[]> {
  const answers = ground.quick ? 1_000 : 10_000;
  const path = join(ground.folder, "tiny.gguf");
  writeScriptedModel(path, { rules: [{ reply: "Sure, here you go: one two three four." }] });
  const held = { engine: [] as number[], main: [] as number[] };
  await withMaru({ ...ground, path, threads: 1 }, NEEDS, async ({ model, reply }) => {
    let asked = 0;
    const ask = async () => {
      while (asked < answers) {
        const at = asked++;
        const turns = [{ role: "user", text: `${at} ${words(20, at)}` }] as const;
        await reply({ thread: `bench:memory-${at % THREADS}`, turns, tokens: 12 });
        if (at % (answers / LOOKS) !== 0) continue;
        held.engine.push(await residentMb(model.pid ?? 0));
        held.main.push(await residentMb(process.pid));
      }
    };
    await Promise.all(Array.from({ length: SLOTS }, ask));
  });
  const row = (what: string, values: readonly number[]): Row => {
    // A quarter is given to filling caches and to V8's finding its size.
    const before = median(values.slice(LOOKS / 4, (LOOKS * 5) / 8));
    const after = median(values.slice((LOOKS * 5) / 8));
    // From the middle of the one to the middle of the other.
    const perAnswerKb = ((after - before) * 1024) / (answers * 0.375);
    return {
      what: `memory of ${what} over ${answers} answers of a tiny model, ${SLOTS} at a time in ${THREADS} threads: after 63 % ÷ from 25 % to 63 %`,
      aim: `flat (≤ ${MOST})`,
      measured: `${(after / before).toFixed(3)}; ${before.toFixed(0)} to ${after.toFixed(0)} MB, ${perAnswerKb.toFixed(2)} KB an answer`,
      met: after / before <= MOST,
    };
  };
  return [row("the model's process", held.engine), row("the main process", held.main)];
}
