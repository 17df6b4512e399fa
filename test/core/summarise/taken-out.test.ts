import { expect, test, vi } from "vitest";
import { bob, FakePlatform } from "../../fakes/platform.ts";
import { memoryStore, stage } from "../stage.ts";
import { noModel, releaseThread } from "./asked.ts";

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
