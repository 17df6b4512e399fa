import {
  type APIApplicationCommandInteraction,
  type APIUser,
  ChannelType,
  InteractionResponseType,
  MessageFlags,
} from "discord.js";
import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { Author, CommandName, ThreadId } from "../../src/core/types.ts";
import type { Acknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { type FirstAnswers, questionIn } from "./first-answers.ts";
import { madeAt, messageId, threadId } from "./ids.ts";
import type { MayAnswer } from "./may-answer.ts";
import type { PendingCommands } from "./pending-commands.ts";
import { lackingToAnswer, type NeededPermission, whereToGrant } from "./permissions.ts";
import type { Where } from "./places.ts";
import type { Replying } from "./replying.ts";
import { localeOf, words } from "./words.ts";

/**
 * Acknowledges a slash command and has it stored, and for `/ask` posted before; the core's answer comes later
 * (`command-replies.ts`). `where`: what is known of the place.
 */
export type TakeCommand = (
  used: APIApplicationCommandInteraction,
  user: APIUser,
  where: Where | undefined,
) => Promise<void>;

export function createTakeCommand(parts: {
  readonly api: Pick<Api, "say" | "fillIn">;
  readonly arrivals: Pick<Arrivals, "deliver" | "message">;
  readonly mayAnswer: MayAnswer;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly pending: Pick<PendingCommands, "set" | "drop">;
  readonly replying: Pick<Replying, "newestThread">;
  readonly firstAnswers: Pick<FirstAnswers, "take">;
  readonly acknowledge: Acknowledge;
  readonly commands: readonly CommandInfo[];
  /** The bot's name on Discord. */
  readonly selfName: string;
}): TakeCommand {
  const { api, arrivals, mayAnswer, asMessage, pending, replying, firstAnswers, acknowledge } = parts;

  return async (used, user, where) => {
    const { data, member } = used;
    const said = words[localeOf(used.locale) ?? "en"];
    const name = parts.commands.find((one) => one.name === data.name)?.name;
    // What is answered to the person alone needs no permission, and is answered everywhere: everybody may know what is
    // kept about them, and have it erased.
    if (!name || (name === "ask" && where && !(await mayAnswer(where, user.id, member?.roles)))) {
      await refuse(used, said.notHere);
      return;
    }
    const lacking = where && name !== "ask" ? undefined : lackingIn(used);
    if (lacking) {
      const home = where?.place.name ?? used.channel.name ?? "";
      await refuse(used, said.mayNot(home, lacking, whereToGrant(parts.selfName, home, lacking)));
    } else if (!where) await refuse(used, said.notHere);
    else if (name !== "ask") await give(used, name, asMessage.author(user, where.guild), where);
    else if (questionIn(data)?.trim() === "") await refuse(used, said.blank);
    else await ask(used, where);
  };

  async function refuse(used: APIApplicationCommandInteraction, content: string): Promise<void> {
    const first = await acknowledge(used, {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { content, flags: MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds },
    });
    if (first === "before") await api.fillIn(used.application_id, used.token, content);
  }

  /** Posts the question where everybody sees it; from there on it is a message like any other. */
  async function ask({ id, token, data }: APIApplicationCommandInteraction, where: Where): Promise<void> {
    const question = questionIn(data);
    if (question === undefined || !firstAnswers.take(id)) return;
    // Its MESSAGE_CREATE says the same, under the same id.
    const posted = await unless(["alreadyAcknowledged"], api.say(id, token, question));
    if (posted) await arrivals.message(posted, where);
  }

  /** Has the core carry out a command whose answer only the person sees: a conversation with Maru alone, wherever it was begun. */
  async function give(
    used: APIApplicationCommandInteraction,
    command: Exclude<CommandName, "ask">,
    author: Author,
    where: Where,
  ): Promise<void> {
    const { id, token, application_id: application } = used;
    const first = await acknowledge(used, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    });
    if (first !== "too late") await pending.set(id, { token, application });
    const stored = await arrivals.deliver({
      type: "message",
      id: `discord:interaction/${id}`,
      message: {
        id: messageId(where.channel, id),
        thread: threadOf(where, author),
        startsThread: false,
        place: { ...where.place, kind: "direct" },
        author,
        text: "",
        mentions: [],
        command,
        sentAt: new Date(madeAt(id)).toISOString(),
        link: `https://discord.com/channels/${where.guild ?? "@me"}/${where.channel}`,
      },
    });
    if (stored || first === "too late") return;
    await api.fillIn(application, token, words[author.locale ?? "en"].notStored);
    await pending.drop(id);
  }

  /** In a channel, where no thread is meant, the one in which Maru is answering the person. */
  function threadOf(where: Where, author: Author): ThreadId {
    if (where.kind !== "channel") return threadId(where.home, where.channel);
    return replying.newestThread(where.place.id, author.id) ?? threadId(where.home, where.channel);
  }
}

/** What Maru lacks to answer where the command was given, as Discord says in it. */
function lackingIn(used: APIApplicationCommandInteraction): NeededPermission | undefined {
  const { guild_id: guild, app_permissions: granted, channel } = used;
  return guild === undefined ? undefined : lackingToAnswer(BigInt(granted), THREADS.has(channel.type));
}

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);
