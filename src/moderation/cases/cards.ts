import type { CaseId } from "../../core/types.ts";
import { MAX_TRIES } from "./pauses.ts";
import { createRetries } from "./retries.ts";

/** The cards that moderators see on a platform. Each is brought up to date by one call at a time, and the newest state wins. */
export interface Cards {
  /** The case changed: its card is to show it. */
  changed(id: CaseId): void;
  /** Whether its card may show less than the case as it stands. */
  isBehind(id: CaseId): boolean;
  /** Cards that could not be shown so far. */
  failing(): number;
  /** Shows nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * @param parts.show shows a case as it stands; rejects when it could not be shown: it is then tried again
 * @param parts.shown its card is up to date, or given up
 * @param parts.isNeedless whether nobody is to look at it any more: its card is given up after some tries, others never are
 */
export function createCards(parts: {
  readonly show: (id: CaseId) => Promise<void>;
  readonly shown: (id: CaseId) => Promise<void>;
  readonly isNeedless: (id: CaseId) => Promise<boolean>;
  readonly failed: (id: CaseId, tries: number, error: unknown) => void;
}): Cards {
  const retries = createRetries();
  /** What is being shown, and whether it changed meanwhile. */
  const underWay = new Map<CaseId, { changed: boolean; readonly ended: Promise<void> }>();
  const failing = new Set<CaseId>();
  let isStopped = false;

  async function bringUpToDate(id: CaseId): Promise<void> {
    try {
      do {
        underWay.get(id)!.changed = false;
        await parts.show(id);
      } while (underWay.get(id)!.changed && !isStopped);
    } catch (error) {
      const wasLastTry =
        retries.tries(id) + 1 >= MAX_TRIES && (await parts.isNeedless(id).catch(() => false));
      const isNews = underWay.get(id)!.changed;
      underWay.delete(id);
      if (!wasLastTry || isNews) return tryAgain(id, error);
    }
    underWay.delete(id);
    failing.delete(id);
    retries.succeeded(id);
    // It may change from here on, and be shown anew meanwhile.
    await parts.shown(id).catch((error: unknown) => tryAgain(id, error));
  }

  function tryAgain(id: CaseId, error: unknown): void {
    failing.add(id);
    retries.failed(id, () => changed(id));
    parts.failed(id, retries.tries(id), error);
  }

  function changed(id: CaseId): void {
    if (isStopped) return;
    const running = underWay.get(id);
    if (running) {
      running.changed = true;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    underWay.set(id, { changed: false, ended: promise });
    void bringUpToDate(id).finally(resolve);
  }

  return {
    changed,
    isBehind: (id) => underWay.has(id) || failing.has(id),
    failing: () => failing.size,
    async stop() {
      isStopped = true;
      retries.stop();
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
    },
  };
}
