import {
  type APIApplicationCommandInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  MessageFlags,
  MessageType,
} from "discord.js";
import type { Author, CommandName, Message, ThreadId } from "../../src/core/types.ts";
import type { Acknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import type { Arrivals } from "./arrivals.ts";
import type { CommandReplies } from "./command-replies.ts";
import { madeAt, messageId, threadId } from "./ids.ts";
import type { PendingCommands } from "./pending-commands.ts";
import type { Where } from "./places.ts";
import type { Replying } from "./replying.ts";
import { wishInWords } from "./summary-commands.ts";
import { words } from "./words.ts";

/** A command whose answer only the person sees. */
type PrivateCommand = Exclude<CommandName, "ask">;

/** Has the core carry out a command whose answer only the person sees: a conversation with Maru alone, wherever it was begun. */
export type GiveCommand = (
  used: APIApplicationCommandInteraction,
  command: PrivateCommand,
  author: Author,
  where: Where,
) => Promise<void>;

export function createGiveCommand(parts: {
  readonly api: Pick<Api, "fillIn">;
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly pending: Pick<PendingCommands, "set" | "drop">;
  readonly replying: Pick<Replying, "newestThread">;
  readonly commandReplies: Pick<CommandReplies, "newestThread">;
  readonly acknowledge: Acknowledge;
}): GiveCommand {
  const { api, arrivals, pending, replying, commandReplies, acknowledge } = parts;

  return async (used, command, author, where) => {
    const { id, token, application_id: application } = used;
    const first = await acknowledge(used, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    });
    if (first !== "too late") await pending.set(id, { token, application });
    const isForSummary = command === "summarise" || command === "catchup";
    const stored = await arrivals.deliver({
      type: "message",
      id: `discord:interaction/${id}`,
      message: {
        id: messageId(where.channel, id),
        // A summary for one person neither waits for others' questions in the thread, nor do they for it.
        thread: isForSummary ? threadId(where.home, id) : threadOf(where, author),
        startsThread: false,
        place: { ...where.place, kind: "direct" },
        author,
        text: isForSummary ? wishInWords(used.data, author.locale ?? "en") : "",
        mentions: [],
        command,
        ...(isForSummary ? { summaryOf: summaryOf(used, command, where) } : {}),
        sentAt: new Date(madeAt(id)).toISOString(),
        link: `https://discord.com/channels/${where.guild ?? "@me"}/${where.channel}`,
      },
    });
    if (stored || first === "too late") return;
    await api.fillIn(application, token, words[author.locale ?? "en"].notStored);
    await pending.drop(id);
  };

  /** In a channel, where no thread is meant, the one in which Maru is answering the person. */
  function threadOf(where: Where, author: Author): ThreadId {
    if (where.kind !== "channel") return threadId(where.home, where.channel);
    return (
      replying.newestThread(where.place.id, author.id) ??
      commandReplies.newestThread(where.place.id, author.id) ??
      threadId(where.home, where.channel)
    );
  }
}

/**
 * What is to be summarised: the thread where it was asked for, or the channel; from a message on, the thread that was started from it, if
 * there is one. What somebody missed, they missed in the whole channel.
 */
function summaryOf(
  { data }: APIApplicationCommandInteraction,
  command: PrivateCommand,
  where: Where,
): NonNullable<Message["summaryOf"]> {
  const whole = { place: where.place.id };
  const isThread = where.kind === "thread";
  const here = isThread ? { thread: threadId(where.home, where.channel) } : whole;
  const target =
    data.type === ApplicationCommandType.Message ? data.resolved.messages[data.target_id] : undefined;
  if (!target) return { scope: command === "catchup" ? whole : here };
  // What a thread begins with there is only a reference to the message that it was started from.
  const isReference = isThread && target.type === MessageType.ThreadStarterMessage;
  const id = isReference ? where.channel : target.id;
  const from = {
    id: messageId(isReference ? where.home : where.channel, id),
    sentAt: new Date(madeAt(id)).toISOString(),
  };
  const hasThread = ((target.flags ?? 0) & MessageFlags.HasThread) !== 0 || target.thread !== undefined;
  const isStarter = where.kind === "channel" && hasThread;
  return { scope: isStarter ? { thread: threadId(where.home, id) } : here, from };
}
