import { expect, test } from "vitest";
import { asTitle } from "../../src/core/thread-title.ts";
import { fakeModel } from "../fakes/model.ts";
import { bob, FakePlatform } from "../fakes/platform.ts";
import { stage } from "./stage.ts";

test.each([
  ["Release on Thursday", "Release on Thursday"],
  ['  **"Release on Thursday."**\n', "Release on Thursday"],
  ["# 목요일 배포 일정", "목요일 배포 일정"],
  ["One line\nand another", undefined],
  ["word ".repeat(40), undefined],
  ["“”", undefined],
])("of %j the title is %j", (said, title) => {
  expect(asTitle(said)).toBe(title);
});

test("a thread is renamed by the model once its question is answered, where threads have names", async () => {
  const platform = new FakePlatform();
  const model = fakeModel();
  model.scripts.push(["It is on Thursday."], ['"Release ', 'date"']);
  await stage({ platform, model, adapters: [platform.connect({ named: true })] });
  const question = await platform.say("@maru when is the release?");
  expect(await platform.named(question.thread)).toBe("Release date");
  expect(platform.replyTo(question)?.text).toBe("It is on Thursday.");
  expect(model.requests[1]?.at(-1)).toEqual({ role: "user", text: "when is the release?" });
});

test("nobody waits for a title, and a follow-up does not rename the thread", async () => {
  const platform = new FakePlatform();
  const model = fakeModel(["wait", "Done."]);
  await stage({ platform, model, adapters: [platform.connect({ named: true })] });
  const first = await platform.say("@maru one");
  const second = await platform.say("@maru two", { by: bob });
  await model.requested(1);
  model.release();
  await platform.finished(first);
  expect((await model.requested(2)).at(-1)?.text).toBe("two");
  model.always = ["Done."];
  model.release();
  await platform.finished(second);
  await platform.named(second.thread);
  const followUp = await platform.say("and more?", { inThreadOf: second });
  await platform.finished(followUp);
  expect([...platform.threadNames.keys()]).toEqual([second.thread]);
});
