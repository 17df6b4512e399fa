import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { AppendOptions, Entry, Journal, ScanOptions } from "../../core/ports/store.ts";
import { checkName, toJson } from "../names.ts";
import type { Guard } from "./guard.ts";
import { encodeKey } from "./key-text.ts";

/** So many entries of a scan are in memory at once. */
const PAGE_ENTRIES = 64;

interface Row {
  readonly seq: number;
  readonly value: string;
}

/** Journals on SQLite: one table, read in pages so that no read transaction stays open while the caller works. */
export function createJournals(db: DatabaseSync, guard: Guard): <Value>(stream: string) => Journal<Value> {
  const insert = db.prepare(`
    INSERT INTO journal (stream, seq, key, tag, value)
    VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM journal WHERE stream = ?1), ?2, ?3, ?4)
    ON CONFLICT (stream, key) WHERE key IS NOT NULL DO NOTHING
    RETURNING seq`);
  const rewrite = db.prepare("UPDATE journal SET value = ? WHERE stream = ? AND seq = ?");
  const seqOfKey = db.prepare("SELECT seq FROM journal WHERE stream = ? AND key = ?");

  const between = "stream = ?1 AND seq > ?2 AND seq < ?3";
  const tagged = `${between} AND tag = ?4`;
  const page = (where: string) =>
    db.prepare(`SELECT seq, value FROM journal WHERE ${where} ORDER BY seq LIMIT ${PAGE_ENTRIES}`);
  const oldestOfLast = (where: string, limit: string) =>
    db.prepare(
      `SELECT min(seq) AS seq FROM (SELECT seq FROM journal WHERE ${where} ORDER BY seq DESC LIMIT ${limit})`,
    );
  const pages = { all: page(between), tagged: page(tagged) };
  const starts = { all: oldestOfLast(between, "?4"), tagged: oldestOfLast(tagged, "?5") };

  return <Value>(stream: string): Journal<Value> => {
    checkName(stream);

    async function* scan({ tag, after = 0, before, last }: ScanOptions = {}): AsyncGenerator<Entry<Value>> {
      const kind = tag === undefined ? "all" : "tagged";
      const tagValues: SQLInputValue[] = tag === undefined ? [] : [encodeKey(tag)];
      const end = before ?? Number.MAX_SAFE_INTEGER;
      let reached = after;
      let left = last ?? Number.POSITIVE_INFINITY;
      if (last !== undefined) {
        if (last <= 0) return;
        const start = guard(() => starts[kind].get(stream, after, end, ...tagValues, last)) as {
          seq: number | null;
        };
        if (start.seq === null) return;
        reached = start.seq - 1;
      }
      for (;;) {
        const rows = guard(() => pages[kind].all(stream, reached, end, ...tagValues)) as unknown as Row[];
        for (const { seq, value } of rows) {
          // Entries appended meanwhile would otherwise make more than `last` of it.
          if (left-- <= 0) return;
          reached = seq;
          yield { seq, value: JSON.parse(value) as Value };
        }
        if (rows.length < PAGE_ENTRIES) return;
      }
    }

    return {
      append: async (value, { key, tag }: AppendOptions = {}) =>
        guard(() => {
          const keyText = key === undefined ? null : encodeKey(key);
          const tagText = tag === undefined ? null : encodeKey(tag);
          // Not get(): it leaves the statement at its row, and a commit that then fails (disk full) goes unnoticed.
          const [added] = insert.all(stream, keyText, tagText, toJson(value));
          const row = (added ?? seqOfKey.get(stream, keyText)) as { seq: number };
          return row.seq;
        }),
      rewrite: async (seq, value) =>
        guard(() => {
          rewrite.run(toJson(value), stream, seq);
        }),
      scan,
    };
  };
}
