import {
  type Guard,
  type GuardQuestion,
  type GuardVerdict,
  type Logger,
  ModelError,
  type ModelHealth,
  type VerdictModel,
  type VerdictQuestion,
} from "../../core/ports/index.ts";
import { type GuardFile, usesOwnTemplate } from "./choose-format.ts";
import type { GuardFormat } from "./guard-format.ts";
import { guardPrompt } from "./guard-prompt.ts";
import { createJudging } from "./judge-question.ts";

export interface GuardSettings {
  /** Messages that may wait; more are turned away, so that those that wait are judged in time. */
  readonly backlog: number;
  /** How long judging one message may take, waiting included. */
  readonly deadlineMs: number;
}

interface GuardParts {
  readonly model: VerdictModel;
  readonly format: GuardFormat;
  readonly file: GuardFile;
  readonly settings: GuardSettings;
  readonly log: Logger;
  /** Monotonic ms. */
  readonly now: () => number;
}

/** One message under way. */
interface Job {
  readonly asked: GuardQuestion;
  readonly since: number;
  /** Aborted when nobody waits for its verdict any more. */
  readonly stop: AbortController;
  readonly resolve: (verdict: GuardVerdict) => void;
  readonly reject: (error: unknown) => void;
  /** Whether the model's process died under it before. */
  crashed: boolean;
}

/**
 * Messages are judged in the order in which they come, as many at a time as the model can. A message that the model's
 * process died under is judged once more by the next process; while that one starts, messages wait, within their deadline.
 */
export function createGuard({ model, format, file, settings, log, now }: GuardParts): Guard {
  const judge = createJudging({
    model,
    format,
    ownTemplate: usesOwnTemplate(format, file),
    identity: `${file.name} (${format.name}, ${file.fingerprint})`,
    log,
  });
  const waiting: Job[] = [];
  const running = new Set<Job>();
  const stopped = new AbortController();
  let shed = 0;
  let wasReady = false;
  let awaited = false;

  function health(): ModelHealth {
    const state = model.health();
    wasReady ||= state.state === "ready" || state.state === "restarting";
    return state;
  }

  /** Why a message is not even let in, if so. */
  function refusal(): ModelError | undefined {
    const state = health();
    switch (state.state) {
      case "absent":
        return new ModelError("unavailable", state.hint);
      case "failed":
        return new ModelError("unavailable", `${state.problem} ${state.remedy}`);
      case "loading":
        return wasReady ? undefined : new ModelError("unavailable", "the guard is still being loaded");
      case "restarting":
      case "ready":
        return undefined;
      default:
        return state satisfies never;
    }
  }

  function pump(): void {
    const state = health();
    if (state.state !== "ready") {
      if (waiting.length > 0) awaitReady();
      return;
    }
    while (running.size < state.parallel) {
      const job = waiting.shift();
      if (!job) return;
      void run(job);
    }
  }

  function awaitReady(): void {
    if (awaited) return;
    awaited = true;
    model
      .ready(stopped.signal)
      .finally(() => {
        awaited = false;
      })
      .then(pump, (error: unknown) => {
        for (const job of waiting.splice(0)) job.reject(error);
      });
  }

  async function run(job: Job): Promise<void> {
    running.add(job);
    try {
      job.resolve(await judge(job.asked, job.stop.signal));
    } catch (error) {
      const died = error instanceof ModelError && error.code === "crashed";
      if (died && !job.crashed && !job.stop.signal.aborted) {
        job.crashed = true;
        waiting.unshift(job);
      } else job.reject(error);
    } finally {
      running.delete(job);
      pump();
    }
  }

  model.ready(stopped.signal).then(health, () => undefined);
  return {
    health,
    load() {
      const since = [...waiting, ...running].map((job) => job.since);
      return {
        waiting: waiting.length,
        running: running.size,
        oldestMs: since.length === 0 ? 0 : now() - Math.min(...since),
        shed,
      };
    },
    async judge(asked, signal) {
      if (signal.aborted) throw aborted();
      const refused = refusal();
      if (refused) throw refused;
      if (waiting.length >= settings.backlog) {
        shed += 1;
        throw new ModelError("unavailable", `${waiting.length} messages wait for the guard already`);
      }
      const { promise, resolve, reject } = Promise.withResolvers<GuardVerdict>();
      const job: Job = { asked, since: now(), stop: new AbortController(), resolve, reject, crashed: false };
      function leave(error: ModelError): void {
        const place = waiting.indexOf(job);
        if (place >= 0) waiting.splice(place, 1);
        reject(error);
        job.stop.abort(error);
      }
      const onAbort = () => leave(aborted());
      const deadline = setTimeout(() => {
        leave(new ModelError("deadline", `the guard took longer than ${settings.deadlineMs} ms`));
      }, settings.deadlineMs);
      signal.addEventListener("abort", onAbort, { once: true });
      waiting.push(job);
      pump();
      try {
        return await promise;
      } finally {
        clearTimeout(deadline);
        signal.removeEventListener("abort", onAbort);
      }
    },
    async stop() {
      stopped.abort();
      const error = new ModelError("unavailable", "Maru is stopping");
      for (const job of [...waiting.splice(0), ...running]) {
        job.reject(error);
        job.stop.abort(error);
      }
      await model.stop();
    },
  };
}

/** What the model is prepared for: a message and an answer, as they will come. */
export function guardExamples(format: GuardFormat, file: GuardFile): readonly VerdictQuestion[] {
  const ownTemplate = usesOwnTemplate(format, file);
  return (["message", "answer"] as const).map((of) =>
    guardPrompt(format, ownTemplate, { of, text: "", before: [] }),
  );
}

function aborted(): ModelError {
  return new ModelError("aborted", "the request was aborted");
}
