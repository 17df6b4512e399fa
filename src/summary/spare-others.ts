import type { Model } from "../core/ports/index.ts";

/**
 * The model for one summary, which asks it several things at once: whoever waits for the summary is waited for, but of its requests only
 * one at a time comes before what others in the background want, so that a long conversation takes no one's turn.
 *
 * @param urgency of the summary; `background`: nobody waits for it
 */
export function sparingOthers(model: Model, urgency: "background" | undefined): Model {
  let isAsking = false;
  return {
    ...model,
    async *reply(turns, options) {
      if (urgency === "background" || isAsking) {
        yield* model.reply(turns, { ...options, urgency: "background" });
        return;
      }
      isAsking = true;
      try {
        yield* model.reply(turns, options);
      } finally {
        isAsking = false;
      }
    },
  };
}
