import { ModelError } from "../../core/ports/index.ts";
import type { Pool } from "./pool.ts";
import { cannotTake } from "./watch-servers.ts";

const STAY_MS = 60_000;

/** Resolves when a server answers. Rejects with a `ModelError`: `unavailable` or `aborted`. */
export async function untilReady(pool: Pool, signal: AbortSignal): Promise<void> {
  const stop = Promise.withResolvers<void>();
  const onAbort = () => stop.resolve();
  // The looks at servers keep no process alive, but whoever waits for one does: a command has nothing else to stay for.
  const staying = setInterval(() => undefined, STAY_MS);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    while (true) {
      if (signal.aborted) throw new ModelError("aborted", "the request was aborted");
      const health = pool.health();
      if (health.state === "ready") return;
      if (health.state === "failed" || health.state === "absent") throw cannotTake(health);
      await Promise.race([pool.changed(), stop.promise]);
    }
  } finally {
    clearInterval(staying);
    signal.removeEventListener("abort", onAbort);
  }
}
