import { setTimeout as pause } from "node:timers/promises";

/** Shows where waiting questions stand, without taking requests away from answers. */
export interface StatusBoard {
  /** Shows the status of a question soon; one that waits to be shown is replaced. */
  show(question: string, work: () => Promise<void>): void;
  /** Its status does not matter any more. */
  drop(question: string): void;
  stop(): void;
}

/**
 * When a long queue moves, everybody's place in it changes at once: one edit each would use up what a platform takes
 * from a bot.
 *
 * @param everyMs between two statuses of all questions together
 */
export function createStatusBoard(everyMs: number, failed: (error: unknown) => void): StatusBoard {
  const waiting = new Map<string, () => Promise<void>>();
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
      const [question, work] = next.value;
      waiting.delete(question);
      await work().catch(failed);
      await pause(everyMs, undefined, { ref: false });
    }
    isRunning = false;
  }

  return {
    show(question, work) {
      waiting.set(question, work);
      if (!isRunning) void run();
    },
    drop(question) {
      waiting.delete(question);
    },
    stop() {
      waiting.clear();
    },
  };
}
