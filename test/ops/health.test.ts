import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { createHealth, type HealthParts } from "../../src/ops/index.ts";
import { openStore } from "../../src/store/index.ts";
import { migrate } from "../../src/store/sqlite/migrate.ts";
import { migrations } from "../../src/store/sqlite/migrations/index.ts";
import { createSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { silentLog } from "../store/silent-log.ts";

async function build(over: Partial<HealthParts> = {}) {
  const store = await openStore("memory:", { dataFolder: "/dev/null", now: Date.now, log: silentLog });
  onTestFinished(() => store.close());
  const clock = { now: 5_000 };
  const check = createHealth({
    version: "1.2.3",
    store,
    model: () => ({ state: "absent", hint: "install one" }),
    queue: () => ({ waiting: 2, running: 1 }),
    moderation: () => undefined,
    platforms: () => [{ name: "web" }],
    stopping: () => false,
    now: () => clock.now,
    ...over,
  });
  return { check, clock, store };
}

test("healthy is 200, and a missing model is no hindrance", async () => {
  const { check, clock } = await build();
  clock.now = 67_900;
  const response = await check();
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    status: "ok",
    version: "1.2.3",
    uptimeSeconds: 62,
    model: "absent",
    queue: { waiting: 2, running: 1 },
    store: "ok",
    platforms: ["web"],
  });
});

test("what keeps a model from working is told with what to do, and hinders nothing", async () => {
  const { check } = await build({
    model: () => ({ state: "failed", problem: "No server answers.", remedy: "Start it." }),
  });
  const response = await check();
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    model: "failed",
    modelFault: "No server answers. Start it.",
  });
});

test("what waits for moderators and for the guard is told, and hinders nothing", async () => {
  const moderation = {
    ...{ waiting: 3, oldestAt: "2026-01-01T00:00:00.000Z", failing: 1 },
    guard: { waiting: 7, running: 4, oldestMs: 900, shed: 2, state: "restarting" },
  };
  const { check } = await build({ moderation: () => moderation });
  const response = await check();
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: "ok", moderation });
});

test("a platform that waits for an operator is 503, with what to do, and the others are told to work", async () => {
  const fault = "The token was taken back. Make a new one.";
  const platforms: { name: string; fault?: string }[] = [{ name: "chat", fault }, { name: "web" }];
  const { check } = await build({ platforms: () => platforms });
  const degraded = await check();
  expect(degraded.status).toBe(503);
  expect(await degraded.json()).toMatchObject({
    status: "degraded",
    store: "ok",
    platforms: ["web"],
    faults: { chat: fault },
  });
  platforms.pop();
  expect(await (await check()).json()).toMatchObject({ status: "failing", store: "ok", platforms: [] });
  platforms[0] = { name: "chat" };
  const mended = await check();
  expect(mended.status).toBe(200);
  expect(await mended.json()).not.toHaveProperty("faults");
});

test("a store that cannot be written is 503", async () => {
  const { check, store } = await build();
  await store.close();
  const response = await check();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: "failing", store: "failing" });
});

test("a disk with room for a few bytes and not for a message is 503", async () => {
  const db = new DatabaseSync(":memory:");
  migrate(db, "maru.db", migrations);
  const store = createSqliteStore(db, { now: Date.now, log: silentLog, where: "maru.db", release: () => {} });
  onTestFinished(() => store.close());
  const { page_count } = db.prepare("PRAGMA page_count").get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${page_count + 2}`);
  await store.records("a").set("few", "bytes");
  const { check } = await build({ store });
  expect((await check()).status).toBe(503);
});

test("the store is tried once a second, however many ask", async () => {
  let writes = 0;
  const { store } = await build();
  const counting: HealthParts["store"] = {
    ...store,
    records(namespace) {
      writes++;
      return store.records(namespace);
    },
  };
  const { check, clock } = await build({ store: counting });
  const statuses = async () => (await Promise.all([check(), check(), check()])).map(({ status }) => status);
  expect(await statuses()).toEqual([200, 200, 200]);
  clock.now += 999;
  expect(await statuses()).toEqual([200, 200, 200]);
  expect(writes).toBe(1);
  await store.close();
  clock.now += 1;
  expect(await statuses()).toEqual([503, 503, 503]);
  expect(writes).toBe(2);
});

test("shutting down is 503, so that nobody sends more", async () => {
  const { check } = await build({ stopping: () => true });
  const response = await check();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: "stopping", store: "ok" });
});
