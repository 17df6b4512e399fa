import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord.js";
import { localeOf } from "../words.ts";
import { wishOf } from "./buttons.ts";
import { moderationWords } from "./words.ts";

/** Only who pressed sees it; the answer follows in its place. */
export const answerFollows: APIInteractionResponse = {
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: { flags: MessageFlags.Ephemeral },
};

/**
 * What is said for the time being to something of moderation's while Maru is starting; `undefined`: it is none of moderation's. A form
 * cannot be shown later: whoever wants one is asked to press again.
 */
export function moderationForNow(interaction: APIInteraction): APIInteractionResponse | undefined {
  if (interaction.type === InteractionType.ModalSubmit) return answerFollows;
  if (interaction.type !== InteractionType.MessageComponent) return undefined;
  const wish = wishOf(interaction.data.custom_id);
  if (!wish) return undefined;
  if (wish.does === "move" && !wish.asksReason) return answerFollows;
  return onlyForThem(moderationWords[localeOf(interaction.locale) ?? "en"].answer.notYet);
}

export const onlyForThem = (content: string): APIInteractionResponse => ({
  type: InteractionResponseType.ChannelMessageWithSource,
  data: {
    content,
    allowed_mentions: { parse: [] },
    flags: MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds,
  },
});
