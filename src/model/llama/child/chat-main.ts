/** The process of a chat model: replies are served one at a time, since there is one sequence. */
import type { ChatAnswer, ChatAsk, Usage } from "../chat-protocol.ts";
import type { LlamaSettings } from "../settings.ts";
import type { Engine } from "./engine.ts";
import { loadEngine } from "./load-engine.ts";
import { createPieceSender } from "./piece-sender.ts";
import { abortedByMaru, refusal, serve } from "./serve.ts";

const aborts = new Map<number, AbortController>();
/** Replies whose turn has not come. */
const waiting = new Set<number>();
let turn = Promise.resolve();

const send = serve<LlamaSettings & { readonly section: string }, ChatAsk, ChatAnswer, Engine>({
  load: loadEngine,
  take(engine, id, ask) {
    switch (ask.type) {
      case "reply":
        waiting.add(id);
        turn = turn.then(() => reply(engine, id, ask));
        return;
      case "count":
        count(id, () => engine.countTokens(ask.texts));
        return;
      case "measure":
        count(id, () => [engine.measure(ask.turns)]);
        return;
      default:
        ask satisfies never;
    }
  },
  abort(id) {
    if (waiting.delete(id)) {
      const usage = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 };
      send(id, { ...refusal(abortedByMaru()), usage });
    } else aborts.get(id)?.abort(abortedByMaru());
  },
});

async function reply(
  engine: Engine,
  id: number,
  { type: _, ...request }: Extract<ChatAsk, { type: "reply" }>,
): Promise<void> {
  if (!waiting.delete(id)) return;
  const usage = { promptTokens: 0, evaluatedTokens: 0, writtenTokens: 0 } satisfies Usage;
  const controller = new AbortController();
  const { signal } = controller;
  aborts.set(id, controller);
  send(id, { type: "started" });
  const pieces = createPieceSender(
    (text) => send(id, { type: "piece", text }),
    () => performance.now(),
  );
  try {
    const ending = await engine.reply({ ...request, signal, usage, onPiece: pieces.add });
    pieces.flush();
    send(id, { type: "done", usage, ending });
  } catch (error) {
    pieces.flush();
    send(id, { ...refusal(error), usage });
  } finally {
    aborts.delete(id);
  }
}

function count(id: number, counts: () => number[]): void {
  try {
    send(id, { type: "counted", counts: counts() });
  } catch (error) {
    send(id, refusal(error));
  }
}
