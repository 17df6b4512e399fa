import type { ModerationAbilities, ModerationActions } from "../../../src/core/ports/moderation-actions.ts";

/**
 * What Maru can do as a moderator, whatever connection there is at the time.
 *
 * @param connected throws while there is none: all can be tried again
 */
export function actionsOf(
  can: () => ModerationAbilities,
  connected: () => Omit<ModerationActions, "can"> | undefined,
): ModerationActions {
  function acting(): Omit<ModerationActions, "can"> {
    const actions = connected();
    if (!actions) throw new Error("Discord was started without moderation.");
    return actions;
  }

  return {
    get can() {
      return can();
    },
    remove: async (message, about) => acting().remove(message, about),
    restore: async (message, about) => acting().restore(message, about),
    timeout: async (message, until, about) => acting().timeout(message, until, about),
    endTimeout: async (message, about) => acting().endTimeout(message, about),
    tell: async (notice) => acting().tell(notice),
    showCard: async (shown, quiet) => acting().showCard(shown, quiet),
    post: async (key, markdown) => acting().post(key, markdown),
    answer: async (event, outcome) => acting().answer(event, outcome),
  };
}
