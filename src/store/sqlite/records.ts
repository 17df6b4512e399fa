import type { DatabaseSync } from "node:sqlite";
import { Keyv, type KeyvEntry } from "keyv";
import { checkName, toJson } from "../names.ts";
import type { Guard } from "./guard.ts";
import { inTransaction } from "./in-transaction.ts";
import { decodeKey, encodeKey } from "./key-text.ts";

/** So many records of an iteration are in memory at once. */
const PAGE_RECORDS = 64;

interface Row {
  readonly key: string;
  readonly value: string;
}

/**
 * Keyv instances on one table of SQLite, one per namespace and shared between its callers.
 *
 * Three of Keyv's habits are changed on purpose: a failure is thrown instead of emitted and swallowed; keys are not
 * prefixed (Keyv takes `a` and `<namespace>:a` for the same key), the namespace is a column; and expiry is
 * reckoned here by `now`, so Keyv's raw data holds no `expires`.
 */
export function createRecords(
  db: DatabaseSync,
  guard: Guard,
  now: () => number,
): <Value>(namespace: string) => Keyv<Value> {
  const alive = "(expires_at IS NULL OR expires_at > ?)";
  const select = db.prepare(`SELECT value FROM records WHERE namespace = ? AND key = ? AND ${alive}`);
  const page = db.prepare(
    `SELECT key, value FROM records WHERE namespace = ? AND key > ? AND ${alive} ORDER BY key LIMIT ${PAGE_RECORDS}`,
  );
  const upsert = db.prepare(
    "INSERT INTO records (namespace, key, value, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at",
  );
  const remove = db.prepare(`DELETE FROM records WHERE namespace = ? AND key = ? AND ${alive}`);
  const removeAll = db.prepare("DELETE FROM records WHERE namespace = ?");

  const openNamespaces = new Map<string, Keyv>();

  function open(namespace: string): Keyv {
    checkName(namespace);
    const read = (key: string): string | undefined => {
      const row = select.get(namespace, encodeKey(key), now()) as { value: string } | undefined;
      return row?.value;
    };
    const write = ({ key, value, ttl }: KeyvEntry): void => {
      upsert.run(namespace, encodeKey(key), value, ttl === undefined ? null : Math.round(now() + ttl));
    };
    const drop = (key: string): boolean => remove.run(namespace, encodeKey(key), now()).changes === 1;

    const storage = {
      // Keyv iterates only over storage whose dialect it knows, and looks at `url` for it.
      opts: { url: "", dialect: "sqlite" },
      get: async (key: string) => guard(() => read(key)),
      getMany: async (keys: string[]) => guard(() => keys.map(read)),
      has: async (key: string) => guard(() => read(key) !== undefined),
      hasMany: async (keys: string[]) => guard(() => keys.map((key) => read(key) !== undefined)),
      set: async (key: string, value: string, ttl?: number) =>
        guard(() => write(ttl === undefined ? { key, value } : { key, value, ttl })),
      setMany: async (entries: KeyvEntry[]) =>
        guard(() => {
          inTransaction(db, () => entries.forEach(write));
          return entries.map(() => true);
        }),
      delete: async (key: string) => guard(() => drop(key)),
      deleteMany: async (keys: string[]) =>
        guard(() => inTransaction(db, () => keys.map(drop)).every((dropped) => dropped)),
      clear: async () =>
        guard(() => {
          removeAll.run(namespace);
        }),
      async *iterator() {
        let reached = "";
        for (;;) {
          const rows = guard(() => page.all(namespace, reached, now())) as unknown as Row[];
          for (const { key, value } of rows) {
            reached = key;
            yield [decodeKey(key), value];
          }
          if (rows.length < PAGE_RECORDS) return;
        }
      },
    };
    return new Keyv({
      store: storage,
      namespace,
      useKeyPrefix: false,
      throwOnErrors: true,
      emitErrors: false,
      serialize: ({ value }) => toJson(value),
      deserialize: (text) => ({ value: JSON.parse(text) }),
    });
  }

  return <Value>(namespace: string): Keyv<Value> => {
    let keyv = openNamespaces.get(namespace);
    if (keyv === undefined) {
      keyv = open(namespace);
      openNamespaces.set(namespace, keyv);
    }
    return keyv as Keyv<Value>;
  };
}
