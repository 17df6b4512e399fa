import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ModelError } from "../../src/core/ports/index.ts";
import { summarise } from "../../src/summary/index.ts";
import type { SummariseOptions } from "../../src/summary/summarise.ts";
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

it("is by quoting where the model finds no point in what was said", async () => {
  const model = answeringModel(() => ({ keyPoints: [], gist: [] }));
  const { summary, fellBack } = await summarise(messages, asking(model));
  expect(summary.kind).toBe("extractive");
  expect(summary.cited.length).toBeGreaterThan(0);
  expect(fellBack).toMatchObject({ because: "failed", error: { code: "failed" } });
});

it("is by the model, and empty, where nothing was said in words", async () => {
  const pictures = messages.map((one) => ({ ...one, text: " " }));
  const { summary, fellBack } = await summarise(pictures, asking(answeringModel()));
  expect(summary).toMatchObject({ kind: "model", messagesRead: 12, cited: [] });
  expect(fellBack).toBeUndefined();
});

describe("where the model takes its time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is by quoting when it does not begin, and the model is let go", async () => {
    const model = answeringModel();
    model.scripts.push(["wait"]);
    const summing = summarise(messages, asking(model, { patienceMs: 5_000 }));
    await model.requested(1);
    await vi.advanceTimersByTimeAsync(5_000);
    const { summary, fellBack } = await summing;
    expect(summary.kind).toBe("extractive");
    expect(fellBack).toEqual({ because: "busy" });
  });

  it("waits for one that has begun, however long it takes", async () => {
    const model = answeringModel();
    model.scripts.push(['{"keyPoints": [', "wait", '{"sources": [2], "text": "It ships."}]}']);
    let begun = 0;
    const reply = model.reply;
    model.reply = async function* (...asked) {
      for await (const piece of reply.apply(model, asked)) {
        yield piece;
        begun++;
      }
    };
    const summing = summarise(messages, asking(model, { patienceMs: 5_000 }));
    await vi.waitFor(() => expect(begun).toBe(1));
    await vi.advanceTimersByTimeAsync(60_000);
    model.release();
    const { summary } = await summing;
    expect(summary).toMatchObject({ kind: "model", gist: [{ text: "It ships.", sources: ids(2) }] });
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
