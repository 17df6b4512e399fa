import type { Clock } from "./clock.ts";

/** What somebody who waits for an answer of their own is told meanwhile. Slack takes only a few such words. */
export interface WaitingWord {
  /** Says it, if it is time for a word. */
  show(text: string): void;
}

/** The first word comes at once; each of the others so long after the one before. */
const PAUSES_MS = [0, 20_000, 90_000] as const;

/** @param say not called again before it has ended */
export function createWaitingWord(
  clock: Pick<Clock, "now">,
  say: (text: string) => Promise<void>,
): WaitingWord {
  let said = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  let isBusy = false;
  let last = "";
  return {
    show(text) {
      const pauseMs = PAUSES_MS[said];
      if (isBusy || text === last || pauseMs === undefined || clock.now() - saidAt < pauseMs) return;
      said += 1;
      saidAt = clock.now();
      last = text;
      isBusy = true;
      void say(text).finally(() => {
        isBusy = false;
      });
    },
  };
}
