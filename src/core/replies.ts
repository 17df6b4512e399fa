import { commandOf } from "./commands/index.ts";
import { insist } from "./insist.ts";
import type { KeptAboutPeople } from "./kept.ts";
import {
  type Audience,
  type ChatAdapter,
  type Logger,
  type Observe,
  PlatformError,
  type Reply,
} from "./ports/index.ts";
import { type ReplyWriter, writeReply } from "./reply-writer.ts";
import { audienceOf } from "./summarise/what-to-read.ts";
import { wishOfMessage } from "./summarise/wish-of-message.ts";
import type { Message, MessageId, ThreadId } from "./types.ts";

/** Maru's replies on all platforms. */
export interface Replies {
  adapterOf(id: ThreadId | MessageId): ChatAdapter;
  /** Opens the message's one reply and notes that there is one, save where nothing is to be kept; insists on it. */
  open(to: Message): Promise<ReplyWriter>;
  /** Posts Maru's own word as the whole reply, unless it was finished before. */
  say(to: Message, markdown: string, outcome: "command" | "notice"): Promise<void>;
  /** Puts another text in the place of a finished reply's; insists on it. `false`: it is not finished yet. */
  revise(to: Message, markdown: string): Promise<boolean>;
  /** The message that was replied to, without its text; nothing when that is too long ago. */
  questionOf(key: string): Promise<Message | undefined>;
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

  /** Who asks what is kept about them, or has a say in it, does not add to it by that. */
  function isAboutWhatIsKept(to: Message): boolean {
    const command = commandOf(to, parts.selfName);
    return command === "privacy" || command === "forget" || command === "optout" || command === "optin";
  }

  /** Where nobody else is, there is nothing to keep from others. */
  function audienceFor(to: Message): Audience {
    if (isAboutWhatIsKept(to)) return "author";
    const wanted = wishOfMessage(to, parts.selfName);
    if (!wanted || to.place.kind === "direct") return "all";
    return "wish" in wanted ? audienceOf(to, wanted.wish) : "all";
  }

  async function open(to: Message): Promise<ReplyWriter> {
    const audience = audienceFor(to);
    const reply: Reply = await insist(() => adapterOf(to.thread).openReply(to, audience));
    if (!isAboutWhatIsKept(to)) await kept.noteReply(to, audience);
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
    async revise(to, markdown) {
      const audience = (await kept.audienceOf(to.id)) ?? "all";
      return insist(async () => {
        const reply = await adapterOf(to.thread).openReply(to, audience);
        if (reply.finished) await reply.revise(markdown);
        return reply.finished;
      });
    },
    questionOf: (key) => kept.repliedTo(key as MessageId),
    async remove(to) {
      const question = await kept.repliedTo(to);
      if (!question) return;
      const audience = (await kept.audienceOf(to)) ?? "all";
      try {
        const reply = await insist(() => adapterOf(question.thread).openReply(question, audience));
        await writeReply(reply, log, observe, now).remove();
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
      }
    },
  };
}
