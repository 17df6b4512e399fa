import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/index.ts";
import { migrate } from "../../src/store/sqlite/migrate.ts";
import { type Migration, migrations } from "../../src/store/sqlite/migrations/index.ts";
import { silentLog } from "./silent-log.ts";
import { tempFolder } from "./temp-folder.ts";

const withColour: Migration = (db) =>
  db.exec("ALTER TABLE records ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'");
const withShade: Migration = (db) =>
  db.exec("ALTER TABLE records ADD COLUMN shade TEXT AS ('dark ' || colour)");
const broken: Migration = (db) => {
  db.exec("DROP TABLE records");
  throw new Error("the migration failed");
};

function version(db: DatabaseSync): unknown {
  return Object.values(db.prepare("PRAGMA user_version").get() ?? {})[0];
}

test("a version-1 file, as the first release wrote it, is read by today's program", async () => {
  const dataFolder = tempFolder();
  const db = new DatabaseSync(join(dataFolder, "maru.db"));
  db.exec(readFileSync(join(import.meta.dirname, "fixtures", "version-1.sql"), "utf8"));
  db.close();

  const store = await openStore("sqlite:maru.db", { dataFolder, now: () => 1_000, log: silentLog });
  onTestFinished(() => store.close());
  expect(await store.records("settings").get("colour")).toEqual({ name: "blue" });
  expect(await store.records("settings").get("gone")).toBeUndefined();
  expect(await store.records("settings").get("\ud800")).toBe("lone");
  expect(await Array.fromAsync(store.claims("inbox").pending())).toEqual([
    { key: "web:2", value: { id: 2 } },
  ]);
  expect(await store.claims("inbox").claim("web:1", null)).toBe(false);
  expect(await Array.fromAsync(store.journal("web/general").scan({ tag: "thread" }))).toEqual([
    { seq: 2, value: "둘" },
  ]);
  expect(await store.journal("web/general").append("again", { key: "first" })).toBe(1);
  expect(await store.journal("web/general").append("third")).toBe(3);
});

test("an older file goes through the migrations it lacks, in order, and keeps its data", () => {
  const path = join(tempFolder(), "maru.db");
  const old = new DatabaseSync(path);
  expect(migrate(old, path, migrations)).toEqual({ from: 0, to: migrations.length });
  old.exec("INSERT INTO records (namespace, key, value) VALUES ('a', 'key', '1')");
  old.close();

  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  const newer = [...migrations, withColour, withShade];
  expect(migrate(db, path, newer)).toEqual({ from: migrations.length, to: newer.length });
  expect(version(db)).toBe(newer.length);
  expect({ ...db.prepare("SELECT key, value, shade FROM records").get() }).toEqual({
    key: "key",
    value: "1",
    shade: "dark blue",
  });
  expect(migrate(db, path, newer)).toEqual({ from: newer.length, to: newer.length });
});

test("a migration that fails leaves the file as the one before it left it, ready for another attempt", () => {
  const db = new DatabaseSync(":memory:");
  onTestFinished(() => db.close());
  migrate(db, "the file", migrations);
  db.exec("INSERT INTO records (namespace, key, value) VALUES ('a', 'key', '1')");
  expect(() => migrate(db, "the file", [...migrations, withColour, broken])).toThrow("the migration failed");
  expect(version(db)).toBe(migrations.length + 1);
  expect({ ...db.prepare("SELECT colour FROM records").get() }).toEqual({ colour: "blue" });
  migrate(db, "the file", [...migrations, withColour, withShade]);
  expect(version(db)).toBe(migrations.length + 2);
});

test("a file of a newer Maru is refused untouched, with what to do", async () => {
  const dataFolder = tempFolder();
  const path = join(dataFolder, "maru.db");
  const newer = new DatabaseSync(path);
  migrate(newer, path, [...migrations, withColour]);
  newer.close();
  await expect(
    openStore("sqlite:maru.db", { dataFolder, now: Date.now, log: silentLog }),
  ).rejects.toMatchObject({
    code: "unreadable",
    message: expect.stringMatching(/newer Maru.*Start that newer version again, or restore the backup/),
  });
});
