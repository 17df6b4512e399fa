import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { type Store, StoreError } from "../../core/ports/store.ts";
import type { StoreParts } from "../open-store.ts";
import { checkUpToDate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { createSqliteStore } from "./sqlite-store.ts";
import { toStoreError } from "./to-store-error.ts";

/** How long a call waits while a running Maru tidies up its write-ahead log. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the SQLite file at `path` for reading alone, also while a Maru works on it: no lock is taken, nothing in it is changed, and
 * every call sees what was committed before it. Whatever would write rejects with a `StoreError` `read-only`. Throws
 * `StoreError` `missing` when there is no file yet, `unreadable` when it is of another program or another version of Maru.
 *
 * To read a file that has a write-ahead log SQLite needs some shared memory in a file beside it, and makes it when it is not
 * there. In a folder where it cannot, and with no such log, the file is read as one that does not change.
 */
export function openSqliteFileToRead(path: string, parts: StoreParts): Store {
  if (!existsSync(path)) {
    throw new StoreError(
      "missing",
      `There is no store at ${path} yet: it is made when Maru starts for the first time. If there should be one, look at data.store and MARU_DATA.`,
    );
  }
  let db: DatabaseSync | undefined;
  try {
    const isStill = !isWritable(dirname(path)) && !existsSync(`${path}-wal`);
    db = new DatabaseSync(isStill ? unchanging(path) : path, {
      readOnly: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    checkUpToDate(db, path, migrations);
    return createSqliteStore(db, { ...parts, where: path, release: () => {} }, true);
  } catch (error) {
    db?.close();
    throw toStoreError(error, path);
  }
}

/** Source: https://www.sqlite.org/uri.html#uriimmutable. */
function unchanging(path: string): URL {
  const uri = pathToFileURL(path);
  uri.searchParams.set("immutable", "1");
  return uri;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
