import type { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Guard } from "./guard.ts";

/** Rows deleted before other work gets its turn; well under a millisecond. */
const BATCH_ROWS = 100;

/** Deletes what has expired, a little at a time; resolves to the number of rows that went. */
export type Sweep = () => Promise<number>;

/** Sweeps expired records and settled claims whose time has passed. Stops early when `isClosed`. */
export function createSweep(
  db: DatabaseSync,
  guard: Guard,
  now: () => number,
  isClosed: () => boolean,
): Sweep {
  const deletes = [
    db.prepare(
      `DELETE FROM records WHERE rowid IN (SELECT rowid FROM records WHERE expires_at <= ? LIMIT ${BATCH_ROWS})`,
    ),
    db.prepare(
      `DELETE FROM claims WHERE id IN (SELECT id FROM claims WHERE forget_at <= ? LIMIT ${BATCH_ROWS})`,
    ),
  ];
  return async () => {
    let swept = 0;
    for (const statement of deletes) {
      while (!isClosed()) {
        const rows = Number(guard(() => statement.run(now()).changes));
        swept += rows;
        if (rows < BATCH_ROWS) break;
        await nextTurn();
      }
    }
    return swept;
  };
}
