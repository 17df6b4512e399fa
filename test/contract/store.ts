import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Store, StoreError } from "../../src/core/ports/store.ts";

/** One set of data that a store can be opened on. */
export interface StoreData {
  /** Opens a store on it. `now` is the clock (Unix ms) by which things expire. */
  open(now: () => number): Promise<Store>;
  /** Deletes the data; every store on it has been closed. */
  remove(): Promise<void>;
}

/** What a kind of store must bring along to be held to the contract. */
export interface StoreHarness {
  /** A new, empty set of data. */
  fresh(): Promise<StoreData>;
  /** Whether data outlives the store that wrote it. */
  readonly durable: boolean;
  /** Whether two stores can be open on the same data at the same time. */
  readonly shared: boolean;
}

/** The contract of `Store` (src/core/ports/store.ts), for every kind of store. */
export function storeContract(name: string, harness: StoreHarness): void {
  describe(`${name} keeps the store's contract`, () => {
    let data: StoreData;
    let store: Store;
    let time: number;
    const opened: Store[] = [];
    const now = () => time;
    const open = async () => {
      const another = await data.open(now);
      opened.push(another);
      return another;
    };

    beforeEach(async () => {
      time = Date.UTC(2026, 0, 1);
      data = await harness.fresh();
      store = await open();
    });
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
      await data.remove();
    });

    describe("records", () => {
      test("a record comes back as it was set, and is gone once deleted", async () => {
        const records = store.records<unknown>("things");
        const value = { text: "안녕 \u0000 \ud800 👋", list: [1, null, true], deep: { a: { b: "c" } } };
        expect(await records.set("one", value)).toBe(true);
        expect(await records.get("one")).toEqual(value);
        expect(await records.has("one")).toBe(true);
        expect(await records.delete("one")).toBe(true);
        expect(await records.get("one")).toBeUndefined();
        expect(await records.has("one")).toBe(false);
        expect(await records.delete("one")).toBe(false);
      });

      test("null, false, 0 and the empty text are values like any other", async () => {
        const records = store.records<unknown>("things");
        for (const value of [null, false, 0, ""]) {
          await records.set("key", value);
          expect(await records.get("key")).toBe(value);
        }
      });

      test("what JSON cannot say is refused", async () => {
        await expect(store.records<unknown>("things").set("key", undefined)).rejects.toThrow(StoreError);
      });

      test("setting again replaces the value and its expiry", async () => {
        const records = store.records<string>("things");
        await records.set("key", "old", 1000);
        await records.set("key", "new");
        time += 5000;
        expect(await records.get("key")).toBe("new");
      });

      test("a record is gone once its time has passed", async () => {
        const records = store.records<string>("things");
        await records.set("key", "value", 1000);
        time += 999;
        expect(await records.get("key")).toBe("value");
        time += 1;
        expect(await records.get("key")).toBeUndefined();
        expect(await records.has("key")).toBe(false);
        expect(await collect(records.iterator?.(undefined))).toEqual([]);
      });

      test("one namespace never sees another's", async () => {
        const a = store.records<string>("a");
        const b = store.records<string>("b");
        await a.set("key", "of a");
        await a.set("b:key", "of a too");
        await b.set("key", "of b");
        expect(await a.get("key")).toBe("of a");
        expect(await b.get("key")).toBe("of b");
        await b.clear();
        expect(await b.get("key")).toBeUndefined();
        expect(await a.getMany(["key", "b:key", "none"])).toEqual(["of a", "of a too", undefined]);
      });

      test("a key that begins with the namespace is a key of its own", async () => {
        const a = store.records<string>("a");
        await a.set("key", "short");
        await a.set("a:key", "long");
        expect(await a.get("key")).toBe("short");
        expect(await a.get("a:key")).toBe("long");
      });

      test("many at once", async () => {
        const records = store.records<number>("many");
        await records.setMany([
          { key: "one", value: 1 },
          { key: "two", value: 2, ttl: 1000 },
        ]);
        expect(await records.getMany(["two", "one"])).toEqual([2, 1]);
        expect(await records.hasMany(["one", "three"])).toEqual([true, false]);
        expect(await records.deleteMany(["one", "two"])).toBe(true);
        expect(await records.getMany(["one", "two"])).toEqual([undefined, undefined]);
      });

      test("iteration meets every record of the namespace once, however many", async () => {
        const records = store.records<number>("many");
        await store.records<number>("other").set("stranger", 0);
        const expected = new Map(Array.from({ length: 300 }, (_, at) => [`key ${at}`, at]));
        for (const [key, value] of expected) await records.set(key, value);
        const met = await collect(records.iterator?.(undefined));
        expect(met).toHaveLength(300);
        expect(new Map(met as [string, number][])).toEqual(expected);
      });

      test("asking for a namespace twice gives the same Keyv", () => {
        expect(store.records("same")).toBe(store.records("same"));
      });
    });

    describe("claims", () => {
      test("only the first of many callers gets a claim", async () => {
        const claims = store.claims<number>("work");
        const won = await Promise.all(Array.from({ length: 20 }, (_, at) => claims.claim("key", at)));
        expect(won.filter(Boolean)).toHaveLength(1);
      });

      test("pending claims come in the order in which they were made, with their values", async () => {
        const claims = store.claims<{ at: number }>("work");
        const keys = Array.from({ length: 250 }, (_, at) => `key ${(at * 7919) % 250}`);
        for (const [at, key] of keys.entries()) await claims.claim(key, { at });
        const pending = await collect(claims.pending());
        expect(pending).toEqual(keys.map((key, at) => ({ key, value: { at } })));
      });

      test("a settled claim is no longer pending, and stays refused for its time", async () => {
        const claims = store.claims<string>("work");
        await claims.claim("a", "A");
        await claims.claim("b", "B");
        await claims.settle("a", 1000);
        expect(await collect(claims.pending())).toEqual([{ key: "b", value: "B" }]);
        time += 999;
        expect(await claims.claim("a", "again")).toBe(false);
        time += 1;
        expect(await claims.claim("a", "again")).toBe(true);
        expect(await collect(claims.pending())).toEqual([
          { key: "b", value: "B" },
          { key: "a", value: "again" },
        ]);
      });

      test("a claim that is settled while others are gone through is not handed out any more", async () => {
        const claims = store.claims<null>("work");
        for (const key of ["a", "b", "c"]) await claims.claim(key, null);
        const met: string[] = [];
        for await (const { key } of claims.pending()) {
          met.push(key);
          if (key === "a") await claims.settle("b", 1000);
        }
        expect(met).toEqual(["a", "c"]);
      });

      test("a claim may be kept forever", async () => {
        const claims = store.claims<null>("work");
        await claims.claim("a", null);
        await claims.settle("a", Number.POSITIVE_INFINITY);
        time += 1e12;
        expect(await claims.claim("a", null)).toBe(false);
      });

      test("settling what nobody claimed changes nothing", async () => {
        const claims = store.claims<null>("work");
        await claims.settle("a", 1000);
        expect(await claims.claim("a", null)).toBe(true);
      });

      test("one namespace never sees another's", async () => {
        await store.claims<null>("a").claim("key", null);
        expect(await store.claims<null>("b").claim("key", null)).toBe(true);
        await store.claims<null>("b").settle("key", 1000);
        expect(await collect(store.claims<null>("a").pending())).toHaveLength(1);
      });
    });

    describe("journals", () => {
      test("entries get the numbers 1, 2, 3 … within their stream", async () => {
        const a = store.journal<string>("web/a");
        const b = store.journal<string>("web/b");
        expect([await a.append("one"), await b.append("eins"), await a.append("two")]).toEqual([1, 1, 2]);
        expect(await collect(a.scan())).toEqual([
          { seq: 1, value: "one" },
          { seq: 2, value: "two" },
        ]);
      });

      test("many appends at the same time leave no gap and lose nothing", async () => {
        const journal = store.journal<number>("busy");
        const seqs = await Promise.all(Array.from({ length: 100 }, (_, at) => journal.append(at)));
        expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
        expect(await collect(journal.scan())).toHaveLength(100);
      });

      test("the same key again adds nothing and tells the first entry's number", async () => {
        const journal = store.journal<string>("keyed");
        await journal.append("zero");
        expect(await journal.append("one", { key: "k" })).toBe(2);
        expect(await journal.append("another", { key: "k" })).toBe(2);
        expect(await journal.append("three", { key: "l" })).toBe(3);
        expect(await store.journal<string>("elsewhere").append("one", { key: "k" })).toBe(1);
        expect((await collect(journal.scan())).map(({ value }) => value)).toEqual(["zero", "one", "three"]);
      });

      test("a rewritten entry keeps its number, key and tag", async () => {
        const journal = store.journal<string>("rewritten");
        await journal.append("zero");
        const seq = await journal.append("words", { key: "k", tag: "t" });
        await journal.rewrite(seq, "");
        await journal.rewrite(99, "nowhere");
        expect(await journal.append("again", { key: "k" })).toBe(seq);
        expect(await collect(journal.scan({ tag: "t" }))).toEqual([{ seq, value: "" }]);
        expect(await collect(journal.scan())).toHaveLength(2);
      });

      test("a scan can be bounded by number, by tag and to the newest", async () => {
        const journal = store.journal<number>("long");
        for (let at = 1; at <= 500; at++) await journal.append(at, { tag: at % 3 === 0 ? "third" : "other" });
        await journal.append(501);
        const seqs = async (options?: Parameters<typeof journal.scan>[0]) =>
          (await collect(journal.scan(options))).map(({ seq }) => seq);
        const thirds = Array.from({ length: 166 }, (_, at) => (at + 1) * 3);

        expect(await seqs()).toEqual(Array.from({ length: 501 }, (_, at) => at + 1));
        expect(await seqs({ after: 497 })).toEqual([498, 499, 500, 501]);
        expect(await seqs({ before: 4 })).toEqual([1, 2, 3]);
        expect(await seqs({ after: 10, before: 12 })).toEqual([11]);
        expect(await seqs({ last: 2 })).toEqual([500, 501]);
        expect(await seqs({ last: 2, before: 100 })).toEqual([98, 99]);
        expect(await seqs({ last: 200 })).toEqual(Array.from({ length: 200 }, (_, at) => at + 302));
        expect(await seqs({ last: 0 })).toEqual([]);
        expect(await seqs({ tag: "third" })).toEqual(thirds);
        expect(await seqs({ tag: "third", last: 100 })).toEqual(thirds.slice(-100));
        expect(await seqs({ tag: "third", after: 490, last: 5 })).toEqual([492, 495, 498]);
        expect(await seqs({ tag: "none" })).toEqual([]);
        expect(await seqs({ tag: "none", last: 3 })).toEqual([]);
      });

      test("a scan to the newest never grows, whatever is appended meanwhile", async () => {
        const journal = store.journal<number>("live");
        for (let at = 1; at <= 5; at++) await journal.append(at);
        const met: number[] = [];
        for await (const { seq } of journal.scan({ last: 3 })) {
          met.push(seq);
          await journal.append(0);
        }
        expect(met).toEqual([3, 4, 5]);
      });
    });

    describe("everywhere", () => {
      const strangeKeys = [
        "",
        " ",
        "a\u0000b",
        "\u0000",
        '\u0000"a"',
        "\ud800",
        "\udc00",
        "한국어",
        "👩‍👩‍👧",
        "%_'\"\\",
        "x".repeat(512),
      ];

      test("strange keys are kept apart", async () => {
        const records = store.records<string>("keys");
        const claims = store.claims<string>("keys");
        const journal = store.journal<string>("keys");
        for (const key of strangeKeys) {
          await records.set(key, key);
          expect(await claims.claim(key, key)).toBe(true);
          await journal.append(key, { key, tag: key });
        }
        expect(await records.getMany(strangeKeys)).toEqual(strangeKeys);
        expect(new Set((await collect(records.iterator?.(undefined))).map(([key]) => key))).toEqual(
          new Set(strangeKeys),
        );
        expect(await collect(claims.pending())).toEqual(strangeKeys.map((key) => ({ key, value: key })));
        for (const [at, key] of strangeKeys.entries()) {
          expect(await journal.append("again", { key })).toBe(at + 1);
          expect(await collect(journal.scan({ tag: key }))).toEqual([{ seq: at + 1, value: key }]);
        }
      });

      test("keys and names that some store could not hold are refused", async () => {
        const tooLong = "x".repeat(513);
        await expect(store.records("a").set(tooLong, 1)).rejects.toThrow(StoreError);
        await expect(store.claims("a").claim(tooLong, 1)).rejects.toThrow(StoreError);
        await expect(store.journal("a").append(1, { key: tooLong })).rejects.toThrow(StoreError);
        for (const bad of ["", "a b", "é"]) {
          expect(() => store.records(bad)).toThrow(StoreError);
          expect(() => store.claims(bad)).toThrow(StoreError);
          expect(() => store.journal(bad)).toThrow(StoreError);
        }
      });

      test("a large value comes back whole", async () => {
        const large = "가".repeat(1_000_000);
        await store.records<string>("a").set("large", large);
        expect(await store.records<string>("a").get("large")).toBe(large);
      });

      test("closing twice is harmless, and a closed store refuses every call with a StoreError", async () => {
        const records = store.records("a");
        const claims = store.claims("a");
        const journal = store.journal("a");
        await store.close();
        await store.close();
        await expect(records.get("a")).rejects.toThrow(StoreError);
        await expect(records.getMany(["a"])).rejects.toThrow(StoreError);
        await expect(records.has("a")).rejects.toThrow(StoreError);
        await expect(records.set("a", 1)).rejects.toThrow(StoreError);
        await expect(records.delete("a")).rejects.toThrow(StoreError);
        await expect(claims.claim("a", 1)).rejects.toThrow(StoreError);
        await expect(collect(claims.pending())).rejects.toThrow(StoreError);
        await expect(journal.append(1)).rejects.toThrow(StoreError);
        await expect(collect(journal.scan())).rejects.toThrow(StoreError);
      });
    });

    test.runIf(harness.durable)("all of it is there when the store is opened again", async () => {
      await store.records<string>("a").set("key", "value", 1000);
      await store.claims<string>("a").claim("open", "work");
      await store.claims<string>("a").claim("done", "work");
      await store.claims<string>("a").settle("done", 1000);
      await store.journal<string>("a").append("entry", { key: "k", tag: "t" });
      await store.close();
      store = await open();
      expect(await store.records<string>("a").get("key")).toBe("value");
      expect(await store.claims<string>("a").claim("open", "again")).toBe(false);
      expect(await store.claims<string>("a").claim("done", "again")).toBe(false);
      expect(await collect(store.claims<string>("a").pending())).toEqual([{ key: "open", value: "work" }]);
      expect(await store.journal<string>("a").append("again", { key: "k" })).toBe(1);
      expect(await store.journal<string>("a").append("next", { tag: "t" })).toBe(2);
      expect(
        (await collect(store.journal<string>("a").scan({ tag: "t" }))).map(({ value }) => value),
      ).toEqual(["entry", "next"]);
    });

    test.runIf(harness.shared)("two stores on the same data see each other's work at once", async () => {
      const other = await open();
      await store.records<string>("a").set("key", "value");
      expect(await other.records<string>("a").get("key")).toBe("value");
      const won = await Promise.all([store, other].map((one) => one.claims<null>("a").claim("key", null)));
      expect(won.filter(Boolean)).toHaveLength(1);
      const seqs = await Promise.all(
        Array.from({ length: 50 }, (_, at) => (at % 2 ? store : other).journal<number>("a").append(at)),
      );
      expect(new Set(seqs).size).toBe(50);
    });

    test.runIf(harness.durable && !harness.shared)(
      "a second store on the same data is told that it is in use",
      async () => {
        await expect(data.open(now)).rejects.toMatchObject({ name: "StoreError", code: "in-use" });
        await store.close();
        store = await open();
        expect(await store.claims<null>("a").claim("key", null)).toBe(true);
      },
    );
  });
}

async function collect<Item>(items: AsyncIterable<Item> | undefined): Promise<Item[]> {
  if (items === undefined) throw new Error("the records cannot be iterated");
  return Array.fromAsync(items);
}
