/**
 * The model's own process. llama.cpp runs here, so that a crash in native code costs one answer and not
 * Maru's connections. It gets no environment and no secrets, and speaks with Maru over Node's IPC channel alone.
 */
import { ModelError } from "../../../core/ports/index.ts";
import { FaultError } from "../../fault.ts";
import type { FromEngine, ToEngine, Usage } from "../protocol.ts";
import type { Engine } from "./engine.ts";
import { loadEngine } from "./load-engine.ts";
import { createPieceSender } from "./piece-sender.ts";

/** Only Maru ends this process: a Ctrl-C or a stop of the whole group must let it finish the answer first. */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
/** Maru closed the channel, or is gone, however it went. */
process.on("disconnect", () => process.exit(0));

const aborts = new Map<number, AbortController>();
/** Replies whose turn has not come. */
const waiting = new Set<number>();
let engine: Engine | undefined;
/** Replies are served one at a time: there is one sequence. */
let turn = Promise.resolve();

process.on("message", (message: ToEngine) => {
  switch (message.type) {
    case "load":
      void load(message);
      return;
    case "reply": {
      waiting.add(message.id);
      turn = turn.then(() => reply(message));
      return;
    }
    case "abort":
      abort(message.id);
      return;
    case "count":
      count(message.id, (ready) => ready.countTokens(message.texts));
      return;
    case "measure":
      count(message.id, (ready) => [ready.measure(message.turns)]);
      return;
    case "ping":
      send({ type: "pong" });
      return;
    default:
      message satisfies never;
  }
});

function send(message: FromEngine): void {
  process.send?.(message);
}

async function load({ settings, needBytes }: Extract<ToEngine, { type: "load" }>): Promise<void> {
  try {
    engine = await loadEngine(settings, needBytes, (progress) => send({ type: "progress", progress }));
    send({ type: "ready", name: engine.name, contextTokens: engine.contextTokens, parallel: 1 });
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    send({ type: "faulty", fault: error.fault });
  }
}

function abort(id: number): void {
  const reason = new ModelError("aborted", "the request was aborted");
  if (waiting.delete(id)) refuse(id, reason, { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 });
  else aborts.get(id)?.abort(reason);
}

async function reply({ id, turns, maxTokens }: Extract<ToEngine, { type: "reply" }>): Promise<void> {
  if (!waiting.delete(id)) return;
  const usage = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 } satisfies Usage;
  const controller = new AbortController();
  const { signal } = controller;
  aborts.set(id, controller);
  send({ type: "started", id });
  const pieces = createPieceSender(
    (text) => send({ type: "piece", id, text }),
    () => performance.now(),
  );
  try {
    const ending = await loaded().reply({ turns, maxTokens, signal, usage, onPiece: pieces.add });
    pieces.flush();
    send({ type: "done", id, usage, ending });
  } catch (error) {
    pieces.flush();
    refuse(id, error, usage);
  } finally {
    aborts.delete(id);
  }
}

function count(id: number, counts: (ready: Engine) => number[]): void {
  try {
    send({ type: "counted", id, counts: counts(loaded()) });
  } catch (error) {
    refuse(id, error);
  }
}

function refuse(id: number, error: unknown, usage?: Usage): void {
  const code = error instanceof ModelError ? error.code : "failed";
  const message = error instanceof Error ? error.message : String(error);
  send({ type: "refused", id, code, message, ...(usage ? { usage } : {}) });
}

function loaded(): Engine {
  if (!engine) throw new ModelError("unavailable", "the model is not loaded");
  return engine;
}
