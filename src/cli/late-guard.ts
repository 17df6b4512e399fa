import { type Guard, ModelError } from "../core/ports/index.ts";

/** A guard that begins to load when it is told to; until then it says that it is being loaded, and judges nothing. */
export interface LateGuard extends Guard {
  /** Idempotent; nothing after `stop`. */
  begin(): void;
}

/** @param make makes the guard, which loads from then on */
export function createLateGuard(make: () => Guard): LateGuard {
  let guard: Guard | undefined;
  let stopped = false;
  return {
    begin() {
      if (!stopped) guard ??= make();
    },
    health: () => guard?.health() ?? { state: "loading" },
    load: () => guard?.load() ?? { waiting: 0, running: 0, oldestMs: 0, shed: 0 },
    async judge(asked, signal) {
      if (!guard) throw new ModelError("unavailable", "the guard is still being loaded");
      return guard.judge(asked, signal);
    },
    async stop() {
      stopped = true;
      await guard?.stop();
    },
  };
}
