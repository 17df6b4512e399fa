/** Maru as a moderator on Discord: cards and their buttons, what is done to messages and authors, reports by members. */
import type { Client } from "discord.js";
import type { Logger } from "../../../src/core/ports/logger.ts";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { TellOnce } from "../../../src/platform/tell-once.ts";
import type { Acknowledge } from "../acknowledge.ts";
import type { Api } from "../api.ts";
import type { Arrivals } from "../arrivals.ts";
import type { AsMessage } from "../as-message.ts";
import type { Attachments } from "../attachments.ts";
import type { DiscordConfig } from "../config.ts";
import type { Snowflake } from "../ids.ts";
import type { PendingCommands } from "../pending-commands.ts";
import type { Places } from "../places.ts";
import type { PostOnce } from "../post-once.ts";
import type { Rules } from "../rules.ts";
import { createAnswer } from "./answers.ts";
import { createCards } from "./cards.ts";
import { createMayDecide } from "./may-decide.ts";
import { createModeratorsChannels } from "./moderators-channel.ts";
import { createTell } from "./notices.ts";
import { createRemoving } from "./removing.ts";
import { createReported } from "./reported.ts";
import { createTakeModeration, type TakeModeration } from "./take.ts";
import { createTimeouts } from "./timeouts.ts";

export { abilitiesOf } from "./abilities.ts";
export { actionsOf } from "./actions-of.ts";
export { repeatsHeldWords } from "./buttons.ts";
export { moderationForNow } from "./first-answer.ts";

/** All but what it can do, which is known before there is a connection. */
export type DiscordModerating = Omit<ModerationActions, "can"> & { readonly take: TakeModeration };

export function createModerating(parts: {
  readonly client: Client<true>;
  readonly api: Api;
  readonly self: Snowflake;
  readonly config: DiscordConfig;
  readonly store: Store;
  readonly log: Logger;
  /** Unix ms. */
  readonly now: () => number;
  readonly tellOnce: TellOnce;
  readonly places: Places;
  readonly rules: Rules;
  readonly asMessage: AsMessage;
  readonly attachments: Attachments;
  readonly pending: PendingCommands;
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly acknowledge: Acknowledge;
  readonly postOnce: PostOnce;
}): DiscordModerating {
  const { client, config, arrivals } = parts;
  const moderation = config.moderation === false ? { channel: false as const, roles: [] } : config.moderation;
  const cards = createCards({
    ...parts,
    channels: createModeratorsChannels(client, config),
    wanted: moderation.channel,
  });
  return {
    ...createRemoving(parts),
    ...createTimeouts(parts),
    tell: createTell(parts),
    showCard: cards.showCard,
    post: cards.post,
    answer: createAnswer(parts),
    take: createTakeModeration({
      ...parts,
      deliver: arrivals.deliver,
      mayDecide: createMayDecide(client, moderation),
      cardOf: cards.find,
      reported: createReported(parts),
    }),
  };
}
