/** Maru as a moderator on Slack: cards and their buttons, what is done to messages, words to authors, reports by members. */
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { ReviewDesk } from "../../../src/core/ports/review.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { Api } from "../api.ts";
import type { Identity } from "../api-types.ts";
import type { Arrivals } from "../arrivals.ts";
import type { AsMessage } from "../as-message.ts";
import type { Attachments } from "../attachments.ts";
import type { SlackConfig } from "../config.ts";
import type { People } from "../people.ts";
import type { Places } from "../places.ts";
import type { ReplyRecords } from "../reply-records.ts";
import type { Rules } from "../rules.ts";
import type { Telling } from "../telling.ts";
import { createCards } from "./cards.ts";
import { createModerators } from "./moderators.ts";
import { createTell } from "./notices.ts";
import { createPostOnce } from "./post-once.ts";
import { createRemoving } from "./removing.ts";
import { createReported } from "./reported.ts";
import { createTakeModeration, type TakeModeration } from "./take.ts";
import { createWaiting } from "./waiting.ts";

export { ADMIN_TOKEN, abilitiesOf } from "./abilities.ts";
export { FIELD, parseSent, REPORT_ID } from "./forms.ts";
export { isWordOfModeration } from "./post-once.ts";
export type { TakeModeration } from "./take.ts";
export { moderationWords } from "./words.ts";

/** What Maru does as a moderator, but for what Slack has no way for. */
export interface SlackModerating
  extends Pick<ModerationActions, "remove" | "restore" | "tell" | "showCard" | "post" | "answer"> {
  readonly take: TakeModeration;
}

export function createModerating(parts: {
  readonly api: Api;
  /** With the token of an admin; absent: there is none. */
  readonly admin: Pick<Api, "remove"> | undefined;
  readonly self: Identity;
  readonly config: SlackConfig;
  readonly desk: ReviewDesk;
  readonly store: Store;
  readonly people: People;
  readonly places: Places;
  readonly rules: Rules;
  readonly records: ReplyRecords;
  readonly asMessage: AsMessage;
  readonly attachments: Attachments;
  readonly telling: Telling;
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly inTurn: InTurn;
  /** Unix ms. */
  readonly now: () => number;
}): SlackModerating {
  const { config, self, telling } = parts;
  const wanted = config.moderation.channel;
  const postOnce = createPostOnce({ ...parts, self: self.user });
  const moderators = createModerators({ ...parts, wanted, self: self.user });
  const waiting = createWaiting(parts);
  const shared = { ...parts, wanted, postOnce, moderators, waiting, tellOnce: telling.once };
  return {
    ...createRemoving(shared),
    ...createCards(shared),
    tell: createTell(shared),
    answer: waiting.answer,
    take: createTakeModeration({ ...shared, reported: createReported(parts) }),
  };
}
