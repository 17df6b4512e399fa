import type { APIInteraction, APIInteractionResponse } from "discord.js";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Api } from "./api.ts";
import { refusedAs } from "./api-error.ts";
import type { FirstAnswers } from "./first-answers.ts";

/**
 * Gives an interaction its first answer, unless it has one. `before`: it was acknowledged already. `too late`: nothing can be
 * said by way of the interaction any more.
 */
export type Acknowledge = (
  interaction: APIInteraction,
  response: APIInteractionResponse,
) => Promise<"now" | "before" | "too late">;

export function createAcknowledge(parts: {
  readonly api: Pick<Api, "acknowledge">;
  readonly firstAnswers: Pick<FirstAnswers, "take">;
  readonly log: Logger;
}): Acknowledge {
  const { api, firstAnswers, log } = parts;

  return async ({ id, token }, response) => {
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
  };
}
