import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/core/ports/index.ts";
import { openStore } from "../../../src/store/index.ts";
import type { SourceMessage } from "../../../src/summary/index.ts";
import { summariseWithModel } from "../../../src/summary/model/summarise-with-model.ts";
import { createSummaryRecords } from "../../../src/summary/summary-records.ts";
import { silentLog } from "../../store/silent-log.ts";
import { answeringModel, asking, dutiful, ids, message, thread } from "./parts.ts";

const person = (name: string) => ({ id: `test:${name}` as const, name });

describe("what was read before", () => {
  async function withRecords(
    work: (store: Store, records: ReturnType<typeof createSummaryRecords>) => Promise<void>,
  ) {
    const store = await openStore("memory:", { dataFolder: "", now: () => 0, log: silentLog });
    try {
      await work(
        store,
        createSummaryRecords(store, () => 0),
      );
    } finally {
      await store.close();
    }
  }
  /** Summarises with a model of its own, and tells which notes it read. */
  async function reading(
    records: ReturnType<typeof createSummaryRecords>,
    messages: readonly SourceMessage[],
  ) {
    const model = answeringModel();
    const summary = await summariseWithModel(
      messages,
      asking(model, { partials: records.begin().partials("test:t") }),
    );
    const read = model.asked
      .filter(({ kind }) => kind === "read")
      .flatMap(({ lines }) => lines.map((line) => Number(/Note (\d+)/.exec(line)![1])));
    return { summary, read, calls: model.asked.length };
  }
  const from = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at);

  it("is not read again: the next summary reads only what is new", () =>
    withRecords(async (_, records) => {
      const first = await reading(records, thread(600));
      expect(first.read).toEqual(from(1, 600));
      const same = await reading(records, thread(600));
      expect(same.calls).toBe(0);
      expect(same.summary).toEqual(first.summary);
      const more = await reading(records, thread(640));
      expect(more.read).toEqual(from(601, 640));
      expect(more.calls).toBeLessThan(first.calls / 2);
      expect(more.summary.messagesRead).toBe(640);
    }));

  it("is read again where a message was edited or deleted, and only there", () =>
    withRecords(async (_, records) => {
      await reading(records, thread(600));
      const edited = thread(600).map((one, at) =>
        at === 299 ? { ...one, text: "Note 300 was wrong." } : one,
      );
      const { read } = await reading(records, edited);
      expect(read).toContain(300);
      expect(read.length).toBeLessThan(200);
      const shorter = edited.filter((_, at) => at !== 100);
      const again = await reading(records, shorter);
      expect(again.read).not.toContain(101);
      expect(again.read).toContain(100);
      expect(again.read.length).toBeLessThan(200);
    }));

  it("serves a summary that begins later, too", () =>
    withRecords(async (_, records) => {
      await reading(records, thread(600));
      const { read } = await reading(records, thread(600).slice(250));
      expect(read[0]).toBe(251);
      expect(read.length).toBeLessThan(200);
    }));

  it("of a summary that was stopped is found by the next one", () =>
    withRecords(async (_, records) => {
      const model = answeringModel();
      const stop = new AbortController();
      const found = [
        JSON.stringify(
          dutiful({ kind: "read", schema: { type: "object", properties: {} }, lines: ["[1] Note"] }),
        ),
      ];
      model.scripts.push(found, found, ["wait"]);
      const partials = records.begin().partials("test:t");
      const summing = summariseWithModel(thread(600), asking(model, { signal: stop.signal, partials }));
      await model.requested(3);
      stop.abort();
      await expect(summing).rejects.toMatchObject({ code: "aborted" });
      const { read } = await reading(records, thread(600));
      expect(read[0]).toBe(model.asked[0]!.lines.length + model.asked[1]!.lines.length + 1);
    }));

  it("by another model, or in another language, is read anew", () =>
    withRecords(async (_, records) => {
      await reading(records, thread(30));
      const model = answeringModel();
      const partials = records.begin().partials("test:t");
      await summariseWithModel(thread(30), asking(model, { partials, locale: "ko" }));
      expect(model.asked).toHaveLength(1);
      model.state = { state: "ready", name: "other", contextTokens: 2_000, parallel: 1, restarts: 0 };
      await summariseWithModel(thread(30), asking(model, { partials }));
      expect(model.asked).toHaveLength(2);
    }));

  it("in many small parts is read once more, together", () =>
    withRecords(async (_, records) => {
      for (let count = 2; count <= 12; count += 2)
        expect((await reading(records, thread(count))).read).toHaveLength(2);
      expect((await reading(records, thread(14))).read).toEqual(from(1, 14));
      expect((await reading(records, thread(16))).read).toEqual([15, 16]);
    }));

  it("is forgotten with a message that is deleted or a person who asks for it", () =>
    withRecords(async (_, records) => {
      const { summary } = await reading(records, thread(12));
      expect(await records.count(person("Ann"))).toBe(1);
      await records.begin().keep("reply", summary, thread(12));
      expect(await records.count(person("Ann"))).toBe(2);
      const [cited] = summary.keyPoints[0]!.sources;
      const [changed] = await records.forgetMessages([cited!]);
      expect(changed!.key).toBe("reply");
      expect(changed!.summary.cited.map(({ id }) => id)).not.toContain(cited);
      expect(changed!.summary.keyPoints).toHaveLength(summary.keyPoints.length - 1);
      expect(await records.kept("reply")).toEqual(changed!.summary);
      expect(await records.forgetMessages([])).toEqual([changed]);
      await records.shown("reply");
      expect(await records.forgetMessages([cited!])).toEqual([]);
      expect((await reading(records, thread(12))).read).toEqual(from(1, 12));

      await records.erase(person("Ann"));
      expect(await records.count(person("Ann"))).toBe(0);
      expect(JSON.stringify(await records.kept("reply"))).not.toContain("Ann");
    }));

  it("is forgotten in all the merges that a deleted message went into", () =>
    withRecords(async (store, records) => {
      const { summary } = await reading(records, thread(600));
      const [cited] = summary.keyPoints[0]!.sources;
      const kept = async () => {
        const all: string[] = [];
        for await (const record of store.records("summary/partials").iterator!(undefined))
          all.push(JSON.stringify(record));
        return all;
      };
      const before = await kept();
      const naming = before.filter((record) => record.includes(`"${cited}"`));
      expect(naming.length).toBeGreaterThan(1);
      await records.forgetMessages([cited!]);
      expect((await kept()).toSorted()).toEqual(
        before.filter((record) => !naming.includes(record)).toSorted(),
      );
    }));

  it("while a message is deleted is not kept, and the summary is kept without it", () =>
    withRecords(async (_, records) => {
      const model = answeringModel();
      model.scripts.push([
        "wait",
        JSON.stringify({
          keyPoints: [
            { sources: [1], text: "Note 1." },
            { sources: [2], text: "Note 2." },
          ],
          gist: [{ sources: [3], text: "Note 3." }],
        }),
      ]);
      const making = records.begin();
      const summing = summariseWithModel(thread(3), asking(model, { partials: making.partials("test:t") }));
      await model.requested(1);
      await records.forgetMessages(ids(2));
      model.release();
      const made = await summing;
      expect(await records.count(person("민수"))).toBe(0);
      const allowed = await making.keep("reply", made, thread(3));
      expect(allowed.summary.keyPoints.map(({ text }) => text)).toEqual(["Note 1."]);
      expect((await reading(records, [message(1), message(3)])).read).toEqual([1, 3]);
    }));

  it("of somebody who is erased meanwhile is kept neither in parts nor in the summary", () =>
    withRecords(async (store, records) => {
      const { making, model, summing } = await waiting(records);
      await records.erase(person("민수"));
      await records.erase({ id: "test:else", name: "topic3" });
      model.release();
      const { summary } = await making.keep("reply", await summing, thread(3));
      expect(summary.keyPoints.map(({ text }) => text)).toEqual(["Note 1 is about topic1."]);
      expect(summary.participants.map(({ name }) => name)).not.toContain("민수");
      expect(await stored(store)).toEqual([]);
      // Whoever was erased and goes on writing is read again.
      const later = records.begin();
      expect((await later.keep("next", await summing, thread(3))).summary.keyPoints).toHaveLength(3);
    }));

  it("that is edited meanwhile is kept neither in parts nor in the summary", () =>
    withRecords(async (store, records) => {
      const { making, model, summing } = await waiting(records);
      await records.edited(ids(2)[0]!, "It was a secret.");
      await records.edited(ids(1)[0]!, message(1).text);
      model.release();
      const { summary } = await making.keep("reply", await summing, thread(3));
      expect(summary.keyPoints.map(({ sources }) => sources)).toEqual([ids(1), ids(3)]);
      expect(await stored(store)).toEqual([]);
    }));

  it("is dropped with the words that an edit took back, and stays where an edit changed none", () =>
    withRecords(async (store, records) => {
      const { summary } = await reading(records, thread(3));
      await records.begin().keep("reply", summary, thread(3));
      const before = await stored(store);
      expect(await records.edited(ids(2)[0]!, message(2).text)).toEqual([]);
      expect(await stored(store)).toEqual(before);
      const [changed] = await records.edited(ids(2)[0]!, "It was a secret.");
      expect(changed!.summary.keyPoints.map(({ sources }) => sources)).toEqual([ids(1), ids(3)]);
      expect(changed!.summary.takenOut).toBe(1);
      const kept = await store.records<{ texts: object }>("summary/kept").get("reply");
      expect(Object.keys(kept!.texts)).toEqual(ids(1, 3));
      expect(await stored(store)).toEqual([]);
    }));

  it("goes into no merge that is kept once it was dropped", () =>
    withRecords(async (store, records) => {
      const model = answeringModel();
      const partials = records.begin().partials("test:t");
      const { putMerge } = partials;
      let merged = 0;
      const dropping = {
        ...partials,
        putMerge: async (...merge: Parameters<typeof putMerge>) => {
          if (merged++ === 0) await records.erase(person("Ann"));
          await putMerge(...merge);
        },
      };
      await summariseWithModel(thread(600), asking(model, { partials: dropping }));
      expect(merged).toBeGreaterThan(0);
      expect(await stored(store)).toEqual([]);
    }));

  it("without a point being found is read again, and what was joined from the rest is not", () =>
    withRecords(async (_, records) => {
      const model = answeringModel();
      model.scripts.push(["{}"]);
      const options = asking(model, { partials: records.begin().partials("test:t") });
      await summariseWithModel(thread(600), options);
      const silent = model.asked[0]!.lines.length;
      const { read, calls } = await reading(records, thread(600));
      expect(read).toEqual(from(1, silent));
      expect(calls).toBeLessThan(model.asked.length / 2);
    }));

  it("that was shown to nobody is not shown anew", () =>
    withRecords(async (_, records) => {
      const { summary } = await reading(records, thread(3));
      await records.begin().keep("reply", summary, thread(3));
      await records.forgetMessages(ids(1));
      await records.drop("reply");
      expect(await records.forgetMessages(ids(2))).toEqual([]);
    }));

  /** A summary of three messages whose model has not answered yet; it says each of them again. */
  async function waiting(records: ReturnType<typeof createSummaryRecords>) {
    const model = answeringModel();
    const lines = thread(3).map(({ text }, at) => `[${at + 1}] ${text}`);
    const answer = dutiful({ kind: "read", schema: { type: "object", properties: {} }, lines });
    model.scripts.push(["wait", JSON.stringify(answer)]);
    const making = records.begin();
    const summing = summariseWithModel(thread(3), asking(model, { partials: making.partials("test:t") }));
    await model.requested(1);
    return { making, model, summing };
  }

  async function stored(store: Store) {
    const all: string[] = [];
    for await (const [key] of store.records("summary/partials").iterator!(undefined)) all.push(key);
    return all.toSorted();
  }
});
