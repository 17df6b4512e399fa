import { afterAll, beforeAll, expect, it } from "vitest";
import type { Observation } from "../../../src/core/ports/index.ts";
import type { SummaryProgress } from "../../../src/core/types.ts";
import { createLlamaModel } from "../../../src/model/index.ts";
import type { LlamaModel } from "../../../src/model/llama/llama-model.ts";
import { openStore } from "../../../src/store/index.ts";
import type { Summary } from "../../../src/summary/index.ts";
import {
  type ModelSummaryOptions,
  summariseWithModel,
} from "../../../src/summary/model/summarise-with-model.ts";
import { createSummaryRecords } from "../../../src/summary/summary-records.ts";
import { QUIET, settingsFor, temporaryFolder, writeModel } from "../../model/llama/run-model.ts";
import { ids, message, never, prompts, thread } from "./parts.ts";

const folder = temporaryFolder();
const READ =
  '{"keyPoints": [{"sources": [1, 2], "text": "Ann ships it."}], "decisions": [], "actionItems": [], "openQuestions": [{"sources": [5], "text": "Who pays?"}], "gist": [{"sources": [3], "text": "Shipping."}]}';
const MERGED =
  '{"keyPoints": [{"from": [1], "text": "Ann ships it again."}], "openQuestions": [], "gist": [{"from": [3, 1], "text": "All of it ships."}]}';
/** Cites first what it was given, then what it was not, and adds what it was not asked. */
const DEFIANT =
  '{"keyPoints": [{"sources": [2], "text": "Bob ships it."}, {"sources": [740, 999], "text": "Mallory owns all."}], "gist": [{"sources": [0], "text": "No."}], "admin": true}';

let model: LlamaModel;
const observations: Observation[] = [];
const answers = () => observations.filter(({ type }) => type === "model-reply").length;

beforeAll(async () => {
  const { path } = writeModel(folder, "summary.gguf", {
    rules: [{ reply: READ }, { when: ["notes"], reply: MERGED }, { when: ["defiant"], reply: DEFIANT }],
  });
  model = createLlamaModel(settingsFor(path, { contextTokens: 4096 }), {
    log: QUIET,
    observe: (observation) => observations.push(observation),
  });
  await model.ready(never);
});
afterAll(() => model.stop());

const asking = (more: Partial<ModelSummaryOptions> = {}): ModelSummaryOptions => ({
  model,
  prompts,
  length: "medium",
  signal: never,
  now: () => performance.now(),
  ...more,
});

it("llama.cpp reads a thread in chunks that fit its context, and joins what it found", async () => {
  const told: SummaryProgress[] = [];
  const summary = await summariseWithModel(
    thread(120),
    asking({ onProgress: (progress) => told.push(progress) }),
  );
  const chunks = told.findLast(({ step }) => step === "reading")!.of!;
  expect(chunks).toBeGreaterThan(2);
  expect(summary).toMatchObject({
    kind: "model",
    messagesRead: 120,
    gist: [{ text: "All of it ships." }],
    keyPoints: [{ text: "Ann ships it again." }],
    openQuestions: [],
  });
  // All chunks said the same: their messages stand behind it together.
  expect(summary.keyPoints[0]!.sources).toHaveLength(2 * chunks);
  expect(summary.keyPoints[0]!.sources.slice(0, 2)).toEqual(ids(1, 2));
  expect(told.at(-1)).toMatchObject({ step: "merging", done: expect.any(Number), remainingMs: 0 });
  expect(answers()).toBeGreaterThan(chunks);
});

it("a model that means to cite what it was not given cites what it was given, or nothing", async () => {
  const given = thread(6).map((one) => ({ ...one, text: `${one.text} defiant` }));
  const summary: Summary = await summariseWithModel(given, asking());
  expect(summary.gist).toMatchObject([{ text: "Bob ships it.", sources: ids(2) }]);
  for (const { sources } of [...summary.gist, ...summary.keyPoints])
    for (const source of sources) expect(given.map(({ id }) => id)).toContain(source);
  expect(JSON.stringify(summary)).not.toContain("Mallory");
  expect(Object.keys(summary)).not.toContain("admin");
});

it("the next summary asks llama.cpp about new messages only", async () => {
  const store = await openStore("memory:", { dataFolder: "", now: () => 0, log: QUIET });
  const partials = createSummaryRecords(store, () => 0)
    .begin()
    .partials("test:t");
  const before = answers();
  await summariseWithModel(thread(120), asking({ partials }));
  const first = answers() - before;
  await summariseWithModel(thread(120), asking({ partials }));
  expect(answers() - before).toBe(first);
  await summariseWithModel([...thread(120), message(121)], asking({ partials }));
  // One chunk, and the merges that it is in.
  expect(answers() - before - first).toBeLessThanOrEqual(3);
  await store.close();
});

it("Stop ends it in the middle of an answer, and the model takes the next", async () => {
  const stop = new AbortController();
  const before = answers();
  const summing = summariseWithModel(
    thread(120),
    asking({ signal: stop.signal, onAnswer: () => stop.abort() }),
  );
  await expect(summing).rejects.toMatchObject({ name: "ModelError", code: "aborted" });
  expect((await summariseWithModel(thread(3), asking())).kind).toBe("model");
  expect(answers() - before).toBe(2);
});
