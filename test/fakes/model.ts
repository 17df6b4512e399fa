import { EventEmitter, once } from "node:events";
import { type Model, ModelError, type ModelHealth, type ReplyOptions } from "../../src/core/ports/index.ts";
import type { ThreadId, Turn } from "../../src/core/types.ts";

/** What the fake model does with one request: pieces to stream, errors to throw, `"wait"` until `release()` is called, `"cut"` to end for its length. */
export type Script = readonly (string | "wait" | Error)[];

export interface FakeModel extends Model {
  /** Turns of each request, in order. */
  readonly requests: (readonly Turn[])[];
  /** What each request was to be besides: what it belongs to, whether anybody waits for it. */
  readonly options: Pick<ReplyOptions, "thread" | "urgency">[];
  /** Threads of which it was told to forget what it keeps, in order. */
  readonly forgotten: ThreadId[];
  /** How often it was told to forget all that it keeps. */
  forgottenAll: number;
  /** What the coming requests do, first come first served; after that, `always`. */
  readonly scripts: Script[];
  always: Script;
  state: ModelHealth;
  /** Lets one request go on that waits. */
  release(): void;
  /** Resolves when the nth request (from 1) has been made. */
  requested(nth: number): Promise<readonly Turn[]>;
}

/** A model whose every word the test decides. One token per word. */
export function fakeModel(always: Script = ["Sure, ", "here ", "you go."], contextTokens = 4_096): FakeModel {
  const events = new EventEmitter().setMaxListeners(0);
  const count = (text: string) => text.split(/\s+/).filter(Boolean).length;
  const TURN_TOKENS = 3;
  const model: FakeModel = {
    requests: [],
    options: [],
    forgotten: [],
    forgottenAll: 0,
    scripts: [],
    always,
    state: { state: "ready", name: "fake", contextTokens, parallel: 1, restarts: 0 },
    health: () => model.state,
    ready: async (signal) => {
      signal.throwIfAborted();
      if (model.state.state !== "ready") throw new ModelError("unavailable", "no model");
    },
    countTokens: async (texts) => texts.map(count),
    measure: async (turns) => turns.reduce((sum, turn) => sum + count(turn.text) + TURN_TOKENS, 0),
    async *reply(turns, { signal, onCut, thread, urgency }) {
      model.requests.push(turns);
      model.options.push({ ...(thread && { thread }), ...(urgency && { urgency }) });
      events.emit("request");
      for (const step of model.scripts.shift() ?? model.always) {
        if (signal.aborted) throw new ModelError("aborted", "aborted");
        if (step instanceof Error) throw step;
        if (step === "cut") {
          onCut?.();
          return;
        }
        if (step !== "wait") yield step;
        else
          await once(events, "release", { signal }).catch(() => {
            throw new ModelError("aborted", "aborted");
          });
      }
    },
    release: () => {
      events.emit("release");
    },
    requested: async (nth) => {
      while (model.requests.length < nth)
        await once(events, "request", { signal: AbortSignal.timeout(30_000) });
      return model.requests[nth - 1]!;
    },
    forget: async (thread) => {
      model.forgotten.push(thread);
    },
    forgetAll: async () => {
      model.forgottenAll += 1;
    },
    stop: async () => {},
  };
  return model;
}
