import { expect, test } from "vitest";
import { bob, FakePlatform } from "../fakes/platform.ts";
import { stage } from "./stage.ts";

test("an answer is asked for its thread, whose state is kept; the thread's title in the background and for none", async () => {
  const platform = new FakePlatform();
  const { model } = await stage({ platform, adapters: [platform.connect({ named: true })] });
  const question = await platform.say("@maru when do we release version 3?");
  await platform.finished(question);
  await platform.named(question.thread);
  expect(model.options).toEqual([{ thread: question.thread }, { urgency: "background" }]);
});

test("what the model keeps of a thread goes when a message of it is deleted, also one that nobody summarised", async () => {
  const { platform, model, maru } = await stage();
  const question = await platform.say("@maru hello");
  await platform.finished(question);
  const said = await platform.say("@bob look at this", { by: bob, inThreadOf: question });
  await platform.delete(said);
  await maru.stop(5_000);
  expect(model.forgotten).toEqual([question.thread]);
});
