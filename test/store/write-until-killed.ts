/** A program for the crash test: writes as fast as it can and prints each number once it is stored. */
import { writeSync } from "node:fs";
import { openStore } from "../../src/store/index.ts";
import { silentLog } from "./silent-log.ts";

const dataFolder = process.argv[2];
if (dataFolder === undefined) throw new Error("usage: write-until-killed.ts <data folder>");
const store = await openStore("sqlite:maru.db", { dataFolder, now: Date.now, log: silentLog });
const records = store.records<number>("crash");
const claims = store.claims<number>("crash");
const journal = store.journal<number>("crash");

let first = 1;
for await (const { seq } of journal.scan()) first = seq + 1;
for (let at = first; ; at++) {
  await records.set(`key ${at}`, at);
  await claims.claim(`key ${at}`, at);
  if (at % 2 === 0) await claims.settle(`key ${at}`, 3_600_000);
  await journal.append(at);
  writeSync(1, `${at}\n`);
}
