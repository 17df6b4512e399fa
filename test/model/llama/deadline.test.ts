import { expect, it } from "vitest";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();

it("an answer that takes too long ends with `deadline`, and the process goes on", async () => {
  const { path } = writeModel(folder, "small.gguf", { cost: "small" });
  const { model, answer } = runModel(settingsFor(path, { deadlineMs: 1500 }));
  await model.ready(never);
  const pid = model.pid;
  await expect(answer("count", 1900)).rejects.toMatchObject({ name: "ModelError", code: "deadline" });
  expect(await answer("hello", 2)).toMatch(/^Hello/);
  expect(model.pid).toBe(pid);
});

it("a request that waits for its turn is not late yet", async () => {
  const { path } = writeModel(folder, "model.gguf");
  const { model, answer } = runModel(settingsFor(path, { deadlineMs: 5000 }));
  await model.ready(never);
  const answers = await Promise.all(Array.from({ length: 3 }, () => answer("hello")));
  expect(new Set(answers).size).toBe(1);
});

it("a model that does not load in time is tried again, and in the end given up with a remedy", async () => {
  const { path } = writeModel(folder, "slow-start.gguf");
  const { model } = runModel(settingsFor(path, { loadDeadlineMs: 1 }), { random: () => 0 });
  await expect(model.ready(never)).rejects.toMatchObject({ code: "unavailable" });
  expect(model.health()).toMatchObject({
    state: "failed",
    problem: expect.stringContaining("died 4 times in a row while it loaded"),
    remedy: expect.stringContaining("smaller model"),
  });
});
