import { EventEmitter, once } from "node:events";
import type { Deliver } from "../../src/core/ports/index.ts";
import type { ChatEvent } from "../../src/core/types.ts";

/** Stands where the core is: takes events from an adapter, and refuses them when told to. */
export class FakeCore {
  /** Events taken, in order; an event that was delivered twice stands here once. */
  readonly events: ChatEvent[] = [];
  /** Ids of all deliveries that were taken, repeated ones too. */
  readonly deliveries: string[] = [];
  /** Thrown by each delivery while it is set. */
  refusing: Error | undefined;
  /** Awaited by each delivery before it is taken. */
  holding: Promise<void> | undefined;
  /** Deliveries that have begun. */
  begun = 0;
  readonly #changes = new EventEmitter().setMaxListeners(0);

  readonly deliver: Deliver = async (event) => {
    this.begun += 1;
    await this.holding;
    if (this.refusing) throw this.refusing;
    this.deliveries.push(event.id);
    if (!this.events.some(({ id }) => id === event.id)) this.events.push(JSON.parse(JSON.stringify(event)));
    this.#changes.emit("change");
  };

  /** The first event of the type that satisfies the condition, as soon as there is one. */
  async until<Type extends ChatEvent["type"]>(
    type: Type,
    condition: (event: Extract<ChatEvent, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<ChatEvent, { type: Type }>> {
    for (;;) {
      const event = this.events.find(
        (candidate): candidate is Extract<ChatEvent, { type: Type }> =>
          candidate.type === type && condition(candidate as Extract<ChatEvent, { type: Type }>),
      );
      if (event) return event;
      await once(this.#changes, "change", { signal: AbortSignal.timeout(10_000) });
    }
  }
}
