import { expect, test } from "vitest";
import { asTitle } from "../../src/core/thread-title.ts";
import { fakeModel } from "../fakes/model.ts";
import { moderationAgainst } from "../fakes/moderation.ts";
import { bob, FakePlatform } from "../fakes/platform.ts";
import { stage } from "./stage.ts";

test.each([
  ["Release on Thursday", "Release on Thursday"],
  ['  **"Release on Thursday."**\n', "Release on Thursday"],
  ["# 목요일 배포 일정", "목요일 배포 일정"],
  ["Whether <https://ours.example/up> is up", "Whether https://ours.example/up is up"],
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

test("a title that moderation holds is not used: the thread keeps its name", async () => {
  const platform = new FakePlatform();
  const model = fakeModel();
  model.scripts.push(["Thursday."], ["A nasty title"], ["Friday."], ["Friday"]);
  const adapters = [platform.connect({ named: true })];
  await stage({ platform, model, adapters, moderation: moderationAgainst(/nasty/) });
  await platform.finished(await platform.say("@maru when is the release?"));
  await model.requested(2);
  const second = await platform.say("@maru and the party?");
  await platform.named(second.thread);
  expect([...platform.threadNames]).toEqual([[second.thread, "Friday"]]);
});

test("a title has no link but those of its question", async () => {
  const platform = new FakePlatform();
  const model = fakeModel();
  model.scripts.push(["Yes."], ["[Ours](https://ours.example), not [ours](https://evil.example)"]);
  await stage({ platform, model, adapters: [platform.connect({ named: true })] });
  const question = await platform.say("@maru is https://ours.example up?");
  const title = await platform.named(question.thread);
  expect(title).toMatch(/^\[Ours\]\(https:\/\/ours\.example\), not ours \(`https:\/\/evil/);
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
  expect((await model.requested(2)).at(-1)?.text).toBe("Bob: two");
  model.always = ["Done."];
  model.release();
  await platform.finished(second);
  await platform.named(second.thread);
  const followUp = await platform.say("and more?", { inThreadOf: second });
  await platform.finished(followUp);
  expect([...platform.threadNames.keys()]).toEqual([second.thread]);
});
