import { isGivenToMaru } from "../commands/is-given-to-maru.ts";
import type { Held } from "../held.ts";
import type { ChatAdapter } from "../ports/index.ts";
import type { Message, MessageId, SummaryScope } from "../types.ts";

/** What is to be read. */
export interface Sources {
  readonly scope: SummaryScope;
  /** Only messages sent at this time (Unix ms) or later, and before `untilMs`. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Only from this message on. */
  readonly from?: MessageId;
  /** Only so many, the newest. */
  readonly last?: number;
  /** The message that asks for it, which says nothing of its own. */
  readonly without?: MessageId;
}

export interface ReadSources {
  /** In the order of writing; the platform's own words among them, marked as such. */
  readonly messages: readonly Message[];
  /** So many older ones were too many to read. */
  readonly dropped: number;
  /** Whether `from` was found; true where there is none. */
  readonly found: boolean;
}

/** So many messages are held in memory and read at most: the newest. About 10 MB. */
export const MOST_MESSAGES = 10_000;

/** Reads a conversation as it may be summarised: without what moderation holds, and without what was wanted of Maru. */
export async function readSources(
  { scope, sinceMs, untilMs, from, last, without }: Sources,
  parts: { readonly adapter: Pick<ChatAdapter, "history">; readonly held: Held; readonly selfName: string },
): Promise<ReadSources> {
  const range = {
    notices: true,
    ...(sinceMs === undefined ? {} : { since: new Date(sinceMs).toISOString() }),
  };
  let found = from === undefined;
  const past = parts.adapter.history(scope, range);

  async function* wanted(): AsyncGenerator<Message> {
    for await (const message of past) {
      found ||= message.id === from;
      if (!found || message.id === without) continue;
      if (untilMs !== undefined && Date.parse(message.sentAt) >= untilMs) continue;
      if (!isGivenToMaru(message, parts.selfName)) yield message;
    }
  }

  const most = Math.min(last ?? MOST_MESSAGES, MOST_MESSAGES);
  const messages: Message[] = [];
  let dropped = 0;
  for await (const message of parts.held.without(wanted())) {
    messages.push(message);
    // In blocks, since taking the first from a long list takes long.
    if (messages.length < 2 * most) continue;
    dropped += messages.length - most;
    messages.splice(0, messages.length - most);
  }
  dropped += Math.max(0, messages.length - most);
  return { messages: messages.slice(-most), dropped: last === undefined ? dropped : 0, found };
}
