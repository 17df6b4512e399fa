import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { AnswerHeld } from "../../../src/core/ports/index.ts";
import type { Message, Verdict } from "../../../src/core/types.ts";
import { createScreen } from "../../../src/moderation/screen/index.ts";
import type { AnswerJudge, SpokenContext } from "../../../src/moderation/screen/judge.ts";

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
  (word: string): AnswerJudge =>
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
  const asked: { text: string; context: SpokenContext; decide: (verdict: Verdict) => void }[] = [];
  const judge: AnswerJudge = (text, context) =>
    new Promise((decide) => asked.push({ text, context, decide }));
  return { judge, asked };
}

/** Screens an answer to the question by a judge alone. */
const screen = (judge: AnswerJudge, answer: AsyncIterable<string>) =>
  createScreen({ judge, links: { allow: [] } })(answer, { to: question, sources: [] });

test("without a judge words pass on as soon as they are whole", async () => {
  const { answer } = answerOf(["Hel", "lo wor", "ld"]);
  const released = createScreen({ links: { allow: [] } })(answer, { to: question, sources: [] });
  expect(await collect(released)).toEqual({ pieces: ["Hello ", "world"], error: undefined });
});

test("without a judge an answer that breaks off keeps its last word", async () => {
  const crash = new Error("crashed");
  const { answer } = answerOf(["Hel", "lo wor"], crash);
  const released = createScreen({ links: { allow: [] } })(answer, { to: question, sources: [] });
  expect(await collect(released)).toEqual({ pieces: ["Hello ", "wor"], error: crash });
});

describe("a screened answer", () => {
  test("is released sentence by sentence and adds up to what the model wrote", async () => {
    const { answer } = answerOf(["Hel", "lo. Wor", "ld!\n\n```\na. b", "\n```\n", "끝났", "다. "]);
    const { pieces, error } = await collect(screen(async () => allow, answer));
    expect(pieces).toEqual(["Hello.", " World!", "\n\n```\na. b\n", "```\n끝났다.", " "]);
    expect(error).toBeUndefined();
  });

  test("adds up to the original for any text, any chunks and any pace of the judge", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(
          fc.oneof(
            fc.stringMatching(/^[\p{L} !?]*$/u),
            fc.constantFrom("Hello. ", "\n", "\n```\n", "끝났다. "),
          ),
          { maxLength: 30 },
        ),
        async (scheduler, chunks) => {
          const judge: AnswerJudge = async () => scheduler.schedule(Promise.resolve(allow));
          const released = collect(screen(judge, answerOf(chunks).answer));
          const { pieces, error } = await scheduler.waitFor(released);
          expect(error).toBeUndefined();
          expect(pieces.join("")).toBe(chunks.join(""));
        },
      ),
    );
  });

  test("stops before the first sentence that is held, and so does the model", async () => {
    const { answer, seen } = answerOf(["Good. ", "Also good. ", "You fool. ", ...Array(100).fill("More. ")]);
    const { pieces, error } = await collect(screen(holdOn("fool"), answer));
    expect(pieces).toEqual(["Good.", " Also good."]);
    expect(error).toBeInstanceOf(AnswerHeld);
    expect((error as AnswerHeld).reason).toBe("insult");
    await vi.waitFor(() => expect(seen.stopped).toBe(true));
    expect(seen.read).toBeLessThan(20);
  });

  test("is held at the very end too", async () => {
    const { pieces, error } = await collect(screen(holdOn("fool"), answerOf(["Good. ", "You fool"]).answer));
    expect(pieces).toEqual(["Good."]);
    expect(error).toBeInstanceOf(AnswerHeld);
  });

  test("is held when the judge fails", async () => {
    const judge: AnswerJudge = async (text) =>
      text.includes("two") ? Promise.reject(new Error(text)) : allow;
    const { pieces, error } = await collect(screen(judge, answerOf(["One. two. three. "]).answer));
    expect(pieces).toEqual(["One."]);
    expect((error as AnswerHeld).reason).toBe("judge failed");
    expect(String(error)).not.toContain("two.");
  });

  test("reads and judges ahead, but releases in order", async () => {
    const { judge, asked } = judgeByHand();
    const released = screen(judge, answerOf(["One. ", "Two. ", "Three. "]).answer);
    const iterator = released[Symbol.asyncIterator]();
    const first = iterator.next();
    await vi.waitFor(() => expect(asked.map((a) => a.text)).toEqual(["One.", " Two.", " Three."]));
    asked[1]?.decide(allow);
    asked[0]?.decide(allow);
    expect(await first).toEqual({ done: false, value: "One." });
    expect(await iterator.next()).toEqual({ done: false, value: " Two." });
    expect(asked[2]?.context).toMatchObject({ to: question, before: "One. Two." });
  });

  test("without sentence ends is judged in bounded windows", async () => {
    const lengths: number[] = [];
    const judge: AnswerJudge = async (text) => {
      lengths.push(text.length);
      return allow;
    };
    const text = "word ".repeat(3000);
    const { pieces } = await collect(screen(judge, answerOf([text]).answer));
    expect(pieces.join("")).toBe(text);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1000);
  });

  test("is read only a little ahead of a slow reader", async () => {
    const { answer, seen } = answerOf(Array(1000).fill("More words. "));
    const iterator = screen(async () => allow, answer)[Symbol.asyncIterator]();
    await iterator.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen.read).toBeLessThan(10);
  });

  test("judges no more than a few sentences at the same time, even of one huge piece", async () => {
    const { judge, asked } = judgeByHand();
    const iterator = screen(judge, answerOf(["So. ".repeat(5000)]).answer)[Symbol.asyncIterator]();
    const first = iterator.next();
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.length).toBeLessThanOrEqual(4);
    asked[0]?.decide(allow);
    expect((await first).value).toBe("So.");
  });

  test("stops the model when its reader leaves", async () => {
    const { answer, seen } = answerOf(Array(100).fill("More words. "));
    for await (const _ of screen(async () => allow, answer)) break;
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
    const iterator = screen(judge, silent)[Symbol.asyncIterator]();
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
    await screen(async () => allow, source)
      [Symbol.asyncIterator]()
      .return?.();
    expect(stopped).toHaveBeenCalledOnce();
  });

  test("that breaks off releases what was allowed, then passes the model's error on", async () => {
    const crash = new Error("crashed");
    const { pieces, error } = await collect(
      screen(async () => allow, answerOf(["One. ", "Tw"], crash).answer),
    );
    expect(pieces).toEqual(["One.", " Tw"]);
    expect(error).toBe(crash);
  });

  test("holds what it had written also when it breaks off", async () => {
    const { pieces, error } = await collect(
      screen(holdOn("fool"), answerOf(["One. ", "fool"], new Error("x")).answer),
    );
    expect(pieces).toEqual(["One."]);
    expect(error).toBeInstanceOf(AnswerHeld);
  });
});
