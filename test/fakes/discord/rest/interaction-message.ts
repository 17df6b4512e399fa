import { InteractionType, MessageFlags, MessageType } from "discord-api-types/v10";
import type { Interaction } from "../interactions.ts";
import type { InteractionMessage } from "../validation/bodies.ts";
import { writeMessage } from "../world/messages.ts";
import type { Attachment, Component, Post } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

/**
 * Posts what the bot says to an interaction. It needs no permission in the channel. Ephemeral messages are seen by the
 * person alone and are in nobody's history (docs: interactions/receiving-and-responding).
 */
export const writeAnswer = (
  world: World,
  interaction: Interaction,
  said: Pick<InteractionMessage, "flags"> & Partial<InteractionMessage>,
  files: readonly Attachment[],
  place: "original" | "follow-up",
): Post => {
  const ephemeral = ((said.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const ofCommand = interaction.type === InteractionType.ApplicationCommand && place === "original";
  return writeMessage(world, interaction.channel, world.bot, {
    text: said.content ?? undefined,
    embeds: said.embeds ?? undefined,
    components: (said.components ?? undefined) as Component[] | undefined,
    attachments: files,
    flags: said.flags ?? undefined,
    allowedMentions: said.allowed_mentions ?? undefined,
    webhookId: world.bot.id,
    ...(ofCommand ? { type: MessageType.ChatInputCommand } : {}),
    ...(place === "follow-up" && interaction.original && !interaction.original.deleted
      ? { refersTo: interaction.original }
      : {}),
    interaction: {
      id: interaction.id,
      type: interaction.type,
      user: interaction.person,
      authorizing_integration_owners: { 0: interaction.channel.guild_id ?? "0" },
      ...(place === "follow-up" && interaction.original
        ? { original_response_message_id: interaction.original.message.id }
        : {}),
      ...(interaction.type === InteractionType.MessageComponent && interaction.source
        ? { interacted_message_id: interaction.source.message.id }
        : {}),
      ...(interaction.type === InteractionType.ModalSubmit
        ? {
            triggering_interaction_metadata: {
              id: interaction.id,
              type: InteractionType.ApplicationCommand,
              user: interaction.person,
              authorizing_integration_owners: { 0: interaction.channel.guild_id ?? "0" },
            },
          }
        : {}),
    },
    ...(ephemeral ? { onlyFor: interaction.person.id } : {}),
  });
};
