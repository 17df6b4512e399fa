import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import type { Store } from "../../../src/core/ports/index.ts";
import { type NewEntry, openAudit, verifyChain } from "../../../src/moderation/audit/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";
import { tempFolder } from "../../store/temp-folder.ts";

const START = Date.UTC(2026, 0, 1);
const gone = (number: number): NewEntry => ({ type: "gone", case: `c${number}` });

async function openIn(dataFolder: string): Promise<Store> {
  return openStore("sqlite:maru.db", { dataFolder, now: () => START, log: silentLog });
}

async function withAudit<Result>(
  dataFolder: string,
  work: (audit: ReturnType<typeof openAudit>, store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openIn(dataFolder);
  try {
    return await work(openAudit({ store, now: () => START }), store);
  } finally {
    await store.close();
  }
}

/** A log of five entries, closed. */
async function five(): Promise<string> {
  const folder = tempFolder();
  await withAudit(folder, async (audit) => {
    for (let number = 1; number <= 5; number++) await audit.append(gone(number), `gone ${number}`);
  });
  return folder;
}

/** Changes the database as somebody with access to the file could. */
function tamper(folder: string, ...statements: readonly string[]): void {
  const db = new DatabaseSync(join(folder, "maru.db"));
  for (const statement of statements) db.exec(statement);
  db.close();
}

const verify = (folder: string) => withAudit(folder, (audit) => audit.verify());

describe("the log", () => {
  test("chains every entry to the one before, in a form that anybody can check", async () => {
    const folder = await five();
    const lines = await withAudit(folder, (audit) => Array.fromAsync(audit.export()));
    let prev = "0".repeat(64);
    for (const [at, line] of lines.entries()) {
      const { hash, ...signed } = JSON.parse(line) as { hash: string; prev: string; seq: number };
      expect(signed).toEqual({
        seq: at + 1,
        prev,
        entry: { at: "2026-01-01T00:00:00.000Z", type: "gone", case: `c${at + 1}` },
      });
      const canonical = `{"entry":{"at":"2026-01-01T00:00:00.000Z","case":"c${at + 1}","type":"gone"},"prev":"${prev}","seq":${at + 1}}`;
      expect(hash).toBe(createHash("sha256").update(canonical).digest("hex"));
      prev = hash;
    }
    expect(lines).toHaveLength(5);
    expect(await verify(folder)).toEqual({ whole: true, entries: 5, head: { seq: 5, hash: prev } });
  });

  test("takes the same key once, gives the first entry back, and stays whole", async () => {
    const folder = tempFolder();
    await withAudit(folder, async (audit) => {
      expect(await audit.append(gone(1), "a")).toMatchObject({ seq: 1, isNew: true });
      expect(await audit.append(gone(2), "b")).toMatchObject({ seq: 2, isNew: true });
      expect(await audit.append(gone(9), "a")).toMatchObject({ seq: 1, isNew: false, entry: { case: "c1" } });
      expect(await audit.append(gone(3), "c")).toMatchObject({ seq: 3, isNew: true });
    });
    expect(await verify(folder)).toMatchObject({ whole: true, entries: 3 });
  });

  test("is whole however many append at once, also after a restart", async () => {
    const folder = tempFolder();
    for (const run of ["first", "second"]) {
      await withAudit(folder, (audit) =>
        Promise.all(Array.from({ length: 50 }, (_, at) => audit.append(gone(at + 1), `${run} ${at % 40}`))),
      );
    }
    expect(await verify(folder)).toMatchObject({ whole: true, entries: 80 });
  });

  test("goes on after an append that failed", async () => {
    const folder = tempFolder();
    await withAudit(folder, async (_, store) => {
      let fails = false;
      const flaky: Store = {
        ...store,
        journal: (stream) => {
          const journal = store.journal<never>(stream);
          return {
            ...journal,
            append: async (value, options) => {
              if (fails) throw new Error("disk full");
              return journal.append(value as never, options);
            },
          } as ReturnType<typeof store.journal<never>> as never;
        },
      };
      const audit = openAudit({ store: flaky, now: () => START });
      await audit.append(gone(1), "1");
      fails = true;
      await expect(audit.append(gone(2), "2")).rejects.toThrow("disk full");
      fails = false;
      await audit.append(gone(2), "2");
      expect(await audit.verify()).toMatchObject({ whole: true, entries: 2 });
    });
  });

  test("is read by case", async () => {
    await withAudit(await five(), async (audit) => {
      await audit.append({ type: "told", case: "c2", what: "acted", reached: true }, "told");
      expect(await Array.fromAsync(audit.scan({ case: "c2" }), ({ seq }) => seq)).toEqual([2, 6]);
      expect(await Array.fromAsync(audit.scan({ case: "c2", after: 2 }), ({ seq }) => seq)).toEqual([6]);
      expect(await Array.fromAsync(audit.scan({ after: 4 }), ({ seq }) => seq)).toEqual([5, 6]);
    });
  });

  test("without an entry is whole", async () => {
    expect(await verify(tempFolder())).toMatchObject({ whole: true, entries: 0 });
  });
});

const row = "stream = 'moderation/audit' AND seq =";

describe("whoever has the file and", () => {
  test.each([
    [
      "changes an entry",
      3,
      "changed",
      [`UPDATE journal SET value = replace(value, 'c3', 'c9') WHERE ${row} 3`],
    ],
    [
      "changes its time",
      2,
      "changed",
      [`UPDATE journal SET value = replace(value, '2026', '2025') WHERE ${row} 2`],
    ],
    ["deletes an entry", 3, "missing", [`DELETE FROM journal WHERE ${row} 3`]],
    ["deletes the first", 1, "missing", [`DELETE FROM journal WHERE ${row} 1`]],
    [
      "deletes one and closes the gap",
      3,
      "missing",
      [
        `DELETE FROM journal WHERE ${row} 3`,
        `UPDATE journal SET seq = 3 WHERE ${row} 4`,
        `UPDATE journal SET seq = 4 WHERE ${row} 5`,
      ],
    ],
    [
      "swaps two",
      2,
      "reordered",
      [
        `UPDATE journal SET seq = 99 WHERE ${row} 2`,
        `UPDATE journal SET seq = 2 WHERE ${row} 4`,
        `UPDATE journal SET seq = 4 WHERE ${row} 99`,
      ],
    ],
    [
      "writes one twice",
      4,
      "reordered",
      [`UPDATE journal SET value = (SELECT value FROM journal WHERE ${row} 3) WHERE ${row} 4`],
    ],
    ["moves the last", 7, "reordered", [`UPDATE journal SET seq = 7 WHERE ${row} 5`]],
    [
      "cuts the end off",
      4,
      "cut-off",
      [`DELETE FROM journal WHERE ${row} 4`, `DELETE FROM journal WHERE ${row} 5`],
    ],
    ["empties it", 1, "cut-off", ["DELETE FROM journal WHERE stream = 'moderation/audit'"]],
    ["writes what is no JSON", 2, "unreadable", [`UPDATE journal SET value = '{' WHERE ${row} 2`]],
    ["writes what is no entry", 2, "unreadable", [`UPDATE journal SET value = '{"seq":2}' WHERE ${row} 2`]],
  ])("%s is found out at entry %i: %s", async (_, seq, fault, statements) => {
    const folder = await five();
    tamper(folder, ...statements);
    expect(await verify(folder)).toMatchObject({ whole: false, seq, fault });
  });

  test("writes an entry anew with its hash is found out at the next one", async () => {
    const folder = await five();
    await rewriteFrom(folder, 3, 3);
    expect(await verify(folder)).toEqual({ whole: false, entries: 3, seq: 4, fault: "changed" });
  });

  test("writes all from some point on anew is found out by the note of the newest", async () => {
    const folder = await five();
    await rewriteFrom(folder, 3, 5);
    expect(await verify(folder)).toEqual({ whole: false, entries: 4, seq: 5, fault: "changed" });
  });
});

/** Writes entries anew as if they had been so, with hashes that fit. */
async function rewriteFrom(folder: string, first: number, last: number): Promise<void> {
  const db = new DatabaseSync(join(folder, "maru.db"));
  const read = db.prepare(`SELECT value FROM journal WHERE ${row} ?`);
  const write = db.prepare(`UPDATE journal SET value = ? WHERE ${row} ?`);
  let { hash } = JSON.parse((read.get(first - 1) as { value: string }).value) as { hash: string };
  for (let seq = first; seq <= last; seq++) {
    const entry = { at: "2026-01-01T00:00:00.000Z", case: "c7", type: "gone" };
    const prev = hash;
    hash = createHash("sha256").update(JSON.stringify({ entry, prev, seq })).digest("hex");
    write.run(JSON.stringify({ seq, prev, entry, hash }), seq);
  }
  db.close();
}

describe("an exported log", () => {
  const lines = async () =>
    (await withAudit(await five(), (audit) => Array.fromAsync(audit.export()))).map((line): unknown =>
      JSON.parse(line),
    );
  async function* from(list: readonly unknown[]) {
    yield* list;
  }

  test("is whole as it was written", async () => {
    expect(await verifyChain(from(await lines()))).toMatchObject({ whole: true, entries: 5 });
  });

  test("can be checked with the program that docs/review.md prints", async () => {
    const folder = await five();
    const text = (await withAudit(folder, (audit) => Array.fromAsync(audit.export()))).join("");
    const docs = readFileSync(join(import.meta.dirname, "../../../docs/review.md"), "utf8");
    const program = join(folder, "check.mjs");
    writeFileSync(program, /```js\n(.*?)```/s.exec(docs)?.[1] ?? "");
    const check = (input: string) => spawnSync(process.execPath, [program], { input, encoding: "utf8" });
    expect(check(text).stdout).toMatch(/^5 entries, the newest [0-9a-f]{64}\n$/);
    expect(check(text.replace("c3", "c4")).stderr).toContain("entry 3 does not fit");
  });

  test("whose lines were exchanged, or one taken away, is not", async () => {
    const [one, two, three, four, last] = await lines();
    expect(await verifyChain(from([one, three, two, four, last]))).toMatchObject({
      seq: 2,
      fault: "reordered",
    });
    expect(await verifyChain(from([one, three, four, last]))).toMatchObject({ seq: 2, fault: "missing" });
    expect(await verifyChain(from([one, two, two, three]))).toMatchObject({ seq: 3, fault: "reordered" });
  });
});
