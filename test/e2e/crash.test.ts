import { join as joinPath } from "node:path";
import { expect, test } from "vitest";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { join } from "./person.ts";
import { household, type Program, startMaru } from "./program.ts";

const QUESTIONS = 100;
const PEOPLE = 5;
const KILLS = 12;

/** mulberry32: a small seeded generator, so that a failing run can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test("a hundred questions, the program killed at random moments, each answered exactly once", async () => {
  const seed = Number(process.env["MARU_CRASH_SEED"] ?? Date.now() % 1_000_000);
  const chance = random(seed);
  await using home = await household({
    model: { use: "./scripted.gguf", contextTokens: 2048, threads: 1, maxAnswerTokens: 256 },
    answers: { perMinute: { person: 1_000, place: 1_000 } },
    queue: { waiting: 200, waitingPerPerson: 200 },
    log: { level: "error" },
  });
  const ANSWER = "one two three four five six seven eight nine ten eleven twelve";
  await writeScriptedModel(joinPath(home.folder, "scripted.gguf"), { rules: [{ reply: ANSWER }] });

  let program: Program = startMaru(home);
  let killing = true;
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => join(`Person ${index}`, () => program.ready)),
  );
  const killer = (async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      // Some kills hit the start, some the middle of the work.
      if (chance() < 0.7) await program.ready;
      await new Promise((resolve) => setTimeout(resolve, chance() * 700));
      await program.end("SIGKILL");
      program = startMaru(home);
    }
    killing = false;
  })();

  const asked = await Promise.all(
    people.map(async (person, index) => {
      const roots: number[] = [];
      for (let n = 0; n < QUESTIONS / PEOPLE; n++) {
        // The last questions are kept until the last kill, so that every kill finds work.
        if (n > 0 && killing) await new Promise((resolve) => setTimeout(resolve, chance() * 600));
        roots.push((await person.post("general", `@maru question ${index}.${n}`)).seq);
      }
      return { person, roots };
    }),
  );
  await killer;

  expect(new Set(asked.flatMap(({ roots }) => roots)).size, `seed ${seed}`).toBe(QUESTIONS);
  for (const { person, roots } of asked)
    for (const root of roots) {
      const messages = await person.until("general", root, (thread) =>
        thread.some(({ reply }) => reply?.state === "done"),
      );
      const replies = messages.filter(({ author }) => author.kind === "self");
      expect(
        replies.map(({ text, reply }) => ({ text, kind: reply?.kind })),
        `seed ${seed}, question ${root}`,
      ).toEqual([{ text: ANSWER, kind: "answer" }]);
    }
  expect(await program.end("SIGTERM")).toBe(0);
}, 240_000);
