import type { Message } from "../core/types.ts";

export interface ReplyGuess {
  /** The reply's place in the list of messages. */
  readonly at: number;
  /** How likely it answers, 0 to 1. */
  readonly likelihood: number;
}

/** How far ahead a reply is looked for: in messages of the thread, and of the channel outside threads. */
const maxThreadDistance = 20;
const maxChannelDistance = 40;
const maxMentionMs = 60 * 60_000;
const maxNextMs = 10 * 60_000;

/**
 * Guesses which of `messages` (of one place, oldest first) answer which, from the way people write: a reply stands in
 * the same thread, mentions who asked, or comes next. Likelihoods by bench/search-quality.ts.
 */
export function guessReplies(messages: readonly Message[]): (at: number) => Iterable<ReplyGuess> {
  const threads = new Map<string, number[]>();
  const rankInThread: number[] = [];
  for (const [at, message] of messages.entries()) {
    const thread = threads.get(message.thread) ?? [];
    rankInThread.push(thread.push(at) - 1);
    threads.set(message.thread, thread);
  }

  return function* (at) {
    const asked = messages[at] as Message;
    const askedMs = Date.parse(asked.sentAt);
    const rank = rankInThread[at] as number;
    const thread = threads.get(asked.thread)?.slice(rank + 1, rank + 1 + maxThreadDistance) ?? [];
    for (const [between, reply] of thread.entries()) {
      const byAsker = messages[reply]?.author.id === asked.author.id;
      yield { at: reply, likelihood: (byAsker ? 0.25 : 0.7) / (1 + 0.15 * between) };
    }
    // What is asked of Maru is answered by Maru: whoever writes next speaks of something else.
    if (asked.mentions.some(({ kind }) => kind === "self")) return;
    let others = 0;
    for (let i = at + 1; i < messages.length && i <= at + maxChannelDistance; i++) {
      const reply = messages[i] as Message;
      if (reply.author.id === asked.author.id || reply.thread === asked.thread) continue;
      const afterMs = Date.parse(reply.sentAt) - askedMs;
      others++;
      if (reply.mentions.some((mention) => mention.id === asked.author.id)) {
        if (afterMs <= maxMentionMs) yield { at: i, likelihood: 0.6 / (1 + 0.1 * (others - 1)) };
      } else if (others <= 3 && reply.startsThread && reply.mentions.length === 0 && afterMs <= maxNextMs) {
        yield { at: i, likelihood: 0.2 / others };
      }
    }
  };
}
