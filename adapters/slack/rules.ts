import { allows } from "../../src/text/choice.ts";
import type { SlackConfig } from "./config.ts";
import type { Where } from "./places.ts";

/** Who and where Maru works for, by config. */
export interface Rules {
  mayWorkIn(where: Where): boolean;
  /** Whether people of other organisations are answered, too. */
  readonly answersForeigners: boolean;
}

export function createRules({ places, connect }: SlackConfig): Rules {
  const channel = allows(places.channels);
  return {
    mayWorkIn: ({ kind, place, channel: id }) => kind === "direct" || channel([id, place.name]),
    answersForeigners: connect,
  };
}
