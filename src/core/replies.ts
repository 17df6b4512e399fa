import { commandOf } from "./commands/index.ts";
import { insist } from "./insist.ts";
import type { KeptAboutPeople } from "./kept.ts";
import { type ChatAdapter, type Logger, type Observe, PlatformError, type Reply } from "./ports/index.ts";
import { type ReplyWriter, writeReply } from "./reply-writer.ts";
import type { Message, MessageId, ThreadId } from "./types.ts";

/** Maru's replies on all platforms. */
export interface Replies {
  adapterOf(id: ThreadId | MessageId): ChatAdapter;
  /** Opens the message's one reply and notes that there is one, save where nothing is to be kept; insists on it. */
  open(to: Message): Promise<ReplyWriter>;
  /** Posts Maru's own word as the whole reply, unless it was finished before. */
  say(to: Message, markdown: string, outcome: "command" | "notice"): Promise<void>;
  /** Deletes the reply to the message, if there is one. */
  remove(to: MessageId): Promise<void>;
}

export function createReplies(parts: {
  readonly adapters: readonly ChatAdapter[];
  readonly kept: KeptAboutPeople;
  readonly selfName: string;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}): Replies {
  const { kept, log, observe, now } = parts;

  function adapterOf(id: string): ChatAdapter {
    const name = id.slice(0, id.indexOf(":"));
    const adapter = parts.adapters.find((candidate) => candidate.name === name);
    if (!adapter) throw new PlatformError("gone", `The platform "${name}" is not switched on.`);
    return adapter;
  }

  /** Who asks what is kept about them, or has it erased, does not add to it by that. */
  function isAboutWhatIsKept(to: Message): boolean {
    const command = commandOf(to, parts.selfName);
    return command === "privacy" || command === "forget";
  }

  async function open(to: Message): Promise<ReplyWriter> {
    const isPersonal = isAboutWhatIsKept(to);
    const audience = isPersonal ? "author" : "all";
    const reply: Reply = await insist(() => adapterOf(to.thread).openReply(to, audience));
    if (!isPersonal) await kept.noteReply(to);
    return writeReply(reply, log, observe, now);
  }

  return {
    adapterOf,
    open,
    async say(to, markdown, outcome) {
      const startedAt = now();
      const reply = await open(to);
      if (!reply.finished) await reply.finish(markdown, "notice");
      observe({ type: "answered", outcome, tookMs: now() - startedAt, pieces: 0 });
    },
    async remove(to) {
      const question = await kept.repliedTo(to);
      if (!question) return;
      try {
        await (await open(question)).remove();
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
      }
    },
  };
}
