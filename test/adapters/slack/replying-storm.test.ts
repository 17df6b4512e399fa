import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Message } from "../../../src/core/types.ts";
import { openReplier, type Replier } from "./replier.ts";

/** As the core does, which also tries again what it could not open. */
async function insist<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (tries === 12) throw error;
      await pause(2);
    }
  }
}

const answerTo = (question: Message) =>
  Array.from({ length: 40 }, (_, at) => `${question.text}-${at}${at % 9 === 8 ? ".\n\n" : ""}`).join(" ");

/** Answers like the core, up to a share of the text; then the run is taken to have died. */
async function answer(world: Replier, question: Message, upTo: number): Promise<void> {
  const text = answerTo(question);
  const reply = await insist(() => world.replying.open(question));
  if (reply.finished) return;
  await reply.status({ state: "thinking" });
  for (let length = 60; length < text.length * upTo; length += 60) {
    await reply.update(text.slice(0, length)).catch(() => {});
    await pause(1);
  }
  if (upTo === 1) await insist(() => reply.finish(text, "answer"));
}

test.for([1, 2, 3, 4])(
  "whatever requests and answers get lost, each question has its whole answer once (%i)",
  async (seed) => {
    await using world = await openReplier({ seed });
    world.slack.web.kinds = [500, 503, "lost answer", "lost request"];
    world.slack.web.share = 0.15;
    const roots = Array.from({ length: 12 }, (_, at) => world.ask(`q${at}`));
    const followUps = roots.map((thread, at) => world.ask(`f${at}`, { thread }));
    // Some are cut off in the middle by a crash, and taken up by the next run.
    const half = [...roots, ...followUps].filter((_, at) => at % 2 === 0);
    await Promise.all(half.map((question) => answer(world, question, 0.5)));
    world.crash();
    for (const questions of [roots, followUps])
      await Promise.all(questions.map((question) => answer(world, question, 1)));
    world.slack.web.share = 0;
    for (const [at, root] of roots.entries()) {
      const expected = [root, followUps[at]!].map((question) => answerTo(question).trim());
      expect(world.shown(root).toSorted()).toEqual(expected.toSorted());
      expect(world.own(root).map(({ streaming }) => streaming)).not.toContain("in_progress");
    }
    expect(world.slack.web.injected).toBeGreaterThan(20);
    world.forgiven.push("chat.update");
  },
);

test("many answers at once keep to Slack's rate limits, and each is whole", async () => {
  await using world = await openReplier({ rateLimits: "real" }, { appendEveryMs: 100, updateEveryMs: 200 });
  const halls = Array.from({ length: 10 }, (_, at) =>
    world.slack.addChannel(`hall-${at}`, { members: [world.ann] }),
  );
  const questions = Array.from({ length: 40 }, (_, at) => world.ask(`q${at}`, { channel: halls[at % 10]! }));
  await Promise.all(questions.map((question) => answer(world, question, 1)));
  for (const question of questions) expect(world.shown(question)).toEqual([answerTo(question).trim()]);
  const limited = world.slack.requests.filter(({ status }) => status === 429);
  expect(limited.map(({ method }) => method)).not.toContain("chat.startStream");
  expect(limited.length).toBeLessThan(questions.length);
});
