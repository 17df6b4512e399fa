import type { Held } from "./held.ts";
import type { Logger, Moderation } from "./ports/index.ts";
import type { Message } from "./types.ts";

/** Whether moderation holds a message as it now stands. What it holds is remembered; what an `edit` made harmless, forgotten. */
export type IsHeld = (message: Message, edit: boolean) => Promise<boolean>;

export function createIsHeld(parts: {
  readonly moderation: Moderation;
  readonly held: Held;
  readonly log: Logger;
}): IsHeld {
  const { moderation, held, log } = parts;
  return async (message, edit) => {
    const verdict = await moderation.judge(message);
    if (verdict.action === "allow") {
      if (edit) await held.release(message.id);
      return false;
    }
    log.info({ message: message.id, reason: verdict.reason }, "message held");
    await held.add(message.id);
    return true;
  };
}
