/** A program for the kill test: opens cases and decides them as fast as it can, and prints each once it is done with it. */
import { writeSync } from "node:fs";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";
import { openCasesOn } from "./on-store.ts";
import { message, mona, opening } from "./terms.ts";

const dataFolder = process.argv[2];
if (dataFolder === undefined) throw new Error("usage: decide-until-killed.ts <data folder>");
const store = await openStore("sqlite:maru.db", { dataFolder, now: Date.now, log: silentLog });
const { cases } = await openCasesOn(store);
await cases.resume();

for (let at = 0; ; at++) {
  const id = `fake:${process.pid}/${at}` as const;
  const opened = await cases.open(opening({ message: message({ id }), proposed: ["queue", "remove"] }));
  writeSync(1, `opened ${id}\n`);
  if (at % 2 === 0) continue;
  const move = at % 4 === 1 ? "dismiss" : "uphold";
  await cases.take({ type: "move", id: `fake:move/${id}`, case: opened.id, move, by: mona });
  writeSync(1, `${move} ${id}\n`);
}
