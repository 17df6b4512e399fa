import { ModelError, type ModelHealth } from "../../core/ports/index.ts";
import type { Supervisor } from "./supervisor.ts";

/** Resolves when the process can take requests. Rejects with a `ModelError`: `unavailable` or `aborted`. */
export async function untilReady<Ask>(supervisor: Supervisor<Ask>, signal: AbortSignal): Promise<void> {
  while (true) {
    if (signal.aborted) throw aborted();
    const health = supervisor.health();
    if (health.state === "ready") return;
    if (health.state === "failed" || health.state === "absent") throw cannotTake(health);
    await either(supervisor.changed(), signal);
  }
}

/** Throws a `ModelError` that says why, unless the process can take a request now. */
export function assertReady<Ask>(supervisor: Supervisor<Ask>): void {
  const health = supervisor.health();
  if (health.state !== "ready") throw cannotTake(health);
}

export function aborted(): ModelError {
  return new ModelError("aborted", "the request was aborted");
}

/** Why a request is refused in this state. After a crash, asking again may work. */
function cannotTake(health: Exclude<ModelHealth, { state: "ready" }>): ModelError {
  switch (health.state) {
    case "absent":
      return new ModelError("unavailable", health.hint);
    case "failed":
      return new ModelError("unavailable", `${health.problem} ${health.remedy}`);
    case "restarting":
      return new ModelError("crashed", "the model's process died and is being started again");
    case "loading":
      return new ModelError("unavailable", "the model is still being loaded");
    default:
      return health satisfies never;
  }
}

/** Waits for the promise or for the signal, whichever comes first. */
async function either(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([promise, stopped.promise]);
  signal.removeEventListener("abort", stop);
}
