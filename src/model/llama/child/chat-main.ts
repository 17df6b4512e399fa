/** The process of a chat model. */
import type { ChatAnswer, ChatAsk, ChatProcessSettings, Usage } from "../chat-protocol.ts";
import type { Engine } from "./engine.ts";
import { loadEngine } from "./load-engine.ts";
import { createPieceSender } from "./piece-sender.ts";
import { abortedByMaru, refusal, serve } from "./serve.ts";

// What llama.cpp writes to files holds people's words.
process.umask(0o077);

/** How long requests may take to let go when the process is to end. */
const LET_GO_MS = 3000;

const aborts = new Map<number, AbortController>();
const replies = new Set<Promise<void>>();
let running: Engine | undefined;

const send = serve<ChatProcessSettings, ChatAsk, ChatAnswer, Engine>({
  async load(settings, file, onProgress) {
    const engine = await loadEngine(settings, file, onProgress);
    running = engine;
    return engine;
  },
  take(engine, id, ask) {
    switch (ask.type) {
      case "reply":
        begin(reply(engine, id, ask));
        return;
      case "count":
        count(id, () => engine.countTokens(ask.texts));
        return;
      case "measure":
        count(id, () => [engine.measure(ask.turns)]);
        return;
      case "forget":
        void forget(id, engine.forget(ask.thread));
        return;
      case "forget-all":
        void forget(id, engine.forgetAll());
        return;
      default:
        ask satisfies never;
    }
  },
  abort: (id) => aborts.get(id)?.abort(abortedByMaru()),
  async leave() {
    for (const controller of aborts.values()) controller.abort(abortedByMaru());
    await Promise.race([Promise.all(replies), new Promise((resolve) => setTimeout(resolve, LET_GO_MS))]);
    await running?.leave();
  },
});

function begin(replying: Promise<void>): void {
  replies.add(replying);
  void replying.then(() => replies.delete(replying));
}

async function reply(
  engine: Engine,
  id: number,
  { type: _, ...request }: Extract<ChatAsk, { type: "reply" }>,
): Promise<void> {
  const usage = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 } satisfies Usage;
  const controller = new AbortController();
  const { signal } = controller;
  aborts.set(id, controller);
  const pieces = createPieceSender(
    (text) => send(id, { type: "piece", text }),
    () => performance.now(),
  );
  try {
    const ending = await engine.reply({
      ...request,
      signal,
      usage,
      onStart: () => send(id, { type: "started" }),
      onPiece: pieces.add,
    });
    pieces.flush();
    send(id, { type: "done", usage, ending });
  } catch (error) {
    pieces.flush();
    send(id, { ...refusal(error), usage });
  } finally {
    aborts.delete(id);
  }
}

async function forget(id: number, forgetting: Promise<void>): Promise<void> {
  try {
    await forgetting;
    send(id, { type: "forgotten" });
  } catch (error) {
    send(id, refusal(error));
  }
}

function count(id: number, counts: () => number[]): void {
  try {
    send(id, { type: "counted", counts: counts() });
  } catch (error) {
    send(id, refusal(error));
  }
}
