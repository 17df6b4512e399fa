import {
  type APIApplicationCommandInteraction,
  type APIUser,
  ApplicationCommandType,
  ChannelType,
  InteractionResponseType,
  MessageFlags,
} from "discord.js";
import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName } from "../../src/core/types.ts";
import type { Acknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { type FirstAnswers, questionIn } from "./first-answers.ts";
import type { GiveCommand } from "./give-command.ts";
import { locate } from "./locate.ts";
import type { MayAnswer } from "./may-answer.ts";
import {
  lackingToAnswer,
  missingFrom,
  type NeededPermission,
  neededPermissions,
  whereToGrant,
} from "./permissions.ts";
import type { Where } from "./places.ts";
import { isShared, isSummariseMenu, linkIn, sharedWish } from "./summary-commands.ts";
import { localeOf, words } from "./words.ts";

/**
 * Acknowledges a command and has it stored, and posted before, where everybody is to see it; the core's answer comes later
 * (`command-replies.ts`). `where`: what is known of the place.
 */
export type TakeCommand = (
  used: APIApplicationCommandInteraction,
  user: APIUser,
  where: Where | undefined,
) => Promise<void>;

export function createTakeCommand(parts: {
  readonly api: Pick<Api, "say" | "fillIn">;
  readonly arrivals: Pick<Arrivals, "message">;
  readonly mayAnswer: MayAnswer;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly firstAnswers: Pick<FirstAnswers, "take">;
  readonly acknowledge: Acknowledge;
  readonly give: GiveCommand;
  readonly commands: readonly CommandInfo[];
  /** Whether Maru may read what does not mention it. */
  readonly readsContent: boolean;
  /** The bot's name on Discord. */
  readonly selfName: string;
}): TakeCommand {
  const { api, arrivals, mayAnswer, asMessage, firstAnswers, acknowledge, give } = parts;

  return async (used, user, where) => {
    const { data, member } = used;
    const locale = localeOf(used.locale) ?? "en";
    const said = words[locale];
    const name = nameOf(used);
    // What is answered to the person alone needs no permission, and is answered everywhere: everybody may know what is
    // kept about them, and have it erased. But a summary is of what is said there.
    const isSummary = name === "summarise" || name === "catchup";
    if (
      !name ||
      ((name === "ask" || isSummary) && where && !(await mayAnswer(where, user.id, member?.roles)))
    ) {
      await refuse(used, said.notHere);
      return;
    }
    const isPosted = name === "ask" || (name === "summarise" && isShared(data) && where?.kind !== "direct");
    const lacking = lackingIn(used, isPosted || !where, isSummary);
    if (lacking) {
      const home = where?.place.name ?? used.channel.name ?? "";
      await refuse(used, said.mayNot(home, lacking, whereToGrant(parts.selfName, home, lacking)));
    } else if (!where) await refuse(used, said.notHere);
    else if (isSummary && !parts.readsContent && where.kind !== "direct")
      await refuse(used, said.cannotSummarise);
    else if (questionIn(data)?.trim() === "") await refuse(used, said.blank);
    else if (linkIn(data) !== "" && !(await locate(linkIn(data)))) await refuse(used, said.noLink);
    else if (name === "ask") await post(used, questionIn(data), where);
    else if (!isPosted || !(await post(used, sharedWish(data, locale), where)))
      await give(used, name, asMessage.author(user, where.guild), where);
  };

  function nameOf({ data }: APIApplicationCommandInteraction): CommandName | undefined {
    const wanted = isSummariseMenu(data)
      ? "summarise"
      : data.type === ApplicationCommandType.ChatInput
        ? data.name
        : "";
    return parts.commands.find(({ name }) => name === wanted)?.name;
  }

  async function refuse(used: APIApplicationCommandInteraction, content: string): Promise<void> {
    const first = await acknowledge(used, {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { content, flags: MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds },
    });
    if (first === "before") await api.fillIn(used.application_id, used.token, content);
  }

  /**
   * Posts what is asked where everybody sees it; from there on it is a message like any other.
   *
   * @returns `false`: it is too late for that, since only the person was answered for the time being
   */
  async function post(
    { id, token }: APIApplicationCommandInteraction,
    text: string | undefined,
    where: Where,
  ): Promise<boolean> {
    if (text === undefined || !firstAnswers.take(id)) return false;
    // Its MESSAGE_CREATE says the same, under the same id.
    const posted = await unless(["alreadyAcknowledged"], api.say(id, token, text));
    if (posted) await arrivals.message(posted, where);
    return true;
  }
}

/** What Maru lacks there to answer for all to see, or to read what was said, as Discord says in the command. */
function lackingIn(
  { guild_id: guild, app_permissions, channel }: APIApplicationCommandInteraction,
  answers: boolean,
  reads: boolean,
): NeededPermission | undefined {
  if (guild === undefined) return undefined;
  const granted = BigInt(app_permissions);
  const toAnswer = answers ? lackingToAnswer(granted, THREADS.has(channel.type)) : undefined;
  if (toAnswer || !reads) return toAnswer;
  return missingFrom(granted, neededPermissions).find((name) => READING.has(name));
}

const READING: ReadonlySet<NeededPermission> = new Set(["View Channels", "Read Message History"]);

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);
