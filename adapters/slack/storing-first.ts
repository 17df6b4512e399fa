import type { App, Receiver, ReceiverEvent } from "@slack/bolt";

/** Takes in what Slack sends, before it is acknowledged. Rejects when it could not be stored. `attempt`: 0 is the first. */
export type TakeIn = (body: unknown, attempt: number) => Promise<void>;

/** A receiver of Bolt's that lets an event be stored first. */
export interface StoringFirst extends Receiver {
  /** Takes nothing new, which Slack then delivers again later; resolves when all that is under way has been acknowledged. */
  finish(): Promise<void>;
}

/** Slack waits 3 s, and delivers again what was not acknowledged by then (docs: apis/events-api#responding). */
const ACKNOWLEDGE_MS = 2_900;

/**
 * Bolt acknowledges events before its listeners run, so that a crash after that would lose them: here they are stored
 * before Bolt sees them.
 */
export function storingFirst(
  receiver: Receiver,
  { takeIn, now }: { readonly takeIn: TakeIn; readonly now: () => number },
): StoringFirst {
  const underWay = new Set<Promise<void>>();
  let isFinishing = false;

  async function process(app: App, event: ReceiverEvent): Promise<void> {
    const since = now();
    await takeIn(event.body, event.retryNum ?? 0);
    // Stored, but not in time: it comes again, and is known then.
    const isInTime = () => now() - since < ACKNOWLEDGE_MS;
    if (!isInTime()) return;
    await app.processEvent({
      ...event,
      ack: async (response) => {
        if (isInTime()) await event.ack(response);
      },
    });
  }

  return {
    init(app) {
      const standIn: Pick<App, "processEvent"> = {
        processEvent(event) {
          if (isFinishing) return Promise.reject(new Error("Maru is stopping."));
          const work = process(app, event);
          const over = work.catch(() => {}).finally(() => underWay.delete(over));
          underWay.add(over);
          return work;
        },
      };
      receiver.init(standIn as App);
    },
    start: (...args: Parameters<Receiver["start"]>) => receiver.start(...args),
    stop: () => receiver.stop(),
    async finish() {
      isFinishing = true;
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
