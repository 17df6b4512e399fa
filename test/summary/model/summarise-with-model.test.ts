import { describe, expect, it, vi } from "vitest";
import { ModelError } from "../../../src/core/ports/index.ts";
import type { SummaryProgress } from "../../../src/core/types.ts";
import type { SourceMessage } from "../../../src/summary/index.ts";
import { summariseWithModel } from "../../../src/summary/model/summarise-with-model.ts";
import { answeringModel, asking, citable, dutiful, ids, message, thread } from "./parts.ts";

describe("a thread that fits the model's context", () => {
  it("is read at once, and every claim names the messages that it came from", async () => {
    const model = answeringModel(() => ({
      keyPoints: [{ sources: [2], text: "Note 2 is about topic2." }],
      decisions: [{ sources: [1, 3], by: ["Bob", "Ann", "민수"], text: "Topic1 it is." }],
      actionItems: [{ sources: [2], owner: "민수", due: "friday", text: "민수 writes it up." }],
      openQuestions: [{ sources: [3], text: "Who pays?" }],
      gist: [{ sources: [1, 2], text: "Notes." }],
    }));
    const messages = [
      message(1),
      message(2, { text: "I will write it up by Friday", by: "민수" }),
      message(3),
    ];
    const summary = await summariseWithModel(messages, asking(model));
    expect(model.asked.map(({ kind }) => kind)).toEqual(["read"]);
    expect(summary).toEqual({
      kind: "model",
      locale: "en",
      gist: [{ text: "Notes.", sources: ids(1, 2) }],
      keyPoints: [{ text: "Note 2 is about topic2.", sources: ids(2), unverified: ["2"] }],
      decisions: [
        {
          text: "Topic1 it is.",
          sources: ids(1, 3),
          by: [
            { id: "test:Bob", name: "Bob" },
            { id: "test:Ann", name: "Ann" },
          ],
        },
      ],
      actionItems: [
        {
          text: "민수 writes it up.",
          sources: ids(2),
          owner: { id: "test:민수", name: "민수" },
          due: "friday",
        },
      ],
      openQuestions: [{ text: "Who pays?", sources: ids(3) }],
      participants: [
        { id: "test:Bob", name: "Bob", messages: 1 },
        { id: "test:민수", name: "민수", messages: 1 },
        { id: "test:Ann", name: "Ann", messages: 1 },
      ],
      period: { from: messages[0]!.sentAt, to: messages[2]!.sentAt },
      messagesRead: 3,
      leftOut: { notices: 0, own: 0, bots: 0, optedOut: 0 },
      cited: messages.map(({ id, author, sentAt, link }) => ({
        id,
        author: { id: author.id, name: author.name },
        sentAt,
        link,
      })),
    });
  });

  it("is written in the language asked for, else in its own", async () => {
    const korean = [message(1, { text: "금요일에 배포하기로 했어요." })];
    const model = answeringModel();
    expect(await summariseWithModel(korean, asking(model))).toMatchObject({ locale: "ko" });
    expect(await summariseWithModel(korean, asking(model, { locale: "en" }))).toMatchObject({ locale: "en" });
    expect(model.requests.map((turns) => turns[1]!.text.match(/in (\w+), as JSON/)![1])).toEqual([
      "Korean",
      "English",
    ]);
  });

  it("leaves out bots, notices and who does not want it, and says how many", async () => {
    const model = answeringModel();
    const messages = [
      message(1),
      message(2, { author: { id: "test:b", name: "CI", kind: "bot" } }),
      message(3, { notice: true }),
      message(4, { by: "Eve" }),
    ];
    const summary = await summariseWithModel(
      messages,
      asking(model, { optedOut: new Set(["test:Eve"] as const) }),
    );
    expect(summary).toMatchObject({ messagesRead: 1, leftOut: { bots: 1, notices: 1, optedOut: 1 } });
    expect(model.asked[0]!.lines).toHaveLength(1);
  });

  it("of which nothing is to be read gives an empty summary without asking", async () => {
    const model = answeringModel();
    const summary = await summariseWithModel([], asking(model));
    expect(summary).toMatchObject({ gist: [], keyPoints: [], cited: [], messagesRead: 0 });
    expect(model.asked).toEqual([]);
  });

  it("is as long as asked for, the most important first come, in the order of writing", async () => {
    const points = [5, 1, 4, 2, 3].map((at) => ({ sources: [at], text: `Point ${at}` }));
    const model = answeringModel(() => ({ keyPoints: points, gist: [{ sources: [1], text: "Points." }] }));
    const of = async (length: "short" | "long") =>
      (await summariseWithModel(thread(5), asking(model, { length }))).keyPoints.map(({ text }) => text);
    expect(await of("short")).toEqual(["Point 1", "Point 4", "Point 5"]);
    expect(await of("long")).toEqual(["Point 1", "Point 2", "Point 3", "Point 4", "Point 5"]);
  });
});

