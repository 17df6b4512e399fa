import type { Logger } from "../../../src/core/ports/logger.ts";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { ReviewDesk } from "../../../src/core/ports/review.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { AsMessage } from "../as-message.ts";
import type { Live } from "../live.ts";
import type { DeliverSafely } from "../outbox.ts";
import type { People } from "../people.ts";
import type { Places } from "../places.ts";
import type { Showing } from "../showing.ts";
import { createModerationActions } from "./actions.ts";
import { type Concerns, createConcerns } from "./concerns.ts";
import { createHiding } from "./hiding.ts";
import type { Moderators } from "./moderators.ts";
import { createNotices, type Notices } from "./notices.ts";
import { createReviewPosts, type ReviewPosts } from "./review-posts.ts";
import type { Silences } from "./silences.ts";

/** Moderation's part of the chat. */
export interface WebModeration {
  readonly actions: ModerationActions;
  readonly concerns: Concerns;
  readonly notices: Notices;
  readonly posts: ReviewPosts;
  readonly desk: ReviewDesk | undefined;
  /** No longer tells moderators of cases. */
  close(): void;
}

export function createWebModeration(parts: {
  readonly store: Store;
  readonly desk: ReviewDesk | undefined;
  readonly people: People;
  readonly places: Places;
  readonly moderators: Moderators;
  readonly silences: Silences;
  readonly showing: Showing;
  readonly live: Live;
  readonly inTurn: InTurn;
  readonly deliver: DeliverSafely;
  readonly asMessage: AsMessage;
  readonly log: Logger;
  readonly now: () => number;
}): WebModeration {
  const { store, desk, moderators, live, inTurn, now } = parts;
  const notices = createNotices(parts);
  const posts = createReviewPosts(store, inTurn, now);
  const actions = createModerationActions({ ...parts, hiding: createHiding(parts), notices, posts });
  const unwatch = desk?.watch((changed) => {
    live.tellPeople(({ id }) => moderators.has(id), { type: "case", case: changed, backlog: desk.backlog() });
  });
  return { actions, concerns: createConcerns(parts), notices, posts, desk, close: () => unwatch?.() };
}
