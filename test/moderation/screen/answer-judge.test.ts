import { expect, test, vi } from "vitest";
import {
  type Guard,
  type GuardVerdict,
  ModelError,
  type Observation,
} from "../../../src/core/ports/index.ts";
import type { Message } from "../../../src/core/types.ts";
import type { Score } from "../../../src/moderation/router/index.ts";
import { createAnswerJudge } from "../../../src/moderation/screen/index.ts";
import { quietLog } from "../../core/stage.ts";

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
const allow = { action: "allow" };

/** A judge whose router sends "shady" on. Its guard answers as told. */
function judging(answer?: Guard["judge"], patienceMs = 10_000) {
  const observed: Observation[] = [];
  const router = {
    score: vi.fn(
      (text: string): Score => ({
        language: "en",
        look: /shady/.test(text) ? 0.9 : /odd/.test(text) ? 0.7 : 0.1,
        hate: 0,
        abuse: 0,
        threat: 0,
        labels: [],
      }),
    ),
  };
  const ask = vi.fn(answer);
  const judge = createAnswerJudge({
    router,
    thresholds: { en: 0.4, ko: 0.5 },
    ...(answer === undefined ? {} : { guard: { judge: ask } }),
    log: quietLog,
    observe: (observation) => observed.push(observation),
    patienceMs,
  });
  const say = (sentence: string, before = "", signal = new AbortController().signal) =>
    judge(sentence, { to: question, before, signal });
  return { say, router, ask, observed };
}

const verdict = (probability: number): GuardVerdict => ({
  probability,
  categories: probability < 0.5 ? [] : ["hate", "abuse"],
  codes: [],
  model: "guard",
});

test("a clear sentence is allowed at once, by one call to the router", () => {
  const { say, router, ask, observed } = judging(async () => verdict(1));
  expect(say("Hello there.", "Before.")).toEqual(allow);
  expect(router.score).toHaveBeenCalledOnce();
  expect(ask).not.toHaveBeenCalled();
  expect(observed).toEqual([{ type: "screened", outcome: "clear" }]);
});

test("what has no words asks nobody", () => {
  const { say, router } = judging();
  expect(say(" …\n")).toEqual(allow);
  expect(router.score).not.toHaveBeenCalled();
});

test("a sentence is scored together with the end of its paragraph", () => {
  const { say, router } = judging();
  void say(" They do.", `${"Far away. ".repeat(100)}\n\nThey should go.`);
  expect(router.score).toHaveBeenLastCalledWith("\nThey should go. They do.");
  void say("\n\nThey do.", "They should go.");
  expect(router.score).toHaveBeenLastCalledWith("\n\nThey do.");
  void say(" They do.", "word ".repeat(1_000));
  expect(router.score.mock.lastCall?.[0].length).toBeLessThan(220);
});

test("the guard decides about the others, and knows question and answer so far", async () => {
  const lenient = judging(async () => verdict(0.49));
  expect(await lenient.say(" shady.", "So far.")).toEqual(allow);
  expect(lenient.ask).toHaveBeenCalledWith(
    {
      of: "answer",
      text: " shady.",
      before: [
        { by: "person", text: "How?" },
        { by: "self", text: "So far." },
      ],
    },
    expect.any(AbortSignal),
  );
  expect(lenient.observed).toEqual([{ type: "screened", outcome: "allowed" }]);

  const strict = judging(async () => verdict(0.5));
  expect(await strict.say("shady.")).toEqual({ action: "hold", reason: "guard: hate" });
  expect(strict.observed).toEqual([{ type: "screened", outcome: "held", why: "hate" }]);
});

test.each(["unavailable", "crashed", "deadline", "overflow", "failed"] as const)(
  "what the guard cannot judge is held: %s",
  async (code) => {
    const { say, observed } = judging(() => Promise.reject(new ModelError(code, "shady")));
    expect(await say("shady.")).toEqual({ action: "hold", reason: `guard: ${code}` });
    expect(observed).toEqual([{ type: "screened", outcome: "held", why: code }]);
  },
);

test("where there is no guard, only what the router is sure of is held", async () => {
  const { say, observed } = judging();
  expect(await say("shady.")).toEqual({ action: "hold", reason: "guard: none" });
  expect(await say("odd.")).toEqual({ action: "allow" });
  expect(observed.map((one) => one.type === "screened" && one.outcome)).toEqual(["held", "clear"]);
});

test("with a guard that is broken and with one that never answers it is held, too", async () => {
  const broken = judging(() => {
    throw new Error("shady");
  });
  expect(await broken.say("shady.")).toEqual({ action: "hold", reason: "guard: failed" });
  const silent = judging(() => new Promise(() => {}), 1);
  expect(await silent.say("shady.")).toEqual({ action: "hold", reason: "guard: deadline" });
});

test("nobody is told of a verdict that nobody waits for", async () => {
  const { say, observed } = judging(() => new Promise(() => {}));
  const left = new AbortController();
  const verdict = say("shady.", "", left.signal);
  left.abort();
  expect(await verdict).toMatchObject({ action: "hold" });
  expect(observed).toEqual([]);
});
