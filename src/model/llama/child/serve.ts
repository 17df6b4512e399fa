import { ModelError } from "../../../core/ports/index.ts";
import { FaultError } from "../../fault.ts";
import type { MemoryFacts } from "../../gguf/memory-need.ts";
import type { FromProcess, Loaded, ToProcess } from "../protocol.ts";

/** What a model's process does for Maru. */
export interface Service<Settings, Ask, Engine> {
  /** Loads the model; rejects with a `FaultError`. `onProgress` gets 0 to 1. */
  load(
    settings: Settings,
    file: MemoryFacts,
    onProgress: (progress: number) => void,
  ): Promise<Engine & Loaded>;
  /** Only called when the model is loaded. */
  take(engine: Engine, id: number, ask: Ask): void;
  abort(id: number): void;
  /** What is to be done before the process ends as Maru wishes; soon, or it is ended. */
  leave?(): Promise<void>;
}

/**
 * A model's own process. llama.cpp runs here, so that a crash in native code costs one answer and not
 * Maru's connections. It gets no environment and no secrets, and speaks with Maru over Node's IPC channel alone.
 * Returns what sends an answer.
 */
export function serve<Settings, Ask, Answer, Engine>(
  service: Service<Settings, Ask, Engine>,
): (id: number, answer: Answer) => void {
  let engine: Engine | undefined;

  /** Only Maru ends this process: a Ctrl-C or a stop of the whole group must let it finish its work first. */
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
  /** Maru is gone, and did not say so: what it would have had forgotten is not known here any more. */
  process.on("disconnect", () => process.exit(0));

  async function leave(): Promise<void> {
    await service.leave?.().catch(() => undefined);
    process.exit(0);
  }

  function send(message: FromProcess<Answer>): void {
    // Maru may be gone already while the rest is put in order.
    if (process.connected) process.send?.(message);
  }

  async function load(settings: Settings, file: MemoryFacts): Promise<void> {
    try {
      const loaded = await service.load(settings, file, (progress) => send({ type: "progress", progress }));
      engine = loaded;
      const { name, contextTokens, parallel, threads, gpuLayers, flashAttention, build } = loaded;
      send({ type: "ready", name, contextTokens, parallel, threads, gpuLayers, flashAttention, build });
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      send({ type: "faulty", fault: error.fault });
    }
  }

  process.on("message", (message: ToProcess<Settings, Ask>) => {
    switch (message.type) {
      case "load":
        void load(message.settings, message.file);
        return;
      case "ask":
        // Maru asks only what is ready.
        if (engine !== undefined) service.take(engine, message.id, message.ask);
        return;
      case "abort":
        service.abort(message.id);
        return;
      case "ping":
        send({ type: "pong" });
        return;
      case "leave":
        void leave();
        return;
      default:
        message satisfies never;
    }
  });

  return (id, answer) => send({ type: "answer", id, answer });
}

/** What is told of an error that a request ended with. */
export function refusal(error: unknown) {
  const code = error instanceof ModelError ? error.code : ("failed" as const);
  const message = error instanceof Error ? error.message : String(error);
  return { type: "refused", code, message } as const;
}

export function abortedByMaru(): ModelError {
  return new ModelError("aborted", "the request was aborted");
}
