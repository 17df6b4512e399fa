import type { DatabaseSync } from "node:sqlite";
import type { Claims } from "../../core/ports/store.ts";
import { checkName, toJson } from "../names.ts";
import type { Guard } from "./guard.ts";
import { decodeKey, encodeKey } from "./key-text.ts";

/**
 * Claims on SQLite. One process owns the file and each call runs to its end without a pause, so two
 * statements in a row are atomic towards every caller; towards a crash each order of them is harmless.
 */
export function createClaims(
  db: DatabaseSync,
  guard: Guard,
  now: () => number,
): <Value>(namespace: string) => Claims<Value> {
  const insert = db.prepare(
    "INSERT INTO claims (namespace, key, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const forget = db.prepare("DELETE FROM claims WHERE namespace = ? AND key = ? AND forget_at <= ?");
  const settle = db.prepare("UPDATE claims SET value = NULL, forget_at = ? WHERE namespace = ? AND key = ?");
  const next = db.prepare(
    "SELECT id, key, value FROM claims WHERE namespace = ? AND forget_at IS NULL AND id > ? ORDER BY id LIMIT 1",
  );

  return <Value>(namespace: string): Claims<Value> => {
    checkName(namespace);
    return {
      claim: async (key, value) =>
        guard(() => {
          const keyText = encodeKey(key);
          const json = toJson(value);
          if (insert.run(namespace, keyText, json).changes === 1) return true;
          if (forget.run(namespace, keyText, now()).changes === 0) return false;
          return insert.run(namespace, keyText, json).changes === 1;
        }),
      settle: async (key, keepMs) =>
        guard(() => {
          settle.run(atMost(now() + keepMs), namespace, encodeKey(key));
        }),
      // One at a time: a claim that was settled while the caller worked on the one before is not handed out.
      async *pending() {
        let last = 0;
        for (;;) {
          const row = guard(() => next.get(namespace, last)) as
            | { id: number; key: string; value: string }
            | undefined;
          if (row === undefined) return;
          last = row.id;
          yield { key: decodeKey(row.key), value: JSON.parse(row.value) as Value };
        }
      },
    };
  };
}

function atMost(time: number): number {
  return Math.min(Math.round(time), Number.MAX_SAFE_INTEGER);
}
