import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Store } from "../../src/core/ports/store.ts";
import { openStore } from "../../src/store/index.ts";
import { migrate } from "../../src/store/sqlite/migrate.ts";
import { migrations } from "../../src/store/sqlite/migrations/index.ts";
import { createSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { toStoreError } from "../../src/store/sqlite/to-store-error.ts";
import { silentLog } from "./silent-log.ts";
import { tempFolder } from "./temp-folder.ts";

async function open(dataFolder: string, uri = "sqlite:maru.db"): Promise<Store> {
  const store = await openStore(uri, { dataFolder, now: Date.now, log: silentLog });
  onTestFinished(() => store.close());
  return store;
}

test("folders and files are made for this user only", async () => {
  const dataFolder = join(tempFolder(), "deep", "data");
  const store = await open(dataFolder);
  await store.journal("a").append("words");
  const mode = (path: string) => statSync(path).mode & 0o777;
  expect(mode(dataFolder)).toBe(0o700);
  for (const name of ["maru.db", "maru.db-wal", "maru.db-shm", "maru.lock", "maru.pid"]) {
    expect([name, mode(join(dataFolder, name))]).toEqual([name, 0o600]);
  }
});

test("closing leaves one file with the data, and no process id", async () => {
  const dataFolder = tempFolder();
  const store = await open(dataFolder);
  await store.journal("a").append("words");
  await store.close();
  expect(existsSync(join(dataFolder, "maru.db-wal"))).toBe(false);
  expect(existsSync(join(dataFolder, "maru.pid"))).toBe(false);
});

test("a full disk says so on every kind of write, loses nothing, and is over once there is space", async () => {
  const db = new DatabaseSync(join(tempFolder(), "maru.db"));
  migrate(db, "maru.db", migrations);
  const store = createSqliteStore(db, { now: Date.now, log: silentLog, where: "maru.db", release: () => {} });
  onTestFinished(() => store.close());
  const journal = store.journal<string>("a");
  await store.claims("a").claim("before", "x");
  const { page_count } = db.prepare("PRAGMA page_count").get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${page_count + 10}`);

  const words = "words ".repeat(3000);
  let stored = 0;
  const fill = async () => {
    for (;;) {
      await journal.append(words, { key: `${stored}` });
      stored++;
    }
  };
  const full = { name: "StoreError", code: "full", message: expect.stringMatching(/no space left.*[Ff]ree/) };
  await expect(fill()).rejects.toMatchObject(full);
  await expect(store.records("a").set("key", words)).rejects.toMatchObject(full);
  await expect(store.records("a").setMany([{ key: "k", value: words }])).rejects.toMatchObject(full);
  await expect(store.claims("a").claim("key", words)).rejects.toMatchObject(full);
  expect(await Array.fromAsync(journal.scan())).toHaveLength(stored);
  expect(await Array.fromAsync(store.claims("a").pending())).toEqual([{ key: "before", value: "x" }]);
  expect(await store.records("a").get("k")).toBeUndefined();

  db.exec("PRAGMA max_page_count = 100000");
  expect(await journal.append(words)).toBe(stored + 1);
  expect(await store.claims("a").claim("key", words)).toBe(true);
});

test("an entry whose commit fails is not acknowledged", async () => {
  const db = new DatabaseSync(join(tempFolder(), "maru.db"));
  migrate(db, "maru.db", migrations);
  const store = createSqliteStore(db, { now: Date.now, log: silentLog, where: "maru.db", release: () => {} });
  onTestFinished(() => store.close());
  // A deferred constraint fails where a full disk does: after the row, at the commit.
  db.exec(`
    PRAGMA foreign_keys = ON;
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER fail_commit AFTER INSERT ON journal BEGIN INSERT INTO child VALUES (1); END`);
  await expect(store.journal("a").append("words")).rejects.toMatchObject({ name: "StoreError" });
  expect(await Array.fromAsync(store.journal("a").scan())).toEqual([]);
});

test("a data folder that cannot be made or written is told apart from everything else", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "a file"), "");
  // Node's own recursive mkdir never returns from the last one.
  const proc = existsSync("/proc/self") ? ["/proc/maru/data"] : [];
  for (const dataFolder of [join(folder, "a file"), join(folder, "a file", "data"), ...proc]) {
    await expect(open(dataFolder)).rejects.toMatchObject({
      code: "read-only",
      message: expect.stringContaining("MARU_DATA"),
    });
  }
});

test.skipIf(process.getuid?.() === 0)(
  "a folder or a file without write permission is read-only",
  async () => {
    const dataFolder = tempFolder();
    const path = join(dataFolder, "maru.db");
    await (await open(dataFolder)).close();
    chmodSync(dataFolder, 0o500);
    onTestFinished(() => chmodSync(dataFolder, 0o700));
    await expect(open(dataFolder)).rejects.toMatchObject({ code: "read-only" });
    chmodSync(dataFolder, 0o700);
    chmodSync(path, 0o400);
    await expect(open(dataFolder)).rejects.toMatchObject({ code: "read-only" });
    chmodSync(path, 0o600);
    await open(dataFolder);
  },
);

test("a database that has become read-only says so when something is written", async () => {
  const dataFolder = tempFolder();
  await (await open(dataFolder)).close();
  const path = join(dataFolder, "maru.db");
  const db = new DatabaseSync(path, { readOnly: true });
  const store = createSqliteStore(db, { now: Date.now, log: silentLog, where: path, release: () => {} });
  onTestFinished(() => store.close());
  await expect(store.journal("a").append(1)).rejects.toMatchObject({ code: "read-only" });
});

test("a file that is not a database, or a damaged one, is unreadable, and is left as it was", async () => {
  const notes = tempFolder();
  writeFileSync(join(notes, "maru.db"), "These are my notes.\n".repeat(300));
  await expect(open(notes)).rejects.toMatchObject({
    code: "unreadable",
    message: expect.stringMatching(/Restore it from a backup/),
  });
  expect(readFileSync(join(notes, "maru.db"), "utf8")).toContain("These are my notes.");

  const cut = tempFolder();
  const store = await open(cut);
  for (let at = 0; at < 200; at++) await store.journal("a").append("words ".repeat(100));
  await store.close();
  truncateSync(join(cut, "maru.db"), 4096 * 2);
  await expect(open(cut)).rejects.toMatchObject({ code: "unreadable" });

  // The failed attempts hold no lock.
  writeFileSync(join(cut, "maru.db"), "");
  await open(cut);
});

test("a database of another program is unreadable, and is left as it was", async () => {
  const dataFolder = tempFolder();
  const path = join(dataFolder, "maru.db");
  const theirs = new DatabaseSync(path);
  theirs.exec("CREATE TABLE songs (title TEXT)");
  theirs.close();
  await expect(open(dataFolder)).rejects.toMatchObject({
    code: "unreadable",
    message: expect.stringMatching(/another program/),
  });
});

test("a second Maru in another process is told who works on the data, until that one is killed", async () => {
  const dataFolder = tempFolder();
  const first = spawn(process.execPath, [join(import.meta.dirname, "write-until-killed.ts"), dataFolder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(first, "exit");
  onTestFinished(() => {
    first.kill("SIGKILL");
  });
  await once(first.stdout, "data");
  first.stdout.resume();

  const inUse = { code: "in-use", message: expect.stringContaining(`process ${first.pid}`) };
  await expect(open(dataFolder)).rejects.toMatchObject(inUse);
  // Another file of the same folder, and the same file reached from another data folder.
  await expect(open(dataFolder, "sqlite:other.db")).rejects.toMatchObject(inUse);
  await expect(open(tempFolder(), `sqlite:${join(dataFolder, "maru.db")}`)).rejects.toMatchObject(inUse);

  first.kill("SIGKILL");
  await exited;
  await open(dataFolder);
});

test.each(["", "sqlite", "sqlite:", "memory:x", "redis://localhost", "maru.db"])(
  "%j names no store, and the error says what would",
  async (uri) => {
    await expect(open(tempFolder(), uri)).rejects.toMatchObject({
      code: "bad-uri",
      message: expect.stringContaining("sqlite:maru.db"),
    });
  },
);

test.each([
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ["EROFS", "read-only"],
  ["EACCES", "read-only"],
  ["EMFILE", "failed"],
])("the system's %s means %s", (systemCode, code) => {
  const error = toStoreError(Object.assign(new Error("said the system"), { code: systemCode }), "/data");
  expect(error).toMatchObject({ code, message: expect.stringContaining("/data") });
});
