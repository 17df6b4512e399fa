import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openAudit } from "../../src/moderation/audit/index.ts";
import { openStore } from "../../src/store/index.ts";
import { silentLog } from "../store/silent-log.ts";
import { run, tempFolder } from "./program-run.ts";

/** A folder with a config and a store whose audit log has three entries, and which is still open, as in a running Maru. */
async function running() {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), "data: { folder: data }\n");
  const dataFolder = join(folder, "data");
  const store = await openStore("sqlite:maru.db", { dataFolder, now: Date.now, log: silentLog });
  const audit = openAudit({ store, now: () => Date.UTC(2026, 0, 1) });
  for (const number of [1, 2, 3] as const)
    await audit.append({ type: "gone", case: `c${number}` }, `${number}`);
  return { folder, dataFolder, store };
}

test("audit verify says that the log is whole, also while Maru runs", async () => {
  const { folder, store } = await running();
  const { exitCode, out, err } = await run(["audit", "verify"], folder);
  await store.close();
  expect(err).toBe("");
  expect(out).toMatch(/^The audit log is whole: 3 entries\. The newest has the hash [0-9a-f]{64};/);
  expect(exitCode).toBe(0);
});

test("audit verify says which entry was tampered with", async () => {
  const { folder, dataFolder, store } = await running();
  await store.close();
  const db = new DatabaseSync(join(dataFolder, "maru.db"));
  db.exec("UPDATE journal SET value = replace(value, 'c2', 'c9') WHERE seq = 2");
  db.close();
  const { exitCode, err } = await run(["audit", "verify"], folder);
  expect(err).toBe(
    "The audit log is not whole. Entry 2 does not follow from the one before it: one of the two was changed. Up to entry 1 all fit.\n",
  );
  expect(exitCode).toBe(1);
});

test("what audit export prints can be verified by anybody, and a changed copy is found out", async () => {
  const { folder, store } = await running();
  const { out, exitCode } = await run(["audit", "export"], folder);
  await store.close();
  expect(exitCode).toBe(0);
  expect(out.trimEnd().split("\n")).toHaveLength(3);
  writeFileSync(join(folder, "log.jsonl"), out);
  expect((await run(["audit", "verify", "log.jsonl"], folder)).out).toContain("is whole: 3 entries");
  const [first = "", second = "", third = ""] = out.split("\n");
  for (const [lines, says] of [
    [[first, third], "Entry 2 is missing"],
    [[first, third, second], "Entry 2 does not stand in its place"],
    [[first, second.replace("c2", "c7"), third], "Entry 2 does not follow"],
    [[first, "no entry"], "Entry 2 is no entry"],
  ] as const) {
    writeFileSync(join(folder, "log.jsonl"), lines.join("\n"));
    const { exitCode: code, err } = await run(["audit", "verify", "log.jsonl"], folder);
    expect(err).toContain(says);
    expect(code).toBe(1);
  }
});

test("audit without a store, or with a file that is not there, says what to do", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), "data: { folder: data }\n");
  for (const argv of [
    ["audit", "verify"],
    ["audit", "export"],
  ]) {
    const { exitCode, err } = await run(argv, folder);
    expect(err).toMatch(/^There is no store at .* yet: it is made when Maru starts for the first time\./);
    expect(exitCode).toBe(1);
  }
  const { exitCode, err } = await run(["audit", "verify", "nothing.jsonl"], folder);
  expect(err).toContain("There is no nothing.jsonl.");
  expect(exitCode).toBe(1);
});
