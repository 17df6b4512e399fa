import type { InteractionType } from "discord-api-types/v10";
import { apiError } from "./rest/errors.ts";
import type { Channel, Component, Post, User } from "./world/shapes.ts";
import type { World } from "./world/world.ts";

/** A modal that a person was shown. */
export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

/** Something that a person did with the app: a command, a press, a modal sent. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly person: User;
  readonly channel: Channel;
  /** Unix ms. */
  readonly createdAt: number;
  /** The message whose button was pressed, or from whose button the modal came. */
  readonly source: Post | undefined;
  /** Kind of the first answer, and when it came. */
  acknowledged: { readonly type: number; readonly at: number } | undefined;
  /** The first answer, where it is a message. */
  original: Post | undefined;
  /** Waiting for its text, after a deferred first answer. */
  deferred: boolean;
  modal: Modal | undefined;
  readonly followUps: Post[];
}

/** "You must send an initial response within 3 seconds of receiving the event" (docs: interactions/receiving-and-responding#responding-to-an-interaction). */
export const firstAnswerMs = 3_000;

/** "Interaction tokens are valid for 15 minutes" (ibidem). */
export const tokenLastsMs = 900_000;

export interface Interactions {
  readonly all: readonly Interaction[];
  open(type: InteractionType, person: User, channel: Channel, source?: Post): Interaction;
  /** @throws ApiError 10062 when the token is unknown or the three seconds have passed, 40060 when it was answered */
  toAnswer(id: string, token: string): Interaction;
  /** @throws ApiError 10015 without a first answer, 50027 after a quarter of an hour */
  toFollowUp(token: string): Interaction;
}

export const createInteractions = (world: World): Interactions => {
  const byToken = new Map<string, Interaction>();
  const all: Interaction[] = [];
  return {
    all,
    open: (type, person, channel, source) => {
      const id = world.newId();
      const interaction: Interaction = {
        id,
        token: `interaction-token-${id}`,
        type,
        person,
        channel,
        createdAt: world.clock.now(),
        source,
        acknowledged: undefined,
        original: undefined,
        deferred: false,
        modal: undefined,
        followUps: [],
      };
      byToken.set(interaction.token, interaction);
      all.push(interaction);
      return interaction;
    },
    toAnswer: (id, token) => {
      const interaction = byToken.get(token);
      if (interaction?.id !== id) throw apiError(404, 10062, "Unknown interaction");
      if (interaction.acknowledged) throw apiError(400, 40060, "Interaction has already been acknowledged.");
      if (world.clock.now() - interaction.createdAt > firstAnswerMs)
        throw apiError(404, 10062, "Unknown interaction");
      return interaction;
    },
    toFollowUp: (token) => {
      const interaction = byToken.get(token);
      if (!interaction?.acknowledged) throw apiError(404, 10015, "Unknown Webhook");
      if (world.clock.now() - interaction.createdAt > tokenLastsMs)
        throw apiError(401, 50027, "Invalid Webhook Token");
      return interaction;
    },
  };
};
