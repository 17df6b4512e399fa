import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIUser,
  ChannelType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord.js";
import type { AdapterParts, CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Author, CommandName, ThreadId } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { refusedAs, unless } from "./api-error.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { pressOf } from "./buttons.ts";
import { type FirstAnswers, questionIn } from "./first-answers.ts";
import { madeAt, messageId, type Snowflake, threadId } from "./ids.ts";
import type { PendingCommands } from "./interaction-records.ts";
import { lackingToAnswer, type NeededPermission, whereToGrant } from "./permissions.ts";
import type { Places, Where } from "./places.ts";
import { createTakeRating } from "./rating.ts";
import type { ReplyRecords } from "./reply-records.ts";
import type { Replying } from "./replying.ts";
import { localeOf, words } from "./words.ts";

/** What people do with commands and buttons. Each is acknowledged before anything else: Discord waits 3 s. */
export type TakeInteraction = (interaction: APIInteraction) => Promise<void>;

export function createInteractions(parts: {
  readonly api: Api;
  readonly places: Places;
  readonly arrivals: Arrivals;
  readonly asMessage: AsMessage;
  readonly pending: PendingCommands;
  readonly records: ReplyRecords;
  readonly replying: Replying;
  readonly firstAnswers: FirstAnswers;
  readonly mayAnswerIn: AdapterParts["mayAnswerIn"];
  readonly commands: readonly CommandInfo[];
  /** The bot's name on Discord. */
  readonly selfName: string;
  readonly log: Logger;
}): TakeInteraction {
  const { api, places, arrivals, asMessage, pending, records, replying, firstAnswers, log } = parts;
  const takeRating = createTakeRating();

  return async (interaction) => {
    const user = interaction.member?.user ?? interaction.user;
    const channel = interaction.channel?.id;
    if (!user || !channel) return;
    asMessage.learn(user.id, interaction.guild_id, interaction.member?.nick);
    if ("locale" in interaction) asMessage.learnLocale(user.id, localeOf(interaction.locale));
    if (interaction.type === InteractionType.ApplicationCommand) await command(interaction, user, channel);
    else if (interaction.type === InteractionType.MessageComponent) await press(interaction, user);
  };

  async function command(
    interaction: APIApplicationCommandInteraction,
    user: APIUser,
    channel: Snowflake,
  ): Promise<void> {
    const { data, member } = interaction;
    const said = words[localeOf(interaction.locale) ?? "en"];
    const name = parts.commands.find((one) => one.name === data.name)?.name;
    const where = await whereIs(interaction, channel, user);
    // What is answered to the person alone needs no permission, and is answered everywhere: everybody may know what is
    // kept about them, and have it erased.
    if (!name || (name === "ask" && where && !(await worksFor(where, user, member?.roles)))) {
      await refuse(interaction, said.notHere);
      return;
    }
    const lacking = where && name !== "ask" ? undefined : lackingIn(interaction);
    if (lacking) {
      const home = where?.place.name ?? interaction.channel.name ?? "";
      await refuse(interaction, said.mayNot(home, lacking, whereToGrant(parts.selfName, home, lacking)));
    } else if (!where) await refuse(interaction, said.notHere);
    else if (name !== "ask") await give(name, interaction, asMessage.author(user, where.guild), where);
    else if (questionIn(data)?.trim() === "") await refuse(interaction, said.blank);
    else await ask(interaction, where);
  }

  async function whereIs(
    interaction: APIApplicationCommandInteraction | APIMessageComponentInteraction,
    channel: Snowflake,
    user: APIUser,
  ): Promise<Where | undefined> {
    if (interaction.guild_id) return places.find(channel);
    return places.direct(channel, user.global_name ?? user.username);
  }

  /** Whether Maru works there for somebody, by all of the config. */
  async function worksFor(where: Where, user: APIUser, roles: readonly Snowflake[] | undefined) {
    return parts.mayAnswerIn?.(where.place) !== false && (await arrivals.mayAnswer(where, user.id, roles));
  }

  async function refuse(interaction: APIApplicationCommandInteraction, content: string): Promise<void> {
    const first = await acknowledge(interaction, {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { content, flags: MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds },
    });
    if (first === "before") await api.fillIn(interaction.application_id, interaction.token, content);
  }

  /** Posts the question where everybody sees it; from there on it is a message like any other. */
  async function ask(interaction: APIApplicationCommandInteraction, where: Where): Promise<void> {
    const { id, token, data } = interaction;
    const question = questionIn(data);
    if (question === undefined || !firstAnswers.take(id)) return;
    // Its MESSAGE_CREATE says the same, under the same id.
    const posted = await unless(["alreadyAcknowledged"], api.say(id, token, question));
    if (posted) await arrivals.message(posted, where);
  }

  /** Has the core carry out a command whose answer only the person sees: a conversation with Maru alone, wherever it was begun. */
  async function give(
    name: CommandName,
    interaction: APIApplicationCommandInteraction,
    author: Author,
    where: Where,
  ): Promise<void> {
    const { id, token } = interaction;
    const first = await acknowledge(interaction, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    });
    if (first !== "too late") await pending.set(id, { token, application: interaction.application_id });
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
        command: name,
        sentAt: new Date(madeAt(id)).toISOString(),
        link: `https://discord.com/channels/${where.guild ?? "@me"}/${where.channel}`,
      },
    });
    if (stored || first === "too late") return;
    await api.fillIn(interaction.application_id, token, words[author.locale ?? "en"].notStored);
    await pending.drop(id);
  }

  /** In a channel, where no thread is meant, the one in which Maru is answering the person. */
  function threadOf(where: Where, author: Author): ThreadId {
    if (where.kind !== "channel") return threadId(where.home, where.channel);
    return replying.newestThread(where.place.id, author.id) ?? threadId(where.home, where.channel);
  }

  async function press(interaction: APIMessageComponentInteraction, user: APIUser): Promise<void> {
    const { id, message, member, locale } = interaction;
    const pressed = pressOf(interaction.data.custom_id);
    const where = await whereIs(interaction, message.channel_id, user);
    if (!where || !(await worksFor(where, user, member?.roles))) {
      await acknowledge(interaction, {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { content: words[localeOf(locale) ?? "en"].notHere, flags: MessageFlags.Ephemeral },
      });
      return;
    }
    const by = asMessage.author(user, interaction.guild_id);
    if (pressed?.does === "rate") {
      const rating = await takeRating(message, pressed, user, async (components) => {
        const data = { components };
        const first = await acknowledge(interaction, { type: InteractionResponseType.UpdateMessage, data });
        if (first !== "now") await api.edit(message.channel_id, message.id, data);
      });
      const reply = messageId(message.channel_id, pressed.reply);
      await arrivals.deliver({ type: "feedback", id: `discord:interaction/${id}`, reply, by, rating });
      return;
    }
    await acknowledge(interaction, { type: InteractionResponseType.DeferredMessageUpdate });
    const record = pressed && (await records.get(pressed.question));
    if (record)
      await arrivals.deliver({
        type: "stop",
        id: `discord:interaction/${id}`,
        thread: record.thread,
        question: record.question,
        by,
      });
  }

  /** `too late`: nothing can be said by way of the interaction any more. `before`: it was acknowledged already. */
  async function acknowledge(
    { id, token }: APIInteraction,
    response: Parameters<Api["acknowledge"]>[2],
  ): Promise<"now" | "before" | "too late"> {
    if (!firstAnswers.take(id)) return "before";
    try {
      await api.acknowledge(id, token, response);
      return "now";
    } catch (error) {
      // Sent twice because the first answer got lost.
      if (refusedAs(error, "alreadyAcknowledged")) return "now";
      if (!refusedAs(error, "unknownInteraction", "unknownWebhook")) throw error;
      log.warn({ interaction: id }, "discord interaction came too late");
      return "too late";
    }
  }
}

/** What Maru lacks to answer where the command was given, as Discord says in it. */
function lackingIn(interaction: APIApplicationCommandInteraction): NeededPermission | undefined {
  const { guild_id: guild, app_permissions: granted, channel } = interaction;
  return guild === undefined ? undefined : lackingToAnswer(BigInt(granted), THREADS.has(channel.type));
}

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);
