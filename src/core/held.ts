import type { Store } from "./ports/index.ts";
import type { Message, MessageId } from "./types.ts";

const KEEP_MS = 90 * 24 * 60 * 60 * 1000;
/** Messages looked up at a time. */
const BATCH = 100;

/** Messages that moderation holds: nobody is shown them by Maru, neither quoted nor through the model. */
export interface Held {
  add(message: MessageId): Promise<void>;
  /** An edit made it harmless. */
  release(message: MessageId): Promise<void>;
  /** The messages without those held, in order. */
  without(messages: AsyncIterable<Message>): AsyncIterable<Message>;
}

export function createHeld(store: Store): Held {
  const records = store.records<true>("core/held");

  async function* without(messages: AsyncIterable<Message>): AsyncGenerator<Message> {
    const batch: Message[] = [];
    const flush = async () => {
      const taken = batch.splice(0);
      const held = taken.length > 0 ? await records.getMany<true>(taken.map(({ id }) => id)) : [];
      return taken.filter((_, index) => held[index] !== true);
    };
    for await (const message of messages) {
      batch.push(message);
      if (batch.length >= BATCH) yield* await flush();
    }
    yield* await flush();
  }

  return {
    async add(message) {
      await records.set(message, true, KEEP_MS);
    },
    async release(message) {
      await records.delete(message);
    },
    without,
  };
}
