import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { LogFields, Observation } from "../../src/core/ports/index.ts";
import type { Message } from "../../src/core/types.ts";
import { createRouting } from "../../src/moderation/index.ts";
import { createRouter, readWeights } from "../../src/moderation/router/index.ts";
import type { Thresholds } from "../../src/moderation/thresholds.ts";
import { silentLog } from "../store/silent-log.ts";

const bytes = readFileSync(new URL("../../models/router/router.bin", import.meta.url));
const router = createRouter(readWeights(bytes));

const message: Message = {
  id: "web:1",
  thread: "web:general/1",
  startsThread: true,
  place: { id: "web:general", name: "general", kind: "channel" },
  author: { id: "web:ann", name: "Ann", kind: "person" },
  text: "I will kill all of them, they are vermin",
  mentions: [],
  sentAt: "2025-01-01T00:00:00.000Z",
  link: "/m/1",
};

function routing(route: Thresholds["route"] = async () => ({ route: "guard", threshold: 0.4 })) {
  const observed: Observation[] = [];
  const logged: [level: string, fields: LogFields, event: string][] = [];
  let pauses = 0;
  const log = {
    ...silentLog,
    debug: (fields: LogFields, event: string) => void logged.push(["debug", fields, event]),
    error: (fields: LogFields, event: string) => void logged.push(["error", fields, event]),
  };
  const made = createRouting({
    router,
    thresholds: { route, save: async () => {} },
    log,
    observe: (observation) => observed.push(observation),
    now: () => performance.now(),
    pause: async () => {
      pauses++;
    },
  });
  return { ...made, observed, logged, pauses: () => pauses };
}

test("a message is scored, routed by its place, counted, and logged by its id alone", async () => {
  const asked: unknown[] = [];
  const { route, observed, logged } = routing(async (...args) => {
    asked.push(args);
    return { route: "over-budget", threshold: 0.4 };
  });
  const routed = await route(message);
  const score = router.score(message.text);
  expect(routed).toEqual({ score, route: "over-budget", threshold: 0.4 });
  expect(asked).toEqual([[message.place, "en", score.look]]);
  expect(observed).toEqual([
    {
      type: "routed",
      route: "over-budget",
      language: "en",
      labels: score.labels,
      tookMs: expect.any(Number),
    },
  ]);
  expect(logged).toEqual([
    [
      "debug",
      { message: "web:1", route: "over-budget", score: Math.round(score.look * 1000) / 1000 },
      "message routed",
    ],
  ]);
});

test.each([
  ["a bot", { author: { ...message.author, kind: "bot" } }],
  ["nothing", { text: " \n" }],
  ["a message without words", { text: "... ?!\u200b\0" }],
] as const)("%s is not scored", async (_, change) => {
  const { route, observed } = routing();
  expect(await route({ ...message, ...change })).toBeUndefined();
  expect(observed).toEqual([]);
});

test("a long message is scored with pauses, and like any other", async () => {
  const { route, pauses } = routing();
  const text = `${"It was a fine day. ".repeat(20_000)}${message.text}`;
  const routed = await route({ ...message, text });
  expect(pauses()).toBeGreaterThan(3);
  expect(routed?.score).toEqual(router.score(text));
});

test("what goes wrong is logged without words, and the message passes", async () => {
  const { logged, ...made } = routing(() => Promise.reject(new Error("store is gone")));
  expect(await made.route(message)).toBeUndefined();
  expect(logged).toEqual([
    [
      "error",
      { message: "web:1", err: expect.objectContaining({ message: "store is gone" }) },
      "message not routed",
    ],
  ]);
});
