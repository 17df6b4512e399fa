import type { DatabaseSync } from "node:sqlite";
import { recordsClaimsJournal } from "./001-records-claims-journal.ts";

/**
 * Brings a file from one schema version to the next. It runs inside a transaction and may be
 * slow, never lossy. Once released it is never changed: files out there have been through it.
 */
export type Migration = (db: DatabaseSync) => void;

/** In order: the first makes version 1 out of an empty file, the second makes version 2 … */
export const migrations: readonly Migration[] = [recordsClaimsJournal];
