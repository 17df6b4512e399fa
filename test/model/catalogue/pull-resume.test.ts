import { once } from "node:events";
import { readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type PullOrder, type PullProgress, pullModel } from "../../../src/model/catalogue/pull.ts";
import type { PullError } from "../../../src/model/catalogue/pull-error.ts";
import { type FakeHub, startFakeHub } from "../../fakes/hub.ts";
import { pullInChild } from "./child.ts";
import { fakeGguf, sha256, type TempFolder, tempFolder } from "./fixtures.ts";

const NAME = "acme/tiny-GGUF/tiny-Q4_K_M.gguf";
const URI = `hf:${NAME}`;
const content = fakeGguf(1_500_000);
const replaced = fakeGguf(1_500_000, 9);
/** So far the first pull gets. */
const HALF = 600_000;

let hub: FakeHub;
let models: TempFolder;
let finalPath: string;
beforeEach(async () => {
  [hub, models] = await Promise.all([startFakeHub(), tempFolder()]);
  finalPath = join(models.path, NAME);
});
afterEach(() => Promise.all([hub.stop(), models.remove()]));

function pull(order: Partial<PullOrder> = {}) {
  return pullModel({ what: URI, modelsFolder: models.path, hub: { endpoint: hub.endpoint }, ...order });
}

async function failure(order: Partial<PullOrder> = {}): Promise<PullError> {
  return pull(order).then(
    () => expect.fail("it was pulled"),
    (error: PullError) => error,
  );
}

/** Pulls until `HALF` bytes are on the disk, then aborts. */
async function pullHalf(): Promise<void> {
  hub.faults.push({ type: "stall", afterBytes: HALF });
  const controller = new AbortController();
  const onProgress = (progress: PullProgress) => {
    if (progress.state === "downloading" && progress.doneBytes === HALF) controller.abort();
  };
  expect(await failure({ signal: controller.signal, onProgress })).toMatchObject({ code: "aborted" });
  expect((await stat(`${finalPath}.part`)).size).toBe(HALF);
}

/** GETs for bytes: those that are not redirected. */
function byteRequests(host: "hub" | "storage" = "storage") {
  return hub.requests.filter((request) => request.host === host && request.method === "GET");
}

async function expectInstalled(expected: Buffer): Promise<void> {
  expect(sha256(await readFile(finalPath))).toBe(sha256(expected));
  expect(await readdir(join(finalPath, ".."))).toEqual(["tiny-Q4_K_M.gguf"]);
}

describe("a pull that was stopped", () => {
  it("keeps what has come beside the final name, and goes on from there", async () => {
    hub.put(NAME, content);
    await pullHalf();
    await expect(stat(finalPath)).rejects.toThrow("ENOENT");
    const seen: PullProgress[] = [];
    await pull({ onProgress: (progress) => seen.push(progress) });
    expect(byteRequests().at(-1)).toMatchObject({ range: `bytes=${HALF}-` });
    expect(seen.find(({ state }) => state === "downloading")).toMatchObject({ doneBytes: HALF });
    await expectInstalled(content);
  });

  it("tells how to go on", async () => {
    hub.put(NAME, content);
    const error = await failure({ signal: AbortSignal.abort() });
    expect(error).toMatchObject({ code: "aborted", message: expect.stringContaining(`models pull ${URI}`) });
  });

  it("by SIGKILL goes on too, and its lock is gone with it", async () => {
    hub.put(NAME, content);
    hub.faults.push({ type: "stall", afterBytes: HALF });
    const child = pullInChild(hub.endpoint, models.path, URI);
    const ended = once(child, "exit");
    await vi.waitFor(async () => expect((await stat(`${finalPath}.part`)).size).toBe(HALF), {
      timeout: 30_000,
    });
    expect(await failure()).toMatchObject({ code: "busy" });
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    await pull();
    expect(byteRequests().at(-1)).toMatchObject({ range: `bytes=${HALF}-` });
    await expectInstalled(content);
  });

  it("just before the rename only checks what is there", async () => {
    hub.put(NAME, content);
    await pullHalf();
    await writeFile(`${finalPath}.part`, content);
    const before = byteRequests().length;
    await pull();
    expect(byteRequests().length).toBe(before);
    await expectInstalled(content);
  });

  it("starts anew when the hub has other content now, by its checksum", async () => {
    hub.put(NAME, content);
    await pullHalf();
    hub.put(NAME, replaced);
    await pull();
    expect(byteRequests().at(-1)).toMatchObject({ range: undefined });
    await expectInstalled(replaced);
  });

  it("starts anew when the hub has other content now, by its ETag alone", async () => {
    hub.put(NAME, content, { large: false });
    await pullHalf();
    const { etag } = JSON.parse(await readFile(`${finalPath}.part.json`, "utf8")) as { etag: string };
    hub.put(NAME, replaced, { large: false });
    await pull();
    expect(byteRequests("hub").at(-1)).toMatchObject({ range: `bytes=${HALF}-`, ifRange: etag });
    await expectInstalled(replaced);
  });

  it("goes on by the ETag alone where the content is the same", async () => {
    hub.put(NAME, content, { large: false });
    await pullHalf();
    await pull();
    expect(byteRequests("hub").at(-1)).toMatchObject({ range: `bytes=${HALF}-` });
    await expectInstalled(content);
  });

  it("starts anew with a server that ignores ranges", async () => {
    hub.put(NAME, content);
    await pullHalf();
    hub.faults.push({ type: "ignore-range" });
    await pull();
    await expectInstalled(content);
  });

  it("never glues another part to what is there", async () => {
    hub.put(NAME, content);
    await pullHalf();
    hub.faults.push({ type: "wrong-range" });
    expect(await failure()).toMatchObject({ code: "hub-failed" });
    await pull();
    await expectInstalled(content);
  });

  it("finds damage in what had come, deletes it and says so; the next pull is whole", async () => {
    hub.put(NAME, content);
    await pullHalf();
    const half = await readFile(`${finalPath}.part`);
    half[1000] = (half[1000] ?? 0) ^ 1;
    await writeFile(`${finalPath}.part`, half);
    expect(await failure()).toMatchObject({ code: "wrong-checksum" });
    await expect(stat(finalPath)).rejects.toThrow("ENOENT");
    await pull();
    await expectInstalled(content);
  });

  it("trusts no half file whose origin it does not know, or that is longer than the whole", async () => {
    hub.put(NAME, content);
    await pullHalf();
    await truncate(`${finalPath}.part.json`, 5);
    await pull();
    expect(byteRequests().at(-1)).toMatchObject({ range: undefined });
    await models.remove();
    await pullHalf();
    await writeFile(`${finalPath}.part`, Buffer.concat([content, content]));
    await pull();
    expect(byteRequests().at(-1)).toMatchObject({ range: undefined });
    await expectInstalled(content);
  });
});

