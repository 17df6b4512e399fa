import { setTimeout as pause } from "node:timers/promises";
import type { Deliver } from "../core/ports/chat-adapter.ts";
import type { Logger } from "../core/ports/logger.ts";
import type { ChatEvent } from "../core/types.ts";

/** Has the core store events, with several tries each. */
export interface StoreEvent {
  /** Rejects with what the core rejected with at the last try. */
  (event: ChatEvent): Promise<void>;
  /** Resolves to `false` when it could not be stored. */
  orNot(event: ChatEvent): Promise<boolean>;
}

/**
 * @param parts.platform the adapter's name
 * @param parts.pausesMs between the tries
 */
export function createStoreEvent(parts: {
  readonly platform: string;
  readonly deliver: Deliver;
  readonly pausesMs: readonly number[];
  readonly log: Logger;
}): StoreEvent {
  const { platform, deliver, pausesMs, log } = parts;

  async function store(event: ChatEvent): Promise<void> {
    for (const pauseMs of pausesMs) {
      try {
        await deliver(event);
        return;
      } catch (error) {
        log.warn({ event: event.id, err: error }, `${platform} event not stored`);
        await pause(pauseMs);
      }
    }
    await deliver(event);
  }

  return Object.assign(store, {
    orNot: (event: ChatEvent) =>
      store(event).then(
        () => true,
        (error: unknown) => {
          log.error({ event: event.id, err: error }, `${platform} event lost`);
          return false;
        },
      ),
  });
}
