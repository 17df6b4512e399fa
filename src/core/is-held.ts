import type { Held } from "./held.ts";
import type { Logger, Moderation } from "./ports/index.ts";
import type { Arrival } from "./question.ts";
import type { Message } from "./types.ts";

/**
 * Whether moderation holds a message as it now stands. What it holds is remembered; what an edit made harmless, forgotten. The
 * arrival is not done before moderation is, which may take longer than to say whether the message is held.
 */
export type IsHeld = (message: Message, arrival: Arrival) => Promise<boolean>;

export function createIsHeld(parts: {
  readonly moderation: Pick<Moderation, "judge">;
  readonly held: Held;
  readonly log: Logger;
}): IsHeld {
  const { moderation, held, log } = parts;
  return async (message, arrival) => {
    const { verdict, settled } = moderation.judge(message, { edited: arrival.event.type === "edited" });
    settled.catch(() => {}); // Whoever deals with the arrival sees it.
    arrival.settling.push(settled);
    const known = await verdict;
    if (known.action === "allow") {
      if (arrival.event.type === "edited" || arrival.replayed) await held.release(message.id);
      return false;
    }
    log.info({ message: message.id, reason: known.reason }, "message held");
    await held.add(message.id);
    return true;
  };
}