describe("a thread that does not fit", () => {
  it("is read in chunks that fill the context and not more, and merged until one is left", async () => {
    const model = answeringModel();
    const summary = await summariseWithModel(thread(600), asking(model));
    const kinds = model.asked.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "read").length).toBeGreaterThan(4);
    expect(kinds).toContain("merge");
    for (const turns of model.requests) expect(await model.measure(turns)).toBeLessThanOrEqual(2_000 - 500);
    const read = model.asked.filter(({ kind }) => kind === "read").flatMap(({ lines }) => lines);
    expect(read).toHaveLength(600);
    expect(summary.messagesRead).toBe(600);
    const cited = new Set(summary.cited.map(({ id }) => id));
    for (const claim of [...summary.gist, ...summary.keyPoints])
      for (const source of claim.sources) expect(cited).toContain(source);
    const points = summary.keyPoints.map(({ text }) => text);
    for (const { text, sources } of summary.keyPoints)
      expect(sources).toEqual(ids(Number(/topic(\d+)/.exec(text)![1])));
    expect(points.length).toBeGreaterThan(0);
  });

  it("allows in every answer only citations of what was given with it", async () => {
    const model = answeringModel();
    await summariseWithModel(thread(300), asking(model));
    for (const { kind, schema, lines } of model.asked)
      expect(citable(schema, kind === "read" ? "keyPoints" : "gist")).toEqual(lines.map((_, at) => at + 1));
  });

  it("asks for no claim without a citation", async () => {
    const model = answeringModel();
    await summariseWithModel(thread(300), asking(model));
    const lists = (schema: object) =>
      JSON.stringify(schema).match(/"(?:sources|from)":\{.*?\]\},[^}]*\}/g) ?? [];
    for (const { schema } of model.asked) {
      expect(lists(schema).length).toBeGreaterThan(0);
      for (const list of lists(schema)) expect(list).toContain('"minItems":1');
    }
  });

  it("is read in smaller chunks where its lines take more tokens together than one by one", async () => {
    const model = answeringModel();
    const measure = model.measure;
    model.measure = async (turns) => Math.ceil(1.8 * (await measure(turns)));
    const summary = await summariseWithModel(thread(300), asking(model));
    for (const turns of model.requests) expect(await model.measure(turns)).toBeLessThanOrEqual(2_000 - 500);
    expect(summary.messagesRead).toBe(300);
  });

  it("is parted where people fell silent, rather than anywhere", async () => {
    const model = answeringModel();
    await summariseWithModel(thread(600), asking(model));
    const reads = model.asked.filter(({ kind }) => kind === "read");
    const firsts = reads.slice(1).map(({ lines }) => Number(/Note (\d+)/.exec(lines[0]!)![1]));
    for (const first of firsts) expect(first % 10).toBe(0);
  });

  it("keeps a conversation together", async () => {
    const model = answeringModel();
    // Every ten messages reply to the same one, without a pause in between.
    const messages = thread(400).map((one, at) => ({
      ...one,
      sentAt: new Date(Date.UTC(2026, 0, 5) + at * 1000).toISOString(),
      ...(at % 10 === 0 ? {} : { replyTo: ids(at - (at % 10) + 1)[0]! }),
    }));
    await summariseWithModel(messages, asking(model));
    const reads = model.asked.filter(({ kind }) => kind === "read");
    expect(reads.length).toBeGreaterThan(3);
    for (const { lines } of reads.slice(1)) expect(Number(/Note (\d+)/.exec(lines[0]!)![1]) % 10).toBe(1);
  });

  it("loses no decision and no task in a merge, even when the model leaves them out", async () => {
    let decided = 0;
    const model = answeringModel(({ kind }) =>
      kind === "merge"
        ? { gist: [] }
        : {
            decisions: [{ sources: [1], by: [], text: `Decision${++decided} alpha${decided}.` }],
            actionItems: [{ sources: [2], owner: null, due: "", text: `Task${decided} beta${decided}.` }],
          },
    );
    const summary = await summariseWithModel(thread(400), asking(model, { length: "long" }));
    expect(decided).toBeGreaterThan(2);
    expect(summary.decisions).toHaveLength(Math.min(decided, 8));
    expect(summary.actionItems).toHaveLength(Math.min(decided, 8));
  });

  it("reads a message that is longer than the context in parts, all of which are that message", async () => {
    const model = answeringModel();
    const long = message(1, { text: Array.from({ length: 5_000 }, (_, at) => `word${at}`).join(" ") });
    const summary = await summariseWithModel([long, message(2)], asking(model));
    const reads = model.asked.filter(({ kind }) => kind === "read");
    expect(reads.length).toBeGreaterThan(3);
    const words = new Set(reads.flatMap(({ lines }) => lines.join(" ").match(/word\d+/g) ?? []));
    expect(words.size).toBe(5_000);
    expect(summary.messagesRead).toBe(2);
    expect(summary.cited.map(({ id }) => id)).toContain("test:m1");
  });

  it("says so when the context has no room beside the instructions", async () => {
    const model = answeringModel(dutiful, 500);
    let closed = false;
    async function* stream() {
      try {
        for (let nth = 1; ; nth++) yield message(nth);
      } finally {
        closed = true;
      }
    }
    await expect(summariseWithModel(stream(), asking(model))).rejects.toMatchObject({
      code: "overflow",
      message: /Raise model\.contextTokens/,
    });
    expect(closed).toBe(true);
  });
});

