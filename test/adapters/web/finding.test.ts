import { expect, test } from "vitest";
import type { Journal, Store } from "../../../src/core/ports/index.ts";
import { memoryStore, openChat } from "./chat.ts";

test("all forms of the chat's permalinks are understood, and those of other machines and ports are not", async () => {
  const chat = await openChat({ channels: ["general", "잡담"] });
  const ann = await chat.join("Ann");
  const root = await ann.post("잡담", "root");
  const reply = await ann.post("잡담", "reply", { root: root.seq });
  const { port } = new URL(chat.address);
  const place = encodeURIComponent("잡담");
  const found = async (link: string) => (await chat.adapter.locate(link))?.id;
  for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
    const at = `http://${host}:${port}/#/${place}`;
    expect(await found(`${at}/${root.seq}`)).toBe(`web:잡담/${root.seq}`);
    expect(await found(`${at}/${root.seq}/thread`)).toBe(`web:잡담/${root.seq}`);
    expect(await found(`${at}/${root.seq}/${reply.seq}`)).toBe(`web:잡담/${reply.seq}`);
  }
  const here = `http://127.0.0.1:${port}`;
  for (const link of [
    `http://127.0.0.1:1/#/${place}/1`,
    `https://127.0.0.1:${port}/#/${place}/1`,
    `http://maru.example:${port}/#/${place}/1`,
    `${here}/other#/${place}/1`,
    `${here}/#/${place}`,
    `${here}/#/${place}/99`,
    `${here}/#/${place}/0`,
    `${here}/#/${place}/01`,
    `${here}/#/%E0%A4%A/1`,
    `${here}/#/nowhere/1`,
    `${here}/#/review`,
  ])
    expect(await found(link), link).toBeUndefined();
});

test("a place is found by its name, with or without #, and a direct one by its id alone", async () => {
  const chat = await openChat({ channels: ["general", "잡담"] });
  await chat.join("Ann");
  const named = async (name: string) => (await chat.adapter.placeNamed(name))?.id;
  expect(await named("#general")).toBe("web:general");
  expect(await named("잡담".normalize("NFD"))).toBe("web:잡담");
  expect(await named("dm.1")).toBe("web:dm.1");
  expect(await named("Maru")).toBeUndefined();
  expect(await named("dm.2")).toBeUndefined();
});

test("nothing can be read that is there no more, or that is no thread", async () => {
  const chat = await openChat();
  const ann = await chat.join("Ann");
  const root = await ann.post("general", "root");
  const reply = await ann.post("general", "reply", { root: root.seq });
  const may = (scope: Parameters<typeof chat.adapter.mayRead>[1]) => chat.adapter.mayRead("web:p1", scope);
  expect(await may({ thread: `web:general/${reply.seq}` })).toBe(false);
  expect(await may({ thread: "web:general/0" })).toBe(false);
  expect(await may({ thread: "web:dm.1/1" })).toBe(false);
  expect(await may({ thread: "web:dm.1/0" })).toBe(true);
  expect(await may({ place: "discord:general" })).toBe(false);
});

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
