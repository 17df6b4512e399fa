import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../../core/ports/store.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Migration } from "./migrations/index.ts";

/** "Maru" in ASCII; stands in the file's header, so that another program's database is never touched. */
const APPLICATION_ID = 0x4d617275;

/**
 * Brings the file to the newest schema version, one migration and one transaction at a time: when one fails the
 * file stays as the one before left it. Returns the versions it went from (0: it was empty) and to. Throws
 * a `StoreError` `unreadable` for a file of another program or of a newer Maru.
 */
export function migrate(
  db: DatabaseSync,
  where: string,
  migrations: readonly Migration[],
): { readonly from: number; readonly to: number } {
  const from = checkOwner(db, where, migrations);
  for (const [index, migration] of migrations.entries()) {
    if (index < from) continue;
    inTransaction(db, () => {
      migration(db);
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${index + 1}`);
    });
  }
  return { from, to: migrations.length };
}

/** Throws a `StoreError` `unreadable` unless the file is one that this Maru would read as it stands. */
export function checkUpToDate(db: DatabaseSync, where: string, migrations: readonly Migration[]): void {
  if (checkOwner(db, where, migrations) === migrations.length) return;
  throw new StoreError(
    "unreadable",
    `${where} is of an older Maru. Start this one once: it brings the data up to date, and then it can be read.`,
  );
}

/** The schema's version (0: empty) of a file that is Maru's and not of a newer one. */
function checkOwner(db: DatabaseSync, where: string, migrations: readonly Migration[]): number {
  const from = pragma(db, "user_version");
  const owner = pragma(db, "application_id");
  const isEmpty = db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (!isEmpty && owner !== APPLICATION_ID) {
    throw new StoreError(
      "unreadable",
      `${where} is a database of another program. Choose another file in data.store, or another data folder with MARU_DATA.`,
    );
  }
  if (from > migrations.length) {
    throw new StoreError(
      "unreadable",
      `${where} was written by a newer Maru (its data has version ${from}, this program knows up to ${migrations.length}). Start that newer version again, or restore the backup that was made before the upgrade.`,
    );
  }
  return from;
}

function pragma(db: DatabaseSync, name: "user_version" | "application_id"): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