describe("a connection that is lost on the way", () => {
  const noPause = async () => {};

  it("is taken up again where it broke, as often as it brings something", async () => {
    hub.put(NAME, content);
    const cuts = [1, 2, 3, 4, 5, 6, 7].map((cut) => ({
      at: cut * 100_000,
      ...Promise.withResolvers<void>(),
    }));
    for (const { promise } of cuts) hub.faults.push({ type: "cut", afterBytes: 100_000, when: promise });
    const seen: PullProgress[] = [];
    const onProgress = (progress: PullProgress) => {
      seen.push(progress);
      if (progress.state === "downloading") cuts.find(({ at }) => at === progress.doneBytes)?.resolve();
    };
    await pull({ wait: noPause, onProgress });
    expect(seen.filter(({ state }) => state === "interrupted")).toHaveLength(7);
    expect(byteRequests()).toHaveLength(8);
    await expectInstalled(content);
  });

  it("by silence is taken up too", async () => {
    hub.put(NAME, content);
    hub.faults.push({ type: "stall", afterBytes: HALF });
    const seen: PullProgress[] = [];
    const patience = { answerMs: 10_000, idleMs: 200 };
    await pull({ patience, wait: noPause, onProgress: (progress) => seen.push(progress) });
    expect(seen.find(({ state }) => state === "interrupted")).toMatchObject({
      reason: expect.stringContaining("0.2 s"),
    });
    await expectInstalled(content);
  });

  it("is given up after some tries that bring nothing new, with growing pauses", async () => {
    hub.put(NAME, content);
    let cut = Promise.withResolvers<void>();
    const breakOff = () => {
      cut = Promise.withResolvers<void>();
      hub.faults.push({ type: "ignore-range", cut: { afterBytes: 100_000, when: cut.promise } });
    };
    breakOff();
    const pauses: number[] = [];
    const wait = async (ms: number) => {
      pauses.push(ms);
      breakOff();
    };
    const onProgress = (progress: PullProgress) => {
      if (progress.state === "downloading" && progress.doneBytes === 100_000) cut.resolve();
    };
    const error = await failure({ wait, onProgress });
    expect(error.message).toContain("what has come is kept");
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  it("can be given up by the person while it waits", async () => {
    hub.put(NAME, content);
    const { promise: when, resolve: cut } = Promise.withResolvers<void>();
    hub.faults.push({ type: "cut", afterBytes: HALF, when });
    const controller = new AbortController();
    const onProgress = (progress: PullProgress) => {
      if (progress.state === "downloading" && progress.doneBytes === HALF) cut();
      if (progress.state === "interrupted") controller.abort();
    };
    expect(await failure({ signal: controller.signal, onProgress })).toMatchObject({ code: "aborted" });
    expect((await stat(`${finalPath}.part`)).size).toBe(HALF);
  });
});

describe("two pulls of one model", () => {
  it("at once: the second says so and disturbs nothing", async () => {
    hub.put(NAME, content);
    hub.faults.push({ type: "stall", afterBytes: HALF });
    const controller = new AbortController();
    const first = failure({ signal: controller.signal });
    await vi.waitFor(async () => expect((await stat(`${finalPath}.part`)).size).toBe(HALF));
    expect(await failure()).toMatchObject({ code: "busy", message: expect.stringContaining("already") });
    controller.abort();
    expect(await first).toMatchObject({ code: "aborted" });
    await pull();
    await expectInstalled(content);
  });

  it("of different models do not wait for each other", async () => {
    hub.put(NAME, content);
    hub.put("acme/other/other.gguf", replaced);
    await Promise.all([pull(), pull({ what: "hf:acme/other/other.gguf" })]);
    await expectInstalled(content);
  });
});

describe("a split model", () => {
  it("goes on with the file at which it was stopped", async () => {
    const parts = [fakeGguf(300_000, 3), fakeGguf(300_000, 4)];
    for (const [index, part] of parts.entries()) hub.put(`acme/big/big-0000${index + 1}-of-00002.gguf`, part);
    const what = "hf:acme/big/big-00001-of-00002.gguf";
    const controller = new AbortController();
    const onProgress = (progress: PullProgress) => {
      if (progress.part === 2) controller.abort();
    };
    expect(await failure({ what, signal: controller.signal, onProgress })).toMatchObject({ code: "aborted" });
    const before = byteRequests().length;
    await pull({ what });
    expect(byteRequests().length - before).toBe(1);
    for (const [index, part] of parts.entries()) {
      const path = join(models.path, `acme/big/big-0000${index + 1}-of-00002.gguf`);
      expect(sha256(await readFile(path))).toBe(sha256(part));
    }
  });
});
