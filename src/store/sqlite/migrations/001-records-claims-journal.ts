import type { DatabaseSync } from "node:sqlite";

/** Version 1. Times are Unix ms, values are JSON text, keys are as `encodeKey` writes them. */
export function recordsClaimsJournal(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE records (
      namespace TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      expires_at INTEGER,
      PRIMARY KEY (namespace, key)
    ) STRICT;
    CREATE INDEX records_expiring ON records (expires_at) WHERE expires_at IS NOT NULL;

    -- Pending while forget_at is null; id is the order in which claims were made.
    CREATE TABLE claims (
      id INTEGER PRIMARY KEY,
      namespace TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT,
      forget_at INTEGER,
      UNIQUE (namespace, key)
    ) STRICT;
    CREATE INDEX claims_pending ON claims (namespace, id) WHERE forget_at IS NULL;
    CREATE INDEX claims_settled ON claims (forget_at) WHERE forget_at IS NOT NULL;

    CREATE TABLE journal (
      id INTEGER PRIMARY KEY,
      stream TEXT NOT NULL,
      seq INTEGER NOT NULL,
      key TEXT,
      tag TEXT,
      value TEXT NOT NULL,
      UNIQUE (stream, seq)
    ) STRICT;
    CREATE UNIQUE INDEX journal_key ON journal (stream, key) WHERE key IS NOT NULL;
    CREATE INDEX journal_tag ON journal (stream, tag, seq) WHERE tag IS NOT NULL;
  `);
}
