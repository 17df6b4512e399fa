import { setTimeout as pause } from "node:timers/promises";
import type { Deliver } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { ChatEvent } from "../../src/core/types.ts";

/** Has the core store an event. Resolves to `false` when it could not, after several tries. */
export type StoreEvent = (event: ChatEvent) => Promise<boolean>;

/** @param parts.pausesMs between the tries */
export function createStoreEvent(parts: {
  readonly deliver: Deliver;
  readonly pausesMs: readonly number[];
  readonly log: Logger;
}): StoreEvent {
  const { deliver, pausesMs, log } = parts;

  return async (event) => {
    for (const pauseMs of pausesMs) {
      try {
        await deliver(event);
        return true;
      } catch (error) {
        log.warn({ event: event.id, err: error }, "discord event not stored");
        await pause(pauseMs);
      }
    }
    return deliver(event).then(
      () => true,
      (error: unknown) => {
        log.error({ event: event.id, err: error }, "discord event lost");
        return false;
      },
    );
  };
}
