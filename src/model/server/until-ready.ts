import { ModelError } from "../../core/ports/index.ts";
import type { Pool } from "./pool.ts";
import { cannotTake } from "./watch-servers.ts";

/** Resolves when a server answers. Rejects with a `ModelError`: `unavailable` or `aborted`. */
export async function untilReady(pool: Pool, signal: AbortSignal): Promise<void> {
  const stop = Promise.withResolvers<void>();
  const onAbort = () => stop.resolve();
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
    signal.removeEventListener("abort", onAbort);
  }
}
