import type { Message } from "./types.ts";

/** How a message concerns Maru. `overheard`: not at all, it is only there to be read. */
export type Addressed = "direct" | "mention" | "thread" | "overheard";

/** Begins with a name that the platform does not know, or no longer: still somebody else's. */
const CALLS_SOMEBODY = /^\s*@[\p{L}\p{N}]/u;

/**
 * Whether a message is for Maru to answer: in a direct place always; elsewhere when it names Maru, replies to
 * Maru, or continues a thread of Maru's without turning to somebody else.
 *
 * @param ownThread whether the message's thread is one that Maru was asked to open
 */
export function addressed(message: Message, ownThread: boolean): Addressed {
  if (message.place.kind === "direct") return "direct";
  if (message.command !== undefined || message.repliesToSelf) return "mention";
  if (message.mentions.some((mention) => mention.kind === "self")) return "mention";
  if (ownThread && message.mentions.length === 0 && !CALLS_SOMEBODY.test(message.text)) return "thread";
  return "overheard";
}
