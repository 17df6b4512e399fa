import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Store } from "../../core/ports/store.ts";
import type { StoreParts } from "../open-store.ts";
import { createPrivateFile } from "./create-private-file.ts";
import { lockFolder } from "./lock-folder.ts";
import { makePrivateFolder } from "./make-private-folder.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { createSqliteStore } from "./sqlite-store.ts";
import { toStoreError } from "./to-store-error.ts";

/** How long a call waits for another program (a backup, a curious `sqlite3`) to let go of the file. */
const BUSY_TIMEOUT_MS = 5_000;

/** The write-ahead log is cut back to this size whenever it has been moved into the database. */
const WAL_KEPT_BYTES = 8 * 1024 * 1024;

/**
 * Opens or makes the SQLite file at `path`, and holds the lock of its folder and of the data folder until
 * the store is closed or the process ends. Folders are made for this user only, and so are the files:
 * people's words lie in them.
 */
export function openSqliteFile(path: string, parts: StoreParts): Store {
  const releases: (() => void)[] = [];
  const release = () => {
    for (const letGo of releases.splice(0).reverse()) letGo();
  };
  let db: DatabaseSync | undefined;
  try {
    for (const folder of new Set([parts.dataFolder, dirname(path)])) {
      makePrivateFolder(folder);
      releases.push(lockFolder(folder));
    }
    createPrivateFile(path);
    // SQLite opens a file that it may not write without a word, and leaves a log beside it that nobody may write either.
    accessSync(path, constants.W_OK);
    db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    // WAL with synchronous=NORMAL: a commit survives any end of the process, kill -9 included, because
    // it is in the kernel's hands when the call returns. A power cut or a crash of the machine can take
    // back the newest commits (those since the last checkpoint), but never damages the file or reorders it.
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = ${WAL_KEPT_BYTES}`,
    );
    // What is erased is overwritten, not merely unlinked: it may have been somebody's words.
    db.exec("PRAGMA secure_delete = ON");
    const { from, to } = migrate(db, path, migrations);
    if (from > 0 && from < to) parts.log.info({ from, to }, "store upgraded");
    return createSqliteStore(db, { ...parts, where: path, release });
  } catch (error) {
    db?.close();
    release();
    throw toStoreError(error, path);
  }
}
