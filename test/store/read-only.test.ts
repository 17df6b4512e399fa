import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/index.ts";
import { silentLog } from "./silent-log.ts";
import { tempFolder } from "./temp-folder.ts";

const open = (dataFolder: string, readOnly = false, uri = "sqlite:maru.db") =>
  openStore(uri, { dataFolder, now: Date.now, log: silentLog, readOnly });

async function written(): Promise<string> {
  const folder = tempFolder();
  const store = await open(folder);
  await store.records<number>("things").set("one", 1);
  await store.journal<string>("log").append("first", { tag: "a" });
  await store.close();
  return folder;
}

test("a store that is open in another process is read as it goes on", async () => {
  const folder = tempFolder();
  const writer = spawn(process.execPath, [join(import.meta.dirname, "write-until-killed.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(writer, "exit");
  try {
    const lines = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
    const next = async () => Number((await lines.next()).value);
    let acknowledged = await next();
    const store = await open(folder, true);
    try {
      for (let looks = 0; looks < 5; looks++) {
        for (let more = 0; more < 20; more++) acknowledged = await next();
        // What was acknowledged to anybody is there.
        expect(await store.records<number>("crash").get(`key ${acknowledged}`)).toBe(acknowledged);
        const [newest] = await Array.fromAsync(store.journal<number>("crash").scan({ last: 1 }));
        expect(newest?.value).toBeGreaterThanOrEqual(acknowledged);
      }
    } finally {
      await store.close();
    }
    // It was not in the way.
    expect(await next()).toBe(acknowledged + 1);
  } finally {
    writer.kill("SIGKILL");
    await exited;
  }
});

test("whatever would write is refused, and what is there stays as it is", async () => {
  const folder = await written();
  const before = readFileSync(join(folder, "maru.db"));
  const store = await open(folder, true);
  const refused = { code: "read-only" };
  await expect(store.records("things").set("two", 2)).rejects.toMatchObject(refused);
  await expect(store.records("things").delete("one")).rejects.toMatchObject(refused);
  await expect(store.claims("work").claim("a", 1)).rejects.toMatchObject(refused);
  await expect(store.journal("log").append("second")).rejects.toMatchObject(refused);
  expect(await store.records<number>("things").get("one")).toBe(1);
  await store.close();
  expect(readFileSync(join(folder, "maru.db"))).toEqual(before);
  expect(readdirSync(folder)).not.toContain("maru.pid");
  const again = await open(folder);
  expect(await again.records<number>("things").get("one")).toBe(1);
  await again.close();
});

test("it takes no lock: Maru can start while somebody reads", async () => {
  const folder = await written();
  const reader = await open(folder, true);
  const maru = await open(folder);
  await maru.records<number>("things").set("two", 2);
  expect(await reader.records<number>("things").get("two")).toBe(2);
  await maru.close();
  await reader.close();
});

test.skipIf(process.getuid?.() === 0)("it reads what stands on a disk that nobody can write", async () => {
  const folder = await written();
  chmodSync(folder, 0o500);
  try {
    const store = await open(folder, true);
    expect(await store.records<number>("things").get("one")).toBe(1);
    await store.close();
  } finally {
    chmodSync(folder, 0o700);
  }
});

test("where there is no store yet it says so, and makes none", async () => {
  const folder = join(tempFolder(), "data");
  await expect(open(folder, true)).rejects.toMatchObject({
    code: "missing",
    message: /no store at .*maru\.db yet/,
  });
  expect(existsSync(folder)).toBe(false);
  await expect(open(folder, true, "memory:")).rejects.toMatchObject({ code: "missing" });
});

test("a file of an older Maru, of a newer one or of another program is told apart", async () => {
  const older = await written();
  const setVersion = (folder: string, version: number) => {
    const db = new DatabaseSync(join(folder, "maru.db"));
    db.exec(`PRAGMA user_version = ${version}`);
    db.close();
  };
  setVersion(older, 0);
  await expect(open(older, true)).rejects.toMatchObject({ code: "unreadable", message: /older Maru/ });
  setVersion(older, 99);
  await expect(open(older, true)).rejects.toMatchObject({ code: "unreadable", message: /newer Maru/ });
  const other = tempFolder();
  new DatabaseSync(join(other, "maru.db")).exec("CREATE TABLE theirs (a)");
  await expect(open(other, true)).rejects.toMatchObject({ code: "unreadable", message: /another program/ });
});
