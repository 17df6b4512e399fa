import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { AnswerHeld } from "../../src/core/ports/index.ts";
import type { Message, Verdict } from "../../src/core/types.ts";
import { createModeration, type Judge, type JudgeContext } from "../../src/moderation/index.ts";

const question: Message = {
  id: "web:1",
  thread: "web:general/1",
  startsThread: true,
  place: { id: "web:general", name: "general", kind: "channel" },
  author: { id: "web:ann", name: "Ann", kind: "person" },
  text: "How?",
  mentions: [],
  sentAt: "2025-01-01T00:00:00.000Z",
  link: "/m/1",
};

const allow: Verdict = { action: "allow" };
const holdOn =
  (word: string): Judge =>
  async (text) =>
    text.includes(word) ? { action: "hold", reason: "insult" } : allow;

/** An answer whose pieces are read one by one; tells how many were read and whether it was told to stop. */
function answerOf(pieces: readonly string[], failure?: Error) {
  const seen = { read: 0, stopped: false, ended: false };
  async function* write() {
    try {
      for (const piece of pieces) {
        seen.read++;
        yield piece;
      }
      seen.ended = true;
      if (failure) throw failure;
    } finally {
      seen.stopped = !seen.ended;
    }
  }
  return { answer: write(), seen };
}

/** Everything that was released, and the error at the end if there was one. */
async function collect(released: AsyncIterable<string>) {
  const pieces: string[] = [];
  try {
    for await (const piece of released) pieces.push(piece);
  } catch (error) {
    return { pieces, error };
  }
  return { pieces, error: undefined };
}

/** A judge whose verdicts are given by the test, in any order. */
function judgeByHand() {
  const asked: { text: string; context: JudgeContext; decide: (verdict: Verdict) => void }[] = [];
  const judge: Judge = (text, context) => new Promise((decide) => asked.push({ text, context, decide }));
  return { judge, asked };
}

describe("moderation without a judge", () => {
  const moderation = createModeration();

  test("allows every message", async () => {
    expect(await moderation.judge(question)).toEqual(allow);
  });

  test("passes the very pieces of an answer on, with nothing between", () => {
    const { answer } = answerOf(["a"]);
    expect(moderation.screen(answer, question)).toBe(answer);
  });
});

describe("a judged message", () => {
  test("gets the judge's verdict", async () => {
    const judge = vi.fn<Judge>(async () => ({ action: "hold", reason: "spam" }));
    expect(await createModeration({ judge }).judge(question)).toEqual({ action: "hold", reason: "spam" });
    expect(judge).toHaveBeenCalledWith(
      "How?",
      expect.objectContaining({ of: "message", message: question, before: "" }),
    );
  });

  test("is held when the judge fails, and the reason does not tell what the judge said", async () => {
    const rejecting: Judge = async (text) => Promise.reject(new Error(text));
    const throwing: Judge = (text) => {
      throw new Error(text);
    };
    for (const judge of [rejecting, throwing]) {
      expect(await createModeration({ judge }).judge(question)).toEqual({
        action: "hold",
        reason: "judge failed",
      });
    }
  });

  test("that is long is judged to its very end, in bounded parts that add up to it", async () => {
    const text = `${"A sentence of words. ".repeat(1000)}${"x".repeat(9000)} bad`;
    const parts: string[] = [];
    const judge: Judge = async (part, context) => {
      expect(part.length).toBeLessThanOrEqual(4000);
      expect(text.slice(0, parts.join("").length).endsWith(context.before)).toBe(true);
      parts.push(part);
      return holdOn("bad")(part, context);
    };
    expect(await createModeration({ judge }).judge({ ...question, text })).toEqual({
      action: "hold",
      reason: "insult",
    });
    expect(parts.join("")).toBe(text);
  });
});

