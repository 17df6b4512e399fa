import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/index.ts";
import { silentLog } from "./silent-log.ts";
import { tempFolder } from "./temp-folder.ts";

/** Starts the writer, kills it with SIGKILL after `acknowledged` more numbers, and tells the last one it printed. */
async function writeAndKill(dataFolder: string, acknowledged: number): Promise<number> {
  const writer = spawn(process.execPath, [join(import.meta.dirname, "write-until-killed.ts"), dataFolder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(writer, "exit");
  let last = 0;
  let printed = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    last = Number(line);
    if (++printed === acknowledged) writer.kill("SIGKILL");
  }
  const [, signal] = await exited;
  expect(signal).toBe("SIGKILL");
  return last;
}

test("whatever was acknowledged before kill -9 is there afterwards, and the lock is free", async () => {
  const dataFolder = tempFolder();
  let last = 0;
  // Past a checkpoint of the write-ahead log as well as before the first one.
  for (const acknowledged of [1, 37, 1500]) last = await writeAndKill(dataFolder, acknowledged);
  expect(last).toBeGreaterThan(1500);

  const store = await openStore("sqlite:maru.db", { dataFolder, now: Date.now, log: silentLog });
  try {
    const seqs = (await Array.fromAsync(store.journal("crash").scan())).map(({ seq }) => seq);
    // The one that was being written may be there too, but nothing that comes later.
    expect(seqs.length - last).toBeOneOf([0, 1]);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, at) => at + 1));

    const records = store.records<number>("crash");
    const claims = store.claims<number>("crash");
    const pending = new Set<number>();
    for await (const { value } of claims.pending()) pending.add(value);
    for (let at = 1; at <= last; at++) {
      expect(await records.get(`key ${at}`)).toBe(at);
      expect(pending.has(at)).toBe(at % 2 === 1);
    }
    expect(await claims.claim(`key ${last}`, 0)).toBe(false);
  } finally {
    await store.close();
  }
});