it("10,000 messages stream through, and never more than a few chunks' worth of them is held", async () => {
  const model = answeringModel(dutiful, 4_000);
  let made = 0;
  async function* stream(): AsyncGenerator<SourceMessage> {
    for (; made < 10_000; made++)
      yield message(made + 1, { text: `Note ${made + 1} about topic${made + 1}. ${"x ".repeat(8)}` });
  }
  let lead = 0;
  const readSoFar = () =>
    model.asked.filter(({ kind }) => kind === "read").reduce((sum, { lines }) => sum + lines.length, 0);
  const onProgress = () => {
    lead = Math.max(lead, made - readSoFar());
  };
  const summary = await summariseWithModel(stream(), asking(model, { onProgress, expectedMessages: 10_000 }));
  expect(summary.messagesRead).toBe(10_000);
  expect(readSoFar()).toBe(10_000);
  expect(lead).toBeLessThan(700);
});

it("several sequences of the model are used at the same time", async () => {
  const model = answeringModel();
  model.state = { state: "ready", name: "fake", contextTokens: 2_000, parallel: 3, restarts: 0 };
  for (let at = 0; at < 3; at++) model.scripts.push(["wait", "{}"]);
  const summing = summariseWithModel(thread(600), asking(model));
  await model.requested(3);
  expect(model.requests).toHaveLength(3);
  for (let at = 0; at < 3; at++) model.release();
  expect((await summing).messagesRead).toBe(600);
});

it("progress counts chunks, and says how long it will take by how long it took", async () => {
  const model = answeringModel();
  let clock = 0;
  const reply = model.reply;
  model.reply = (...asked) => {
    clock += 2_000;
    return reply.apply(model, asked);
  };
  const told: SummaryProgress[] = [];
  const onProgress = (progress: SummaryProgress) => void told.push(progress);
  await summariseWithModel(thread(600), asking(model, { onProgress, now: () => clock }));
  const reads = model.asked.filter(({ kind }) => kind === "read").length;
  const reading = told.filter(({ step }) => step === "reading");
  expect(reading[0]).toEqual({ step: "reading", done: 0, of: expect.any(Number) });
  expect(Math.abs(reading[0]!.of! - reads)).toBeLessThanOrEqual(2);
  expect(reading.at(-1)).toMatchObject({ done: reads, of: reads });
  expect(reading.at(2)?.remainingMs).toBe(2_000 * (reading[2]!.of! - 1 + Math.ceil(reading[2]!.of! / 4)));
  expect(told.at(-1)).toMatchObject({ step: "merging", remainingMs: 0 });
});

