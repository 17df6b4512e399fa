import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { createGuard } from "../../src/store/sqlite/guard.ts";
import { migrate } from "../../src/store/sqlite/migrate.ts";
import { migrations } from "../../src/store/sqlite/migrations/index.ts";
import { createSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { createSweep } from "../../src/store/sqlite/sweep.ts";
import { silentLog } from "./silent-log.ts";

function build() {
  const db = new DatabaseSync(":memory:");
  migrate(db, "memory", migrations);
  const clock = { now: 0 };
  const now = () => clock.now;
  const store = createSqliteStore(db, { now, log: silentLog, where: "memory", release: () => {} });
  onTestFinished(() => store.close());
  const rows = (table: string) => db.prepare(`SELECT * FROM ${table}`).all().length;
  return { store, clock, rows, sweep: createSweep(db, createGuard("memory"), now, () => !db.isOpen) };
}

test("expired records and settlements leave the disk; all others stay", async () => {
  const { store, clock, rows, sweep } = build();
  const records = store.records<number>("a");
  const claims = store.claims<number>("a");
  for (let at = 0; at < 250; at++) {
    await records.set(`expiring ${at}`, at, 1000);
    await claims.claim(`settled ${at}`, at);
    await claims.settle(`settled ${at}`, 1000);
  }
  await records.set("lasting", 1);
  await records.set("later", 1, 5000);
  await claims.claim("pending", 1);

  clock.now = 999;
  expect(await sweep()).toBe(0);
  clock.now = 1000;
  expect(await sweep()).toBe(500);
  expect([rows("records"), rows("claims")]).toEqual([2, 1]);
});

test("other work gets its turn between the batches of a long sweep", async () => {
  const { store, clock, sweep } = build();
  const records = store.records<number>("a");
  for (let at = 0; at < 2000; at++) await records.set(`${at}`, at, 1000);
  clock.now = 1000;
  let turns = 0;
  let immediate = setImmediate(function count() {
    turns++;
    immediate = setImmediate(count);
  });
  expect(await sweep()).toBe(2000);
  clearImmediate(immediate);
  expect(turns).toBeGreaterThanOrEqual(19);
});

test("a sweep stops when the store is closed under it", async () => {
  const { store, clock, sweep } = build();
  for (let at = 0; at < 500; at++) await store.records("a").set(`${at}`, at, 1000);
  clock.now = 1000;
  const swept = sweep();
  await store.close();
  expect(await swept).toBeLessThan(500);
});
