import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import type { CaseRecord } from "../../../src/moderation/cases/case-record.ts";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";
import { tempFolder } from "../../store/temp-folder.ts";
import { openCasesOn } from "./on-store.ts";

/** Lets a Maru open and decide cases on a file until it has said so many things; kills it then. Returns all that it said. */
async function workAndKill(dataFolder: string, lines: number): Promise<readonly string[]> {
  const program = join(import.meta.dirname, "decide-until-killed.ts");
  const maru = spawn(process.execPath, [program, dataFolder], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(maru, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: maru.stdout })) {
    said.push(line);
    if (said.length === lines) maru.kill("SIGKILL");
  }
  expect((await exited)[1]).toBe("SIGKILL");
  return said;
}

test("kill -9 on a file on disk loses no case and no decision, and makes none twice", async () => {
  const dataFolder = tempFolder();
  const said: string[] = [];
  for (const lines of [1, 40, 203]) said.push(...(await workAndKill(dataFolder, lines)));

  const store = await openStore("sqlite:maru.db", { dataFolder, now: Date.now, log: silentLog });
  const { cases, audit } = await openCasesOn(store);
  await cases.resume();
  await cases.stop();
  try {
    expect(await audit.verify()).toMatchObject({ whole: true });
    const records = await Array.fromAsync(
      store.records<CaseRecord>("moderation/cases").iterator!(undefined) as AsyncIterable<
        [string, CaseRecord]
      >,
      ([, record]) => record,
    );
    const byMessage = Map.groupBy(records, ({ message }) => message.id);
    for (const line of said) {
      const [what, id = ""] = line.split(" ");
      const found = byMessage.get(id as `${string}:${string}`);
      expect(found, line).toHaveLength(1);
      if (what !== "opened") expect(found?.[0]?.decision?.move).toBe(what);
    }
    // At each kill one may have been under way; whatever was begun is finished.
    expect(records.length - said.filter((line) => line.startsWith("opened")).length).toBeLessThanOrEqual(3);
    for (const record of records) expect(record.due).toEqual([]);
    expect(records.map(({ id }) => Number(id.slice(1))).sort((a, b) => a - b)).toEqual(
      records.map((_, at) => at + 1),
    );
    expect(await Array.fromAsync(store.records("moderation/case-todo").iterator!(undefined))).toEqual([]);
  } finally {
    await store.close();
  }
});