it("progress comes to its end with messages that are empty and such as are read in parts", async () => {
  const model = answeringModel();
  const told: SummaryProgress[] = [];
  const long = message(5, { text: "word ".repeat(3_000) });
  const messages = [
    ...thread(100),
    message(101, { text: " " }),
    long,
    message(102, { text: "" }),
    message(103),
  ];
  await summariseWithModel(messages, asking(model, { onProgress: (progress) => void told.push(progress) }));
  const reads = model.asked.filter(({ kind }) => kind === "read").length;
  expect(told.findLast(({ step }) => step === "reading")).toMatchObject({ done: reads, of: reads });
  for (const { done, of } of told) expect(of).toBeGreaterThanOrEqual(done);
});

describe("Stop", () => {
  it("ends a summary while the model answers, and asks nothing more", async () => {
    const model = answeringModel();
    model.scripts.push(["{}"], ["wait"]);
    const stop = new AbortController();
    const summing = summariseWithModel(thread(600), asking(model, { signal: stop.signal }));
    await model.requested(2);
    stop.abort();
    await expect(summing).rejects.toMatchObject({ name: "ModelError", code: "aborted" });
    expect(model.requests).toHaveLength(2);
  });

  it("closes the stream of messages", async () => {
    const model = answeringModel();
    model.scripts.push(["wait"]);
    const stop = new AbortController();
    let closed = false;
    async function* stream() {
      try {
        for (let nth = 1; ; nth++) yield message(nth);
      } finally {
        closed = true;
      }
    }
    const summing = summariseWithModel(stream(), asking(model, { signal: stop.signal }));
    await model.requested(1);
    stop.abort();
    await expect(summing).rejects.toMatchObject({ code: "aborted" });
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it("does not wait for messages that do not come", async () => {
    const stop = new AbortController();
    async function* stuck() {
      for (let nth = 1; nth <= 300; nth++) yield message(nth);
      stop.abort();
      await new Promise<void>(() => {});
    }
    const summing = summariseWithModel(stuck(), asking(answeringModel(), { signal: stop.signal }));
    await expect(summing).rejects.toMatchObject({ code: "aborted" });
  });
});

describe("a model that fails", () => {
  it("once by a crash is asked again", async () => {
    const model = answeringModel();
    model.scripts.push([new ModelError("crashed", "gone")]);
    expect(await summariseWithModel(thread(3), asking(model))).toMatchObject({ messagesRead: 3 });
    expect(model.requests).toHaveLength(2);
  });

  it("in one sequence ends what it does in the others", async () => {
    const model = answeringModel();
    model.state = { state: "ready", name: "fake", contextTokens: 2_000, parallel: 2, restarts: 0 };
    const error = new ModelError("deadline", "took too long");
    model.scripts.push(["wait"], [error]);
    await expect(summariseWithModel(thread(600), asking(model))).rejects.toBe(error);
    expect(model.requests).toHaveLength(2);
  });

  it("twice, or otherwise, ends the summary", async () => {
    const model = answeringModel();
    const crash = new ModelError("crashed", "gone");
    model.scripts.push([crash], [crash]);
    await expect(summariseWithModel(thread(3), asking(model))).rejects.toBe(crash);
    model.scripts.push(["no JSON at all"]);
    await expect(summariseWithModel(thread(3), asking(model))).rejects.toMatchObject({ code: "failed" });
  });

  it("by being cut off has said what it said", async () => {
    const model = answeringModel();
    model.scripts.push(['{"keyPoints": [{"sources": [1], "text": "Note one."}, {"sources": [2], "te', "cut"]);
    const summary = await summariseWithModel(thread(3), asking(model));
    expect(summary.gist).toEqual([{ text: "Note one.", sources: ids(1) }]);
  });
});
