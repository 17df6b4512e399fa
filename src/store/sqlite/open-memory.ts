import { DatabaseSync } from "node:sqlite";
import type { Store } from "../../core/ports/store.ts";
import type { StoreParts } from "../open-store.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { createSqliteStore } from "./sqlite-store.ts";

/** `memory:` is the same SQLite without a file: nothing is kept, nothing is locked, nothing can be full. */
export function openSqliteMemory(parts: StoreParts): Store {
  const where = "the store in memory";
  const db = new DatabaseSync(":memory:");
  migrate(db, where, migrations);
  return createSqliteStore(db, { ...parts, where, release: () => {} });
}
