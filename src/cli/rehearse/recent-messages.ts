import type { Message } from "../../core/types.ts";

/** More than any policy shows of the messages before one. */
const KEPT = 50;
/** Conversations in which something was written lately; the one silent longest is forgotten. */
const MAX_CONVERSATIONS = 500;

/** The last messages of each conversation of a history, as far as it was read. */
interface RecentMessages {
  add(message: Message): void;
  /** Oldest first. */
  before(message: Message, count: number): readonly Message[];
}

export function createRecentMessages(): RecentMessages {
  const conversations = new Map<string, Message[]>();
  return {
    add(message) {
      const conversation = conversations.get(message.thread) ?? [];
      conversations.delete(message.thread);
      conversations.set(message.thread, conversation);
      conversation.push(message);
      if (conversation.length > KEPT) conversation.shift();
      if (conversations.size > MAX_CONVERSATIONS)
        conversations.delete(conversations.keys().next().value as string);
    },
    before({ id, thread }, count) {
      const conversation = conversations.get(thread) ?? [];
      const at = conversation.findLastIndex((each) => each.id === id);
      return conversation.slice(0, at < 0 ? undefined : at).slice(-count);
    },
  };
}
