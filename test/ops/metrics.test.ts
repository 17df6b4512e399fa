import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Observation } from "../../src/core/ports/observer.ts";
import { createMetrics } from "../../src/ops/index.ts";

/** One of every kind, and the lines it must show up as. */
const cases: readonly (readonly [Observation, ...string[]])[] = [
  [
    { type: "event", event: "message", outcome: "duplicate" },
    'maru_events_total{event="message",outcome="duplicate"} 1',
  ],
  [{ type: "ignored", reason: "bot" }, 'maru_ignored_total{reason="bot"} 1'],
  [{ type: "queue", waiting: 3, running: 2 }, "maru_queue_waiting 3", "maru_queue_running 2"],
  [
    { type: "requested", overheadMs: 0.4 },
    'maru_request_overhead_seconds_bucket{le="0.00025"} 0',
    'maru_request_overhead_seconds_bucket{le="0.0005"} 1',
  ],
  [{ type: "first-piece", afterMs: 1500 }, "maru_first_piece_seconds_sum 1.5"],
  [{ type: "posted", afterMs: 2 }, "maru_post_overhead_seconds_sum 0.002"],
  [
    { type: "answered", outcome: "model", tookMs: 3000, pieces: 40 },
    'maru_answer_seconds_sum{outcome="model"} 3',
    'maru_answer_seconds_count{outcome="model"} 1',
    "maru_answer_pieces_total 40",
  ],
  [{ type: "feedback", rating: "up" }, 'maru_feedback_total{rating="up"} 1'],
  [{ type: "feedback", rating: null }, 'maru_feedback_total{rating="none"} 1'],
  [
    { type: "routed", route: "guard", language: "ko", labels: ["hate", "threat"], tookMs: 0.03 },
    'maru_moderation_routed_total{route="guard",language="ko"} 1',
    'maru_moderation_labels_total{label="hate"} 1',
    'maru_moderation_labels_total{label="threat"} 1',
    'maru_moderation_routing_seconds_bucket{le="0.000025"} 0',
    'maru_moderation_routing_seconds_bucket{le="0.00005"} 1',
  ],
  [
    { type: "case-opened", source: "report", mode: "active" },
    'maru_moderation_cases_total{source="report",mode="active"} 1',
  ],
  [
    { type: "case-decided", move: "dismiss", tookMs: 600_000 },
    'maru_moderation_decision_seconds_bucket{le="300",move="dismiss"} 0',
    'maru_moderation_decision_seconds_bucket{le="900",move="dismiss"} 1',
  ],
  [
    { type: "case-action", step: "remove", outcome: "failed" },
    'maru_moderation_actions_total{step="remove",outcome="failed"} 1',
  ],
  [{ type: "model-restarted" }, "maru_model_restarts_total 1"],
  [
    {
      type: "model-reply",
      promptTokens: 100,
      evaluatedTokens: 60,
      writtenTokens: 21,
      firstTokenMs: 500,
      tookMs: 2500,
    },
    "maru_model_prompt_tokens_total 100",
    "maru_model_evaluated_tokens_total 60",
    "maru_model_written_tokens_total 21",
    "maru_model_first_token_seconds_sum 0.5",
    // 20 tokens after the first one, in 2 seconds
    "maru_model_tokens_per_second_sum 10",
  ],
  [
    { type: "model-reply", promptTokens: 5, evaluatedTokens: 5, writtenTokens: 0, tookMs: 10 },
    "maru_model_first_token_seconds_count 0",
    "maru_model_tokens_per_second_count 0",
  ],
  [
    {
      type: "model-reply",
      promptTokens: 5,
      evaluatedTokens: 5,
      writtenTokens: 1,
      firstTokenMs: 10,
      tookMs: 10,
    },
    "maru_model_first_token_seconds_count 1",
    "maru_model_tokens_per_second_count 0",
  ],
];

test.each(cases.map(([observation, ...lines]) => ({ observation, lines })))(
  "$observation is counted",
  async ({ observation, lines }) => {
    const metrics = createMetrics();
    metrics.observe(observation);
    const text = await (await metrics.expose()).text();
    expect(text.split("\n")).toEqual(expect.arrayContaining(lines));
  },
);

test("the answer is in Prometheus' format, with the process's own metrics", async () => {
  const response = await createMetrics().expose();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  expect(text).toContain("process_resident_memory_bytes");
  expect(text).toContain("nodejs_eventloop_lag_seconds");
});

test("two Marus in one process count apart", async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.observe({ type: "model-restarted" });
  expect(await (await other.expose()).text()).toContain("maru_model_restarts_total 0");
});

test("docs/operations.md lists every metric of Maru's", async () => {
  const text = await (await createMetrics().expose()).text();
  const names = [...text.matchAll(/^# TYPE (maru_\w+)/gm)].map(([, name]) => name ?? "");
  const docs = readFileSync(join(import.meta.dirname, "..", "..", "docs", "operations.md"), "utf8");
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
});
