import { expect, it } from "vitest";
import type { SummaryProgress } from "../../../src/core/types.ts";
import type { SourceMessage } from "../../../src/summary/index.ts";
import { summariseWithModel } from "../../../src/summary/model/summarise-with-model.ts";
import { splitWords } from "../../fixtures/gguf/vocabulary.ts";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "../../model/llama/run-model.ts";
import { message, prompts } from "./parts.ts";

const folder = temporaryFolder();
const READ =
  '{"keyPoints": [{"sources": [1, 2], "text": "Ann ships it."}], "decisions": [], "actionItems": [], "openQuestions": [], "gist": [{"sources": [3], "text": "Shipping."}]}';
const MERGED =
  '{"keyPoints": [{"from": [1], "text": "Ann ships it again."}], "gist": [{"from": [2, 1], "text": "All of it ships."}]}';

/** Words of the prompts and of the messages to come: to a model that knows them, each is one token instead of a token a letter. */
const words = (() => {
  const prompt = [...prompts.read("\n", "en"), ...prompts.merge("\n", "en")].map(({ text }) => text);
  const numbers = Array.from({ length: 120 }, (_, at) => `${at + 1}`);
  const all = splitWords([...prompt, "[1] Ann: ok\n[2] Bob: ok\n[3] 민수: ok", numbers.join("-")].join("\n"));
  return [...new Set(all)].filter((word) => !["notes", "user"].includes(word.trim().toLowerCase()));
})();
const said = words.filter((word) => /^ [a-z]{2,}$/.test(word));

it("llama.cpp summarises 10,000 messages, of which only a few chunks' worth are held", {
  timeout: 60_000,
}, async () => {
  const { path } = writeModel(folder, "long.gguf", {
    rules: [{ reply: READ }, { when: ["notes"], reply: MERGED }],
    words,
    headWidth: 64,
  });
  const { model, observations } = runModel(settingsFor(path, { contextTokens: 4096 }));
  await model.ready(never);

  let made = 0;
  async function* stream(): AsyncGenerator<SourceMessage> {
    while (made < 10_000) yield message(++made, { text: said[(made * 7919) % said.length]!.trim() });
  }
  const told: SummaryProgress[] = [];
  let ahead = 0;
  const summary = await summariseWithModel(stream(), {
    model,
    prompts,
    length: "medium",
    signal: never,
    now: () => performance.now(),
    expectedMessages: 10_000,
    onProgress(progress) {
      told.push(progress);
      if (progress.step === "reading") ahead = Math.max(ahead, made - 120 * progress.done);
    },
  });

  expect(summary).toMatchObject({
    kind: "model",
    messagesRead: 10_000,
    gist: [{ text: "All of it ships." }],
  });
  const reading = told.filter(({ step }) => step === "reading");
  const chunks = reading.at(-1)!.done;
  expect(reading.at(-1)).toMatchObject({ done: chunks, of: chunks });
  expect(Math.abs(reading[0]!.of! - chunks)).toBeLessThan(0.1 * chunks);
  expect(observations.filter(({ type }) => type === "model-reply").length).toBeGreaterThan(chunks);
  // Two of each chunk, and each of them a message that was read.
  const [point] = summary.keyPoints;
  expect(point!.sources).toHaveLength(2 * chunks);
  const cited = summary.cited.map(({ id }) => Number(id.slice("test:m".length)));
  expect(cited).toEqual(cited.toSorted((a, b) => a - b));
  expect(new Set(cited).size).toBe(3 * chunks);
  expect(cited.at(-1)).toBeLessThanOrEqual(10_000);
  expect(ahead).toBeLessThan(700);
});
