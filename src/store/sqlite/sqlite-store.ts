import type { DatabaseSync } from "node:sqlite";
import type { Logger } from "../../core/ports/logger.ts";
import { type Store, StoreError } from "../../core/ports/store.ts";
import { createClaims } from "./claims.ts";
import { createGuard } from "./guard.ts";
import { createJournals } from "./journal.ts";
import { createRecords } from "./records.ts";
import { createSweep } from "./sweep.ts";

const SWEEP_EVERY_MS = 10_000;

export interface SqliteStoreParts {
  readonly now: () => number;
  readonly log: Logger;
  /** The file's path, for messages. */
  readonly where: string;
  /** Lets go of the locks, after the database has been closed. */
  readonly release: () => void;
}

/** The store on an open database that has the newest schema. @param readOnly nothing is swept, as that would write */
export function createSqliteStore(
  db: DatabaseSync,
  { now, log, where, release }: SqliteStoreParts,
  readOnly = false,
): Store {
  const guard = createGuard(where);
  const sweep = createSweep(db, guard, now, () => !db.isOpen);

  let sweeping = false;
  const timer = setInterval(async () => {
    if (sweeping || readOnly) return;
    sweeping = true;
    try {
      await sweep();
    } catch (error) {
      // The next one tries again; who writes meets the same failure and says so.
      log.warn({ code: error instanceof StoreError ? error.code : "failed" }, "store sweep failed");
    } finally {
      sweeping = false;
    }
  }, SWEEP_EVERY_MS);
  timer.unref();

  return {
    records: createRecords(db, guard, now),
    claims: createClaims(db, guard, now),
    journal: createJournals(db, guard),
    close: async () => {
      if (!db.isOpen) return;
      clearInterval(timer);
      try {
        guard(() => db.close());
      } finally {
        release();
      }
    },
  };
}
