import type { Moderation } from "../core/ports/index.ts";
import type { Judge } from "./judge.ts";
import { judgeMessage } from "./judge-message.ts";
import { screenAnswer } from "./screen-answer.ts";

export interface ModerationParts {
  /** Without a judge everything is allowed. */
  readonly judge?: Judge;
}

/** Moderation's place in the path of every message and every answer. */
export function createModeration({ judge }: ModerationParts = {}): Moderation {
  if (judge === undefined) {
    return {
      judge: async () => ({ action: "allow" }),
      screen: (answer) => answer,
    };
  }
  return {
    judge: (message) => judgeMessage(judge, message),
    screen: (answer, to) => screenAnswer(judge, answer, to),
  };
}
