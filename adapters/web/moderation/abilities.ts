import type { ModerationAbilities } from "../../../src/core/ports/moderation-actions.ts";

/** What the web chat lets Maru do as a moderator: everything. Cases stand on the review page rather than on cards. */
export const abilities: ModerationAbilities = {
  remove: "hide",
  timeout: true,
  tell: true,
  cards: false,
  reports: "all",
  missing: [],
};
