import { expect, test } from "vitest";
import type { ChatEvent } from "../../../src/core/types.ts";
import { fakeModel } from "../../fakes/model.ts";
import { alice, bob, FakePlatform, general } from "../../fakes/platform.ts";
import { memoryStore, stage } from "../stage.ts";
import { noModel, releaseThread, summingUp } from "./asked.ts";

const due: Extract<ChatEvent, { type: "digest" }> = {
  type: "digest",
  id: "fake:digest/general/2026-01-02",
  place: general,
  since: "2026-01-01T00:00:00.000Z",
  at: "2026-01-02T00:00:00.000Z",
  length: "long",
  leastMessages: 2,
};
const posted = (platform: FakePlatform) => platform.until(due, ({ kind }) => kind !== undefined);

test("a digest that is due is posted in its place, of what was said there in between", async () => {
  const { platform, maru } = await stage({ model: noModel() });
  const { answer } = releaseThread(platform);
  const later = { ...platform.post("This comes after it.", { by: bob }), sentAt: "2026-01-02T00:00:01.000Z" };
  platform.messages[platform.messages.length - 1] = later;
  await maru.deliver(due);
  const digest = await posted(platform);
  expect(digest).toMatchObject({ kind: "extractive", audience: "all" });
  expect(digest.text).toContain("**Digest of general**");
  expect(digest.text).toContain(answer.text);
  expect(digest.text).not.toContain(later.text);
});

test("a digest is posted once, however often it is due", async () => {
  const { platform, maru } = await stage({ model: noModel() });
  releaseThread(platform);
  await maru.deliver(due);
  await posted(platform);
  await maru.deliver(due);
  await maru.deliver({ ...due, id: `${due.id}b` });
  await platform.until({ id: `${due.id}b` }, ({ kind }) => kind !== undefined);
  expect(platform.replies.get(due.id)!.calls.filter((call) => call === "finish")).toHaveLength(1);
});

test("where little was said, where not everybody can read all, and where Maru may not answer, there is none", async () => {
  const observed: string[] = [];
  const log = { debug: say, info: say, warn: say, error: say };
  function say(_: unknown, message: string): void {
    observed.push(message);
  }
  const quiet = await stage({ model: noModel(), log });
  quiet.platform.post("Hello?", { by: alice });
  await quiet.maru.deliver(due);
  await quiet.maru.stop(5_000);
  const unreadable = await stage({ model: noModel(), log });
  releaseThread(unreadable.platform);
  unreadable.platform.unreadable.add("everybody fake:general");
  await unreadable.maru.deliver(due);
  await unreadable.maru.stop(5_000);
  const forbidden = await stage({
    model: noModel(),
    log,
    admission: {
      bots: "ignore",
      places: { allow: [], deny: ["general"] },
      perMinute: { person: 9, place: 9 },
    },
  });
  await forbidden.maru.deliver(due);
  await forbidden.maru.stop(5_000);
  for (const { platform } of [quiet, unreadable, forbidden]) expect(platform.replies.has(due.id)).toBe(false);
  expect(observed.filter((message) => message.startsWith("no digest"))).toHaveLength(3);
});

test("a digest that a crash cut off is posted by the next run", async () => {
  const platform = new FakePlatform();
  const store = await memoryStore();
  releaseThread(platform);
  const first = await stage({ platform, store, model: noModel() });
  platform.failing.finish = 1_000;
  await first.maru.deliver(due);
  await platform.until(due, ({ calls }) => calls.includes("open"));
  await first.maru.stop(0);
  platform.failing.finish = 0;
  await stage({ platform, store, model: noModel() });
  expect((await posted(platform)).text).toContain("Digest of general");
});

test("a cited message that is deleted is taken out of the digest, and forgotten where somebody asked about it", async () => {
  const { platform, maru, model } = await stage({ model: noModel() });
  const { answer } = releaseThread(platform);
  await maru.deliver(due);
  await posted(platform);
  const asked = await platform.say("@maru what does the digest mean by Friday?");
  await platform.finished(asked);
  await platform.delete(answer);
  const digest = await platform.until(due, ({ calls }) => calls.includes("revise"));
  expect(digest.text).toContain("**Digest of general**");
  expect(digest.text).not.toContain(answer.text);
  expect(model.forgotten).toContain(asked.thread);
});

test("a digest that would say nothing is not posted: what the model does not find is quoted", async () => {
  const { platform, maru } = await stage({ model: fakeModel(["{}"]) });
  const { answer } = releaseThread(platform);
  await maru.deliver(due);
  const digest = await posted(platform);
  expect(digest.kind).toBe("extractive");
  expect(digest.text).toContain(answer.text);

  const silent = await stage({ model: fakeModel(["{}"]) });
  for (const by of [alice, bob, alice]) silent.platform.post("👍", { by });
  await silent.maru.deliver(due);
  await silent.maru.stop(5_000);
  expect(silent.platform.replies.get(due.id)?.calls ?? []).not.toContain("finish");
});

test("a digest that not everybody may read any more when it is made is not posted", async () => {
  const { platform, maru, model } = await stage({ model: summingUp("The release is on Friday.") });
  releaseThread(platform);
  model.scripts.push(["wait", ...model.always]);
  const delivered = maru.deliver(due);
  await model.requested(1);
  platform.unreadable.add("everybody fake:general");
  model.release();
  await delivered;
  await maru.stop(5_000);
  expect(platform.replies.get(due.id)?.calls ?? []).not.toContain("finish");
});
