import { setTimeout as pause } from "node:timers/promises";
import { fakeModel } from "../test/fakes/model.ts";
import { type ChatPlatform, withMaru } from "./chat-platform.ts";
import { median, quantile, type Row } from "./row.ts";

const QUESTIONS = 60;

/** What an adapter adds to short answers. In ms, one for each question. */
export interface Latencies {
  /** From the message's event to the request at the model. */
  readonly requested: readonly number[];
  /** From the model's first piece to the first words that people see. */
  readonly visible: readonly number[];
  /** Requests to the platform for one answer from its question to its end, all together and on average. */
  readonly requests: number;
}

/** Asks one question after the other. */
export const measureLatencies = (platform: ChatPlatform): Promise<Latencies> => {
  const requested: number[] = [];
  const visible: number[] = [];
  let requestedAt = 0;
  let pieceAt = 0;
  const model = fakeModel();
  model.reply = async function* () {
    requestedAt = performance.now();
    await pause(5);
    pieceAt = performance.now();
    yield "First ";
    await pause(60);
    yield "and last.";
  };
  return withMaru(platform, model, async () => {
    const before = platform.requests.length;
    for (let count = 0; count < QUESTIONS; count++) {
      const saidAt = performance.now();
      const asked = platform.ask(`question ${count}?`);
      await platform.until(() => asked.shown()[0]?.startsWith("First"), "the first word");
      visible.push(performance.now() - pieceAt);
      requested.push(requestedAt - saidAt);
      await platform.until(() => asked.isOver(), "the end");
    }
    return { requested, visible, requests: (platform.requests.length - before) / QUESTIONS };
  });
};

/** A row of the median of such times. */
export const latencyRow = (what: string, values: readonly number[], aimMs: number): Row => ({
  what: `${what} (median of ${values.length}; p99 ${quantile(values, 0.99).toFixed(0)} ms)`,
  aim: `≤ ${aimMs} ms`,
  measured: `${median(values).toFixed(1)} ms`,
  met: median(values) <= aimMs,
});
