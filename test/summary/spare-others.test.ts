import { expect, test } from "vitest";
import { sparingOthers } from "../../src/summary/spare-others.ts";
import { fakeModel } from "../fakes/model.ts";

const signal = new AbortController().signal;
const reading = (model: ReturnType<typeof sparingOthers>) =>
  Array.fromAsync(model.reply([], { signal, maxTokens: 8 }));

test("of what a summary asks at once, one request comes before the background and the others are of it", async () => {
  const model = fakeModel(["wait"]);
  const sparing = sparingOthers(model, undefined);
  const first = reading(sparing);
  const second = reading(sparing);
  await model.requested(2);
  expect(model.options).toEqual([{}, { urgency: "background" }]);
  model.release();
  await Promise.all([first, second]);
  const third = reading(sparing);
  await model.requested(3);
  expect(model.options[2]).toEqual({});
  model.release();
  await third;
});

test("a summary that nobody waits for asks in the background only", async () => {
  const model = fakeModel(["done"]);
  await reading(sparingOthers(model, "background"));
  expect(model.options).toEqual([{ urgency: "background" }]);
});
