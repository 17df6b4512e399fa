import type { CaseId } from "../../core/types.ts";
import { pauseAfter } from "./pauses.ts";

/** Works that failed and are tried again later, by case. */
interface Retries {
  /** So many tries failed in a row. */
  tries(id: CaseId): number;
  /** Another one failed: `again` is called after a pause. */
  failed(id: CaseId, again: () => void): void;
  succeeded(id: CaseId): void;
  /** Nothing is tried again any more. */
  stop(): void;
}

export function createRetries(): Retries {
  const failing = new Map<CaseId, { tries: number; timer: NodeJS.Timeout }>();
  let isStopped = false;
  return {
    tries: (id) => failing.get(id)?.tries ?? 0,
    failed(id, again) {
      const known = failing.get(id);
      clearTimeout(known?.timer);
      if (isStopped) return;
      const tries = (known?.tries ?? 0) + 1;
      failing.set(id, { tries, timer: setTimeout(again, pauseAfter(tries)) });
    },
    succeeded(id) {
      clearTimeout(failing.get(id)?.timer);
      failing.delete(id);
    },
    stop() {
      isStopped = true;
      for (const { timer } of failing.values()) clearTimeout(timer);
    },
  };
}
