import type { Logger } from "../core/ports/index.ts";
import type { Message } from "../core/types.ts";

/** The last `count` messages before this one in its thread or conversation, oldest first. */
export type ContextBefore = (message: Message, count: number) => Promise<readonly Message[]>;

/**
 * Reads what was said before a message, or nothing where the platform does not give it: a message is judged, and a report taken,
 * without its context rather than not at all.
 */
export function createContextBefore(read: ContextBefore, { log }: { readonly log: Logger }): ContextBefore {
  return async (message, count) => {
    if (count === 0) return [];
    try {
      return await read(message, count);
    } catch (error) {
      log.warn({ message: message.id, err: error }, "no context");
      return [];
    }
  };
}
