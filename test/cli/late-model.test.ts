import { expect, test } from "vitest";
import { createLateModel } from "../../src/cli/late-model.ts";
import { fakeModel } from "../fakes/model.ts";

const never = new AbortController().signal;

test("what has waited for the model is done once it is there", async () => {
  const model = fakeModel();
  const late = createLateModel(() => model);
  const forgetting = [late.forget("test:1"), late.forgetAll()];
  late.begin(false);
  await Promise.all(forgetting);
  expect(model.forgotten).toEqual(["test:1"]);
  expect(model.forgottenAll).toBe(1);
});

test("whatever waits for a model that never came is refused at the stop, and afterwards", async () => {
  const late = createLateModel(() => fakeModel());
  const waiting = [() => late.forget("test:1"), () => late.forgetAll(), () => late.ready(never)];
  const before = waiting.map((ask) => ask());
  const refused = Promise.all(
    before.map((asked) => expect(asked).rejects.toMatchObject({ code: "unavailable" })),
  );
  await late.stop();
  await refused;
  for (const ask of waiting) await expect(ask()).rejects.toMatchObject({ code: "unavailable" });
  await expect(late.measure([])).rejects.toMatchObject({ code: "unavailable" });
});
