import type { DatabaseSync } from "node:sqlite";

/** Runs `work` whole or not at all. */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite has already rolled back on some errors, a full disk among them.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
