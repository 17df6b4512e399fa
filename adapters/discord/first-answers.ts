import {
  type APIInteraction,
  type APIInteractionResponse,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord.js";
import type { Logger } from "../../src/core/ports/logger.ts";
import { cutAt } from "../../src/text/cut-text.ts";
import type { Api } from "./api.ts";
import type { Snowflake } from "./ids.ts";
import { moderationForNow } from "./moderation/index.ts";
import { neutraliseMentions } from "./neutralise.ts";
import { localeOf, questionOption, words } from "./words.ts";

/**
 * Sees to it that each interaction has its first answer within the 3 s that Discord waits (docs:
 * interactions/receiving-and-responding#responding-to-an-interaction), also while Maru is starting and cannot say yet
 * what becomes of it.
 */
export interface FirstAnswers {
  /** It has come: after a while without `take`, it is answered for the time being. */
  expect(interaction: APIInteraction): void;
  /** Whether the caller is to give the first answer; `false`: it has been given. */
  take(interaction: Snowflake): boolean;
  /** Nothing is answered for the time being any more. */
  stop(): void;
}

const REMEMBERED = 1_000;
/** Docs: resources/message#create-message. */
const MAX_CHARS = 2_000;

/** @param patienceMs less than 3 s, by what a request may take */
export function createFirstAnswers(
  api: Pick<Api, "acknowledge">,
  patienceMs: number,
  log: Logger,
): FirstAnswers {
  /** What has come, with its timer until it is answered. */
  const known = new Map<Snowflake, NodeJS.Timeout | undefined>();

  function answerForNow(interaction: APIInteraction): void {
    known.set(interaction.id, undefined);
    const answer = forNow(interaction);
    if (!answer) return;
    api.acknowledge(interaction.id, interaction.token, answer).catch((error: unknown) => {
      log.warn({ interaction: interaction.id, err: error }, "discord interaction not acknowledged");
    });
  }

  return {
    expect(interaction) {
      if (known.has(interaction.id)) return;
      known.set(interaction.id, setTimeout(answerForNow, patienceMs, interaction).unref());
      for (const [oldest, timer] of known) {
        if (known.size <= REMEMBERED || timer) break;
        known.delete(oldest);
      }
    },
    take(interaction) {
      const timer = known.get(interaction);
      clearTimeout(timer);
      if (known.has(interaction)) known.set(interaction, undefined);
      return timer !== undefined;
    },
    stop() {
      for (const timer of known.values()) clearTimeout(timer);
    },
  };
}

/** Keeps the interaction open where its answer can follow. What `/ask` shows cannot be decided later: it is given back. */
function forNow(interaction: APIInteraction): APIInteractionResponse | undefined {
  const ofModeration = moderationForNow(interaction);
  if (ofModeration) return ofModeration;
  if (interaction.type === InteractionType.MessageComponent)
    return { type: InteractionResponseType.DeferredMessageUpdate };
  if (interaction.type !== InteractionType.ApplicationCommand) return undefined;
  const question = questionIn(interaction.data);
  if (question === undefined)
    return {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    };
  const { notYet } = words[localeOf(interaction.locale) ?? "en"];
  const text = neutraliseMentions(`${notYet}\n>>> ${question}`);
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: {
      content: text.slice(0, cutAt(text, MAX_CHARS)),
      allowed_mentions: { parse: [] },
      flags: MessageFlags.Ephemeral,
    },
  };
}

type CommandData = Extract<APIInteraction, { type: InteractionType.ApplicationCommand }>["data"];

/** The argument of `/ask`. */
export function questionIn(data: CommandData): string | undefined {
  if (data.type !== ApplicationCommandType.ChatInput) return undefined;
  const option = data.options?.find((one) => one.name === questionOption.name);
  return option?.type === ApplicationCommandOptionType.String ? option.value : undefined;
}
