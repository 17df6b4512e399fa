import { resolve } from "node:path";
import type { Logger } from "../core/ports/logger.ts";
import { type Store, StoreError } from "../core/ports/store.ts";
import { openSqliteFile } from "./sqlite/open-file.ts";
import { openSqliteFileToRead } from "./sqlite/open-file-to-read.ts";
import { openSqliteMemory } from "./sqlite/open-memory.ts";

/** What a store is built from. */
export interface StoreParts {
  /** Where a store that keeps files keeps them; relative paths of a URI start here. Made when missing. */
  readonly dataFolder: string;
  /** Unix ms; every expiry is reckoned by this clock. */
  readonly now: () => number;
  readonly log: Logger;
  /** Only to look, also while a Maru works on it: nothing is locked, made or changed. Writing rejects with `read-only`. */
  readonly readOnly?: boolean;
}

/**
 * Opens the store that `uri` names:
 * - `memory:` forgets everything at the end and touches no disk;
 * - `sqlite:maru.db`, `sqlite:/srv/maru/maru.db` is a SQLite file, relative to the data folder, which it locks.
 *
 * Rejects with a `StoreError`: `bad-uri`, `in-use` by another Maru, `unreadable`, `read-only` or `full`; with `readOnly` also
 * `missing` when there is nothing to read yet.
 */
export async function openStore(uri: string, parts: StoreParts): Promise<Store> {
  const [scheme, rest] = splitUri(uri);
  switch (scheme) {
    case "memory":
      if (rest !== "") break;
      if (parts.readOnly) {
        throw new StoreError(
          "missing",
          'Nothing can be read here: with data.store "memory:" only the running Maru has the data. Set it to "sqlite:maru.db" to keep it.',
        );
      }
      return openSqliteMemory(parts);
    case "sqlite": {
      if (rest === "") break;
      const path = resolve(parts.dataFolder, rest);
      return parts.readOnly ? openSqliteFileToRead(path, parts) : openSqliteFile(path, parts);
    }
  }
  throw new StoreError(
    "bad-uri",
    `${JSON.stringify(uri)} names no store: set data.store to "sqlite:maru.db" (a file in the data folder) or "memory:" (nothing is kept).`,
  );
}

function splitUri(uri: string): [scheme: string, rest: string] {
  const colon = uri.indexOf(":");
  return colon < 0 ? [uri, ""] : [uri.slice(0, colon), uri.slice(colon + 1)];
}
