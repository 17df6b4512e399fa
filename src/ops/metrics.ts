import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Observation, Observe } from "../core/ports/observer.ts";

export interface Metrics {
  /** Counts what the core and the model tell. Never throws. */
  readonly observe: Observe;
  /** The answer to GET /metrics, in Prometheus' text format. */
  expose(): Promise<Response>;
}

/** Maru's own work: from far below to far above the one millisecond it is meant to stay under. */
const OVERHEAD_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1];
/** The router's budget is some 50 microseconds; a message may be very long. */
const ROUTING_BUCKETS = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.01, 0.1, 1];
/** What people wait for: a model on a small machine can take minutes. */
const WAITING_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300];
/** What waits for people: from a minute to a week. */
const DECISION_BUCKETS = [60, 300, 900, 3600, 4 * 3600, 12 * 3600, 86_400, 3 * 86_400, 7 * 86_400];
/** From an 8B model on two cores to a small one on a graphics card. */
const SPEED_BUCKETS = [1, 2, 5, 10, 15, 20, 30, 40, 60, 80, 120, 200, 400];

/** Prometheus metrics in a registry of their own, with those of the process. No label holds an id or a name. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ) => new Histogram({ name, help, buckets, labelNames, registers });

  const events = counter("maru_events_total", "Events that platforms delivered.", ["event", "outcome"]);
  const ignored = counter("maru_ignored_total", "Messages that were none of Maru's business.", ["reason"]);
  const waiting = gauge("maru_queue_waiting", "Questions that wait for their turn.");
  const running = gauge("maru_queue_running", "Questions that are being answered.");
  const requested = histogram(
    "maru_request_overhead_seconds",
    "From an event's arrival to the model's request, without the time spent waiting in the queue.",
    OVERHEAD_BUCKETS,
  );
  const firstPiece = histogram(
    "maru_first_piece_seconds",
    "From the start of an answer to its first piece.",
    WAITING_BUCKETS,
  );
  const posted = histogram(
    "maru_post_overhead_seconds",
    "From a piece of the model to the call that posts it.",
    OVERHEAD_BUCKETS,
  );
  const answered = histogram(
    "maru_answer_seconds",
    "How long answers took from their turn on.",
    WAITING_BUCKETS,
    ["outcome"],
  );
  const pieces = counter("maru_answer_pieces_total", "Pieces that the model streamed into answers.");
  const feedback = counter("maru_feedback_total", "Ratings of answers; none: taken back.", ["rating"]);
  const routed = counter(
    "maru_moderation_routed_total",
    "Messages that the router scored; guard: worth a second look.",
    ["route", "language"],
  );
  const labelled = counter(
    "maru_moderation_labels_total",
    "Messages by what the router says they may hold.",
    ["label"],
  );
  const routing = histogram("maru_moderation_routing_seconds", "Scoring of one message.", ROUTING_BUCKETS);
  const guarded = histogram(
    "maru_moderation_guard_seconds",
    "From asking the guard about a message to its verdict, or to why there is none.",
    WAITING_BUCKETS,
    ["outcome"],
  );
  const guardWaiting = gauge("maru_moderation_guard_waiting", "Messages that wait for the guard.");
  const guardOldest = gauge(
    "maru_moderation_guard_oldest_seconds",
    "How long the oldest message that the guard has not judged has been there, as of its last verdict.",
  );
  const guardShed = gauge(
    "maru_moderation_guard_shed",
    "Messages that people judge without the guard because too many waited, since the start.",
  );
  const screened = counter(
    "maru_moderation_screened_total",
    "Sentences of Maru's own answers; clear: by the router alone, allowed: by the guard; why: of held ones.",
    ["outcome", "why"],
  );
  const casesOpened = counter("maru_moderation_cases_total", "Cases that were opened, by why.", [
    "source",
    "mode",
  ]);
  const decisions = histogram(
    "maru_moderation_decision_seconds",
    "From the opening of a case to a person's decision; of an appeal, from the appeal.",
    DECISION_BUCKETS,
    ["move"],
  );
  const caseActions = counter(
    "maru_moderation_actions_total",
    "What was done on platforms because of cases, was taken back, or could not be.",
    ["step", "outcome"],
  );
  const restarts = counter(
    "maru_model_restarts_total",
    "Times that the model's process died and was started again.",
  );
  const promptTokens = counter("maru_model_prompt_tokens_total", "Tokens of all prompts.");
  const evaluatedTokens = counter(
    "maru_model_evaluated_tokens_total",
    "Tokens of prompts that had to be evaluated; the others were cached.",
  );
  const writtenTokens = counter("maru_model_written_tokens_total", "Tokens that the model wrote.");
  const firstToken = histogram(
    "maru_model_first_token_seconds",
    "From a request to the model to its first token.",
    WAITING_BUCKETS,
  );
  const tokensPerSecond = histogram(
    "maru_model_tokens_per_second",
    "Speed of writing after the first token, one value for each request.",
    SPEED_BUCKETS,
  );

  function observe(observation: Observation): void {
    switch (observation.type) {
      case "event":
        events.inc({ event: observation.event, outcome: observation.outcome });
        return;
      case "ignored":
        ignored.inc({ reason: observation.reason });
        return;
      case "queue":
        waiting.set(observation.waiting);
        running.set(observation.running);
        return;
      case "requested":
        requested.observe(observation.overheadMs / 1000);
        return;
      case "first-piece":
        firstPiece.observe(observation.afterMs / 1000);
        return;
      case "posted":
        posted.observe(observation.afterMs / 1000);
        return;
      case "answered":
        answered.observe({ outcome: observation.outcome }, observation.tookMs / 1000);
        pieces.inc(observation.pieces);
        return;
      case "feedback":
        feedback.inc({ rating: observation.rating ?? "none" });
        return;
      case "routed":
        routed.inc({ route: observation.route, language: observation.language });
        for (const label of observation.labels) labelled.inc({ label });
        routing.observe(observation.tookMs / 1000);
        return;
      case "guarded":
        guarded.observe({ outcome: observation.outcome }, observation.tookMs / 1000);
        guardWaiting.set(observation.waiting);
        guardOldest.set(observation.oldestMs / 1000);
        guardShed.set(observation.shed);
        return;
      case "screened":
        screened.inc({ outcome: observation.outcome, why: observation.why ?? "" });
        return;
      case "case-opened":
        casesOpened.inc({ source: observation.source, mode: observation.mode });
        return;
      case "case-decided":
        decisions.observe({ move: observation.move }, observation.tookMs / 1000);
        return;
      case "case-action":
        caseActions.inc({ step: observation.step, outcome: observation.outcome });
        return;
      case "model-restarted":
        restarts.inc();
        return;
      case "model-reply": {
        const { firstTokenMs, tookMs } = observation;
        promptTokens.inc(observation.promptTokens);
        evaluatedTokens.inc(observation.evaluatedTokens);
        writtenTokens.inc(observation.writtenTokens);
        if (firstTokenMs === undefined) return;
        firstToken.observe(firstTokenMs / 1000);
        // The first token belongs to the prompt's time; the others were written in the rest of it.
        const writingMs = tookMs - firstTokenMs;
        if (writingMs > 0 && observation.writtenTokens > 1) {
          tokensPerSecond.observe((observation.writtenTokens - 1) / (writingMs / 1000));
        }
        return;
      }
      default:
        observation satisfies never;
    }
  }

  return {
    observe,
    expose: async () =>
      new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } }),
  };
}