describe("a screened answer", () => {
  test("is released sentence by sentence and adds up to what the model wrote", async () => {
    const { answer } = answerOf(["Hel", "lo. Wor", "ld!\n\n```\na. b", "\n```\n", "끝났", "다. "]);
    const { pieces, error } = await collect(
      createModeration({ judge: async () => allow }).screen(answer, question),
    );
    expect(pieces).toEqual(["Hello.", " World!", "\n\n```\na. b\n```", "\n끝났다.", " "]);
    expect(error).toBeUndefined();
  });

  test("adds up to the original for any text, any chunks and any pace of the judge", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom("Hello. ", "\n", "```\n", "끝났다. ", "x".repeat(1500))),
          { maxLength: 30 },
        ),
        async (scheduler, chunks) => {
          const judge: Judge = async () => scheduler.schedule(Promise.resolve(allow));
          const released = collect(createModeration({ judge }).screen(answerOf(chunks).answer, question));
          const { pieces, error } = await scheduler.waitFor(released);
          expect(error).toBeUndefined();
          expect(pieces.join("")).toBe(chunks.join(""));
        },
      ),
    );
  });

  test("stops before the first sentence that is held, and so does the model", async () => {
    const { answer, seen } = answerOf(["Good. ", "Also good. ", "You fool. ", ...Array(100).fill("More. ")]);
    const { pieces, error } = await collect(
      createModeration({ judge: holdOn("fool") }).screen(answer, question),
    );
    expect(pieces).toEqual(["Good.", " Also good."]);
    expect(error).toBeInstanceOf(AnswerHeld);
    expect((error as AnswerHeld).reason).toBe("insult");
    await vi.waitFor(() => expect(seen.stopped).toBe(true));
    expect(seen.read).toBeLessThan(20);
  });

  test("is held at the very end too", async () => {
    const { pieces, error } = await collect(
      createModeration({ judge: holdOn("fool") }).screen(answerOf(["Good. ", "You fool"]).answer, question),
    );
    expect(pieces).toEqual(["Good."]);
    expect(error).toBeInstanceOf(AnswerHeld);
  });

  test("is held when the judge fails", async () => {
    const judge: Judge = async (text) => (text.includes("two") ? Promise.reject(new Error(text)) : allow);
    const { pieces, error } = await collect(
      createModeration({ judge }).screen(answerOf(["One. two. three. "]).answer, question),
    );
    expect(pieces).toEqual(["One."]);
    expect((error as AnswerHeld).reason).toBe("judge failed");
    expect(String(error)).not.toContain("two.");
  });

  test("reads and judges ahead, but releases in order", async () => {
    const { judge, asked } = judgeByHand();
    const released = createModeration({ judge }).screen(
      answerOf(["One. ", "Two. ", "Three. "]).answer,
      question,
    );
    const iterator = released[Symbol.asyncIterator]();
    const first = iterator.next();
    await vi.waitFor(() => expect(asked.map((a) => a.text)).toEqual(["One.", " Two.", " Three."]));
    asked[1]?.decide(allow);
    asked[0]?.decide(allow);
    expect(await first).toEqual({ done: false, value: "One." });
    expect(await iterator.next()).toEqual({ done: false, value: " Two." });
    expect(asked[2]?.context).toMatchObject({ of: "answer", message: question, before: "One. Two." });
  });

  test("without sentence ends is judged in bounded windows", async () => {
    const lengths: number[] = [];
    const judge: Judge = async (text) => {
      lengths.push(text.length);
      return allow;
    };
    const text = "word ".repeat(3000);
    const { pieces } = await collect(createModeration({ judge }).screen(answerOf([text]).answer, question));
    expect(pieces.join("")).toBe(text);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1000);
  });

  test("is read only a little ahead of a slow reader", async () => {
    const { answer, seen } = answerOf(Array(1000).fill("More words. "));
    const iterator = createModeration({ judge: async () => allow })
      .screen(answer, question)
      [Symbol.asyncIterator]();
    await iterator.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen.read).toBeLessThan(10);
  });

  test("judges no more than a few sentences at the same time, even of one huge piece", async () => {
    const { judge, asked } = judgeByHand();
    const iterator = createModeration({ judge })
      .screen(answerOf(["So. ".repeat(5000)]).answer, question)
      [Symbol.asyncIterator]();
    const first = iterator.next();
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.length).toBeLessThanOrEqual(4);
    asked[0]?.decide(allow);
    expect((await first).value).toBe("So.");
  });

  test("stops the model when its reader leaves", async () => {
    const { answer, seen } = answerOf(Array(100).fill("More words. "));
    for await (const _ of createModeration({ judge: async () => allow }).screen(answer, question)) break;
    await vi.waitFor(() => expect(seen.stopped).toBe(true));
    expect(seen.read).toBeLessThan(10);
  });

  test("lets its reader leave while the model and the judge are silent, and tells both", async () => {
    const { judge, asked } = judgeByHand();
    const stopped = vi.fn();
    let pieces = ["One. Two. "];
    const silent: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          const [value] = pieces;
          pieces = [];
          return value === undefined ? new Promise(() => {}) : Promise.resolve({ done: false, value });
        },
        return: async () => {
          stopped();
          return { done: true, value: undefined };
        },
      }),
    };
    const iterator = createModeration({ judge }).screen(silent, question)[Symbol.asyncIterator]();
    const pending = iterator.next();
    await vi.waitFor(() => expect(asked.length).toBe(2));
    await iterator.return?.();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(stopped).toHaveBeenCalledOnce();
    expect(asked[0]?.context.signal.aborted).toBe(true);
  });

  test("stops the model also when its reader leaves before the first word", async () => {
    const stopped = vi.fn(async () => ({ done: true as const, value: undefined }));
    const source = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}), return: stopped }),
    };
    await createModeration({ judge: async () => allow })
      .screen(source, question)
      [Symbol.asyncIterator]()
      .return?.();
    expect(stopped).toHaveBeenCalledOnce();
  });

  test("that breaks off releases what was allowed, then passes the model's error on", async () => {
    const crash = new Error("crashed");
    const { pieces, error } = await collect(
      createModeration({ judge: async () => allow }).screen(
        answerOf(["One. ", "Tw"], crash).answer,
        question,
      ),
    );
    expect(pieces).toEqual(["One.", " Tw"]);
    expect(error).toBe(crash);
  });

  test("holds what it had written also when it breaks off", async () => {
    const { pieces, error } = await collect(
      createModeration({ judge: holdOn("fool") }).screen(
        answerOf(["One. ", "fool"], new Error("x")).answer,
        question,
      ),
    );
    expect(pieces).toEqual(["One."]);
    expect(error).toBeInstanceOf(AnswerHeld);
  });
});
