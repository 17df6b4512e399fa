import { expect, test } from "vitest";
import type { Journal, Store } from "../../../src/core/ports/index.ts";
import { memoryStore, openChat } from "./chat.ts";

/** Counts the journal entries that are read. */
function counting(store: Store): Store & { read: number } {
  const counted = {
    ...store,
    records: store.records.bind(store),
    claims: store.claims.bind(store),
    close: store.close.bind(store),
    read: 0,
    journal<Value>(stream: string): Journal<Value> {
      const journal = store.journal<Value>(stream);
      return {
        append: journal.append.bind(journal),
        rewrite: journal.rewrite.bind(journal),
        async *scan(options) {
          for await (const entry of journal.scan(options)) {
            counted.read += 1;
            yield entry;
          }
        },
      };
    },
  };
  return counted;
}

test("the past since a time is found without reading what is older", async () => {
  const store = counting(await memoryStore());
  const journal = store.journal("web/place/general");
  const startedAt = Date.parse("2026-01-01T00:00:00Z");
  // One every ten minutes, every tenth in a thread.
  for (let count = 0; count < 3_000; count++) {
    const at = new Date(startedAt + count * 600_000).toISOString();
    const inThread = count > 0 && count % 10 === 0;
    await journal.append(
      { author: "p1", text: String(count), at, ...(inThread ? { root: 1 } : {}) },
      { tag: inThread ? "1" : "channel" },
    );
  }
  const chat = await openChat({ store });
  const since = new Date(startedAt + 2_900 * 600_000).toISOString();
  const texts = async (scope: Parameters<typeof chat.adapter.history>[0], last?: number) => {
    const range = { since, ...(last === undefined ? {} : { last }) };
    return (await Array.fromAsync(chat.adapter.history(scope, range))).map(({ text }) => text);
  };
  store.read = 0;
  expect(await texts({ place: "web:general" })).toEqual(
    Array.from({ length: 100 }, (_, at) => String(2_900 + at)),
  );
  expect(await texts({ line: "web:general" }, 2)).toEqual(["2998", "2999"]);
  expect(await texts({ thread: "web:general/1" })).toEqual(
    Array.from({ length: 10 }, (_, at) => String(2_900 + at * 10)),
  );
  expect(store.read).toBeLessThan(500);
});
