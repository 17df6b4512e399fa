import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../../core/ports/store.ts";
import { createPrivateFile } from "./create-private-file.ts";
import { isBusy, toStoreError } from "./to-store-error.ts";

const LOCK_FILE = "maru.lock";
const PID_FILE = "maru.pid";

/** Two that start at the same moment can be in each other's way for an instant; one of them then gets it. */
const RACE_MS = 300;

/**
 * Makes this process the only Maru that works in `folder`. Returns what lets go of it. Throws a `StoreError`: `in-use` with the
 * process id of the one that holds it, `read-only`, `full`.
 *
 * The lock is an exclusive transaction on a small SQLite file of its own, because the operating system
 * lets go of that whatever way the process ends, `kill -9` included. The process id stands in a text file
 * beside it and is only believed while the lock is held. (It cannot stand in the lock file: a process
 * that closes any handle of a file loses all its locks on that file.)
 */
export function lockFolder(folder: string): () => void {
  const lockPath = join(folder, LOCK_FILE);
  const pidPath = join(folder, PID_FILE);
  let lock: DatabaseSync | undefined;
  try {
    createPrivateFile(lockPath);
    lock = new DatabaseSync(lockPath, { timeout: RACE_MS });
    lock.exec("BEGIN EXCLUSIVE");
    writeFileSync(pidPath, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    lock?.close();
    if (isBusy(error)) throw inUse(folder, pidPath);
    throw toStoreError(error, folder);
  }
  const held = lock;
  return () => {
    rmSync(pidPath, { force: true });
    held.close();
  };
}

function inUse(folder: string, pidPath: string): StoreError {
  const pid = readPid(pidPath);
  const who = pid === undefined ? "another process" : `process ${pid}`;
  return new StoreError(
    "in-use",
    `Another Maru (${who}) works on the data in ${folder}. Stop it first, or give this one a data folder of its own with MARU_DATA.`,
  );
}

function readPid(path: string): number | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    return /^\d+$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}
