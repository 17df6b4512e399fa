import { closeSync, openSync } from "node:fs";

/**
 * Makes an empty file that only this user can read, unless there is one already. SQLite would make it readable
 * for everybody; its `-wal` and `-shm` files take over the mode of this one.
 */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
