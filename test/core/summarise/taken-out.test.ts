import { expect, test, vi } from "vitest";
import { alice, bob, FakePlatform } from "../../fakes/platform.ts";
import { memoryStore, stage } from "../stage.ts";
import { noModel, releaseThread, summingUp } from "./asked.ts";

test("a cited message that is deleted is taken out of the summary that people see", async () => {
  const { platform, model } = await stage({ model: noModel() });
  const { root, answer, task } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long", { inThreadOf: root });
  expect((await platform.finished(asked)).text).toContain(answer.text);
  await platform.delete(answer);
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain(answer.text);
  expect(reply.text).toContain(task.text);
  expect(model.forgotten).toContain(root.thread);
});

test("a quotation that an edit takes back goes; one that still stands stays", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, answer, task } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long", { inThreadOf: root });
  await platform.finished(asked);
  await platform.edit(task, `${task.text} (I asked him.)`);
  await platform.edit(answer, "I take that back.");
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain("Friday the 6th");
  expect(reply.text).toContain(task.text);
  expect(reply.calls.filter((call) => call === "revise")).toHaveLength(1);
});

test("whoever has themselves forgotten or opts out is taken out of summaries too", async () => {
  for (const command of ["forget", "optout"]) {
    const { platform } = await stage({ model: noModel() });
    const { root, answer } = releaseThread(platform);
    const asked = await platform.say("@maru summarise long", { inThreadOf: root });
    await platform.finished(asked);
    await platform.finished(await platform.say(`@maru ${command}`, { by: bob, inThreadOf: root }));
    const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
    expect(reply.text).not.toContain(answer.text);
    expect(reply.text).not.toContain("Bob,");
  }
});

test("the model forgets also what somebody said who only took part", async () => {
  const { platform, model } = await stage();
  const root = platform.post("What is new?");
  platform.post("Bob, who asked nothing", { by: bob, inThreadOf: root });
  await platform.finished(await platform.say("@maru forget", { by: bob }));
  expect(model.forgottenAll).toBe(1);
});

test("privacy tells in how many summaries one stands, and whether one opted out", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root } = releaseThread(platform);
  await platform.finished(await platform.say("@maru summarise long", { inThreadOf: root }));
  const said = async () =>
    (await platform.finished(await platform.say("@maru privacy", { by: bob, inThreadOf: root }))).text;
  expect(await said()).toContain("something of what you said, for 30 days: **1** (`optout`");
  await platform.finished(await platform.say("@maru optout", { by: bob, inThreadOf: root }));
  expect(await said()).toContain("**0** (I leave your messages out");
});

test("a deletion that a crash cut off is made good by the next run", async () => {
  const platform = new FakePlatform();
  const store = await memoryStore();
  const first = await stage({ platform, store, model: noModel() });
  const { root, answer } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long", { inThreadOf: root });
  await platform.finished(asked);
  platform.failing.openReply = 1_000;
  await platform.delete(answer);
  await first.maru.stop(0);
  platform.failing.openReply = 0;
  await stage({ platform, store, model: noModel() });
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain(answer.text);
});

test("what is deleted while the summary is being posted is taken out right after", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, answer } = releaseThread(platform);
  platform.holdFinish();
  const asked = await platform.say("@maru summarise long", { inThreadOf: root });
  await platform.until(asked, ({ calls }) => calls.includes("finishing"));
  await platform.delete(answer);
  await vi.waitFor(() =>
    expect(platform.replyTo(asked)!.calls.filter((call) => call === "open").length).toBeGreaterThan(1),
  );
  platform.releaseFinish();
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain(answer.text);
});

test("a summary that is shown anew keeps what Maru said around it, and says what was taken out", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, answer } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long", { inThreadOf: root });
  await platform.finished(asked);
  await platform.delete(answer);
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).toMatch(/^\*No language model is ready/);
  expect(reply.text).toMatch(/Taken out: \d points?, because a message was deleted/);
});

test("whoever asked for a summary and has themselves forgotten is taken out of it, too", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, answer } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long", { by: bob, inThreadOf: root });
  await platform.finished(asked);
  await platform.finished(await platform.say("@maru forget", { by: bob, inThreadOf: root }));
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain(answer.text);
});

test("somebody who wrote nothing is taken out by name, and nobody else by a part of a word", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root, answer, task } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long", { inThreadOf: root });
  await platform.finished(asked);
  for (const name of ["Rel", "Thursday"]) {
    const by = { ...alice, id: `fake:${name}` as const, name };
    await platform.finished(await platform.say("@maru optout", { by, inThreadOf: root }));
  }
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain(task.text);
  expect(reply.text).toContain(answer.text);
});

test("with what was deleted the model forgets the thread in which a summary of it stands", async () => {
  const { platform, model } = await stage({ model: noModel() });
  const { answer } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long");
  await platform.finished(asked);
  await platform.delete(answer);
  await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(model.forgotten).toContain(asked.thread);
  expect(asked.thread).not.toBe(answer.thread);
});

test("with an edit the model forgets its thread, and what it said of it; not for a link's preview", async () => {
  const { platform, model } = await stage({ model: summingUp("The password is hunter2.") });
  const secret = await platform.say("The password is hunter2. https://chat.example/x", { by: bob });
  const asked = await platform.say("@maru summarise", { inThreadOf: secret });
  expect((await platform.finished(asked)).text).toContain("hunter2");
  const preview = await platform.edit(secret, secret.text);
  // Also where the edit mentions Maru, so that it is a question.
  await platform.edit(preview, "@maru what should the password be?");
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain("hunter2");
  expect(reply.text).toContain("Taken out: 1 point");
  expect(reply.calls.filter((call) => call === "revise")).toHaveLength(1);
  // Once for the edit, once for the summary.
  expect(model.forgotten.filter((thread) => thread === secret.thread)).toHaveLength(2);
});

test("whoever opts out while a summary is made is not in it", async () => {
  const { platform, model } = await stage({ model: summingUp("Friday it is.") });
  const { root } = releaseThread(platform);
  model.scripts.push(["wait", ...model.always]);
  const asked = await platform.say("@maru summarise", { inThreadOf: root });
  await model.requested(1);
  await platform.finished(await platform.say("@maru optout", { inThreadOf: root, by: alice }));
  model.release();
  const reply = await platform.finished(asked);
  expect(reply.text).not.toContain("Friday it is.");
  expect(reply.text).not.toContain("Alice");
});

test("a summary that its readers may not read any more when it is made is not shown, then or later", async () => {
  const { platform, model, maru } = await stage({ model: summingUp("The release is on Friday.") });
  const { root, answer } = releaseThread(platform);
  model.scripts.push(["wait", ...model.always]);
  const asked = await platform.say("@maru summarise", { inThreadOf: root });
  await model.requested(1);
  platform.unreadable.add(`everybody ${root.thread}`);
  model.release();
  const reply = await platform.finished(asked);
  expect(reply).toMatchObject({ kind: "notice", text: expect.stringContaining("Not everybody") });
  await platform.delete(answer);
  await platform.delete(root);
  await maru.stop(5_000);
  expect(reply.calls).not.toContain("revise");
});
