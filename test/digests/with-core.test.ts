import { expect, onTestFinished, test } from "vitest";
import type { Store } from "../../src/core/ports/index.ts";
import { createDigests, type Digest } from "../../src/digests/index.ts";
import { memoryStore, quietLog, stage } from "../core/stage.ts";
import { noModel, releaseThread, summingUp } from "../core/summarise/asked.ts";
import type { FakeModel } from "../fakes/model.ts";
import { FakePlatform } from "../fakes/platform.ts";

const nightly: Digest = {
  platform: "fake",
  place: "general",
  when: "0 0 * * *",
  length: "long",
  language: "auto",
  leastMessages: 2,
};
const FIRST_NIGHT = "fake:digest/general/2026-01-02T00:00:00.000Z";

/** One run of Maru with that platform and store, whose clock stands at a time. */
async function runAt(
  time: string,
  { platform, store, model }: { platform: FakePlatform; store: Store; model: FakeModel },
) {
  const { maru } = await stage({ platform, store, model });
  const digests = createDigests({
    digests: [nightly],
    timeZone: "UTC",
    adapters: [platform.connect()],
    deliver: maru.deliver,
    store,
    log: quietLog,
    now: () => Date.parse(time),
  });
  digests.start();
  const stop = async () => {
    await digests.stop();
    await maru.stop(5_000);
  };
  onTestFinished(stop);
  return { stop };
}

async function firstRun(model: FakeModel) {
  const platform = new FakePlatform();
  const store = await memoryStore();
  releaseThread(platform);
  const parts = { platform, store, model };
  const run = await runAt("2026-01-01T12:00:00Z", parts);
  await run.stop();
  expect(platform.replies.size).toBe(0);
  return parts;
}

test("what was said while Maru was away stands in the digest that it makes up for, once", async () => {
  const parts = await firstRun(noModel());
  const { platform } = parts;
  const second = await runAt("2026-01-02T01:00:00Z", parts);
  const digest = await platform.until({ id: FIRST_NIGHT }, ({ kind }) => kind !== undefined);
  expect(digest.text).toContain("We release version 3 on Friday");
  await second.stop();
  await (await runAt("2026-01-02T02:00:00Z", parts)).stop();
  expect([...platform.replies.keys()]).toEqual([FIRST_NIGHT]);
  expect(digest.calls.filter((call) => call === "finish")).toHaveLength(1);
});

test("a digest that is due while the model is being loaded waits for the model", async () => {
  const model = summingUp("Version 3 is released.");
  const parts = await firstRun(model);
  const loaded = Promise.withResolvers<void>();
  const ready = model.state;
  model.state = { state: "loading" };
  model.ready = async () => {
    await loaded.promise;
    model.state = ready;
  };
  await runAt("2026-01-02T01:00:00Z", parts);
  loaded.resolve();
  const digest = await parts.platform.until({ id: FIRST_NIGHT }, ({ kind }) => kind !== undefined);
  expect(digest).toMatchObject({ kind: "answer", text: expect.stringContaining("Version 3 is released.") });
});
