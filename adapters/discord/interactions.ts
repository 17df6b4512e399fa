import { type APIInteraction, type APIUser, InteractionType } from "discord.js";
import type { AsMessage } from "./as-message.ts";
import type { Snowflake } from "./ids.ts";
import type { DiscordModerating } from "./moderation/index.ts";
import type { Places, Where } from "./places.ts";
import type { TakeCommand } from "./take-command.ts";
import type { TakePress } from "./take-press.ts";
import { localeOf } from "./words.ts";

/** What people do with commands and buttons. Each is acknowledged before anything else: Discord waits 3 s. */
export type TakeInteraction = (interaction: APIInteraction) => Promise<void>;

export function createInteractions(parts: {
  readonly places: Places;
  readonly asMessage: Pick<AsMessage, "learn" | "learnLocale">;
  readonly takeCommand: TakeCommand;
  readonly takePress: TakePress;
  /** Absent: no moderation. */
  readonly moderating: Pick<DiscordModerating, "take"> | undefined;
}): TakeInteraction {
  const { places, asMessage, takeCommand, takePress, moderating } = parts;

  return async (interaction) => {
    const user = interaction.member?.user ?? interaction.user;
    const channel = interaction.channel?.id;
    if (!user || !channel) return;
    asMessage.learn(user.id, interaction.guild_id, interaction.member);
    if ("locale" in interaction) asMessage.learnLocale(user.id, localeOf(interaction.locale));
    if (await moderating?.take(interaction, user)) return;
    if (interaction.type === InteractionType.ApplicationCommand)
      await takeCommand(interaction, user, await whereIs(interaction, channel, user));
    else if (interaction.type === InteractionType.MessageComponent)
      await takePress(interaction, user, await whereIs(interaction, interaction.message.channel_id, user));
  };

  async function whereIs(
    { guild_id: guild }: APIInteraction,
    channel: Snowflake,
    user: APIUser,
  ): Promise<Where | undefined> {
    return guild ? places.find(channel) : places.direct(channel, user.global_name ?? user.username);
  }
}
