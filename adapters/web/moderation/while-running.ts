import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import { abilities } from "./abilities.ts";

/**
 * The actions of a chat that is started later and stopped some time.
 *
 * @param actions throws while the chat is not running
 * @param begin told when a call begins; the result when it ends
 */
export function createWhileRunning(
  actions: () => ModerationActions,
  begin: () => () => void,
): ModerationActions {
  async function during<Result>(work: (actions: ModerationActions) => Promise<Result>): Promise<Result> {
    const end = begin();
    try {
      return await work(actions());
    } finally {
      end();
    }
  }

  return {
    can: abilities,
    remove: (message) => during((running) => running.remove(message)),
    restore: (message) => during((running) => running.restore(message)),
    timeout: (message, until) => during((running) => running.timeout(message, until)),
    endTimeout: (message) => during((running) => running.endTimeout(message)),
    tell: (notice) => during((running) => running.tell(notice)),
    showCard: (shown, quiet) => during((running) => running.showCard(shown, quiet)),
    post: (key, markdown) => during((running) => running.post(key, markdown)),
    answer: (event, outcome) => during((running) => running.answer(event, outcome)),
  };
}
