import { expect, it } from "vitest";
import { ModelError } from "../../src/core/ports/index.ts";
import { type SummariseOptions, summarise } from "../../src/summary/index.ts";
import { answeringModel, ids, never, prompts, thread } from "./model/parts.ts";

const messages = thread(12).map((one) => ({ ...one, text: `${one.text} We decided to ship it by Friday.` }));
const asking = (
  model: SummariseOptions["model"],
  more: Partial<SummariseOptions> = {},
): SummariseOptions => ({
  model,
  prompts,
  length: "medium",
  signal: never,
  now: () => 0,
  pace: { rest: () => undefined },
  patienceMs: 60_000,
  ...more,
});

it("is by the model where there is one", async () => {
  const { summary, fellBack } = await summarise(messages, asking(answeringModel()));
  expect(summary.kind).toBe("model");
  expect(fellBack).toBeUndefined();
});

it("is by quoting, and says so, where no model is ready", async () => {
  const model = answeringModel();
  model.state = { state: "loading" };
  const { summary, fellBack } = await summarise(messages, asking(model));
  expect(summary).toMatchObject({ kind: "extractive", messagesRead: 12 });
  expect(summary.cited.length).toBeGreaterThan(0);
  expect(fellBack).toEqual({ because: "no-model" });
  expect(model.asked).toEqual([]);
});

it("is by quoting where the model fails, and leaves out the same people", async () => {
  const model = answeringModel();
  const error = new ModelError("deadline", "took too long");
  model.scripts.push([error]);
  const optedOut = new Set(["test:Ann"] as const);
  const { summary, fellBack } = await summarise(messages, asking(model, { optedOut }));
  expect(summary).toMatchObject({ kind: "extractive", leftOut: { optedOut: 4 } });
  expect(fellBack).toEqual({ because: "failed", error });
});

it("is by quoting where the model is too busy to begin, and the model is let go", async () => {
  const model = answeringModel();
  model.scripts.push(["wait"]);
  const { summary, fellBack } = await summarise(messages, asking(model, { patienceMs: 5 }));
  expect(summary.kind).toBe("extractive");
  expect(fellBack).toEqual({ because: "busy" });
});

it("waits for a model that has begun, however long it takes", async () => {
  const model = answeringModel();
  let begun = () => {};
  const waiting = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const reply = model.reply;
  model.reply = async function* (...asked) {
    model.scripts.push(['{"keyPoints": [', "wait", '{"sources": [2], "text": "It ships."}]}']);
    for await (const piece of reply.apply(model, asked)) {
      yield piece;
      begun();
    }
  };
  const summing = summarise(messages, asking(model, { patienceMs: 200 }));
  await waiting;
  await new Promise((resolve) => setTimeout(resolve, 250));
  model.release();
  expect((await summing).summary).toMatchObject({
    kind: "model",
    gist: [{ text: "It ships.", sources: ids(2) }],
  });
});

it("that is stopped is no summary at all", async () => {
  const model = answeringModel();
  const stop = new AbortController();
  model.scripts.push(["wait"]);
  const summing = summarise(messages, asking(model, { signal: stop.signal }));
  await model.requested(1);
  stop.abort();
  await expect(summing).rejects.toMatchObject({ name: "ModelError", code: "aborted" });
});
