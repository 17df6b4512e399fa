import {
  type APIMessageComponentInteraction,
  type APIUser,
  InteractionResponseType,
  MessageFlags,
} from "discord.js";
import type { Author } from "../../src/core/types.ts";
import type { Acknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { type Press, pressOf } from "./buttons.ts";
import { messageId, type Snowflake } from "./ids.ts";
import type { MayAnswer } from "./may-answer.ts";
import type { Where } from "./places.ts";
import { createTakeRating } from "./rating.ts";
import type { ReplyRecords } from "./reply-records.ts";
import { localeOf, words } from "./words.ts";

/** Acknowledges that somebody pressed a button, and has stored what they want by it. `where`: what is known of the place. */
export type TakePress = (
  pressed: APIMessageComponentInteraction,
  user: APIUser,
  where: Where | undefined,
) => Promise<void>;

export function createTakePress(parts: {
  readonly api: Pick<Api, "edit">;
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly mayAnswer: MayAnswer;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly records: Pick<ReplyRecords, "get">;
  readonly acknowledge: Acknowledge;
}): TakePress {
  const { api, arrivals, mayAnswer, asMessage, records, acknowledge } = parts;
  const takeRating = createTakeRating();

  return async (interaction, user, where) => {
    const { data, guild_id: guild, member, locale } = interaction;
    if (!where || !(await mayAnswer(where, user.id, member?.roles))) {
      await acknowledge(interaction, {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { content: words[localeOf(locale) ?? "en"].notHere, flags: MessageFlags.Ephemeral },
      });
      return;
    }
    const press = pressOf(data.custom_id);
    switch (press?.does) {
      case "rate":
        return rate(interaction, press, user, asMessage.author(user, guild));
      case "stop":
        return stop(interaction, press.question, asMessage.author(user, guild));
      case undefined:
        await acknowledge(interaction, { type: InteractionResponseType.DeferredMessageUpdate });
        return;
      default:
        return press satisfies never;
    }
  };

  async function rate(
    interaction: APIMessageComponentInteraction,
    press: Extract<Press, { does: "rate" }>,
    user: APIUser,
    by: Author,
  ): Promise<void> {
    const { message } = interaction;
    const rating = await takeRating(message, press, user, async (components) => {
      const data = { components };
      const first = await acknowledge(interaction, { type: InteractionResponseType.UpdateMessage, data });
      if (first !== "now") await api.edit(message.channel_id, message.id, data);
    });
    const reply = messageId(message.channel_id, press.reply);
    await arrivals.deliver({ type: "feedback", id: eventId(interaction), reply, by, rating });
  }

  async function stop(
    interaction: APIMessageComponentInteraction,
    asked: Snowflake,
    by: Author,
  ): Promise<void> {
    await acknowledge(interaction, { type: InteractionResponseType.DeferredMessageUpdate });
    const record = await records.get(asked);
    if (!record) return;
    const { thread, question } = record;
    await arrivals.deliver({ type: "stop", id: eventId(interaction), thread, question, by });
  }
}

const eventId = ({ id }: APIMessageComponentInteraction) => `discord:interaction/${id}`;
