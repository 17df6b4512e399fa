import type { Moderation } from "../core/ports/index.ts";
import type { Judge } from "./judge.ts";
import { judgeMessage } from "./judge-message.ts";
import type { Routing } from "./routing.ts";
import { screenAnswer } from "./screen-answer.ts";

export interface ModerationParts {
  /** Without a judge everything is allowed. */
  readonly judge?: Judge;
  /** Scores every message. What it finds is counted and nothing else: nothing is done to anybody. */
  readonly routing?: Routing;
}

/** Moderation's place in the path of every message and every answer. */
export function createModeration({ judge, routing }: ModerationParts = {}): Moderation {
  return {
    async judge(message) {
      await routing?.route(message);
      return judge === undefined ? { action: "allow" } : judgeMessage(judge, message);
    },
    screen: (answer, to) => (judge === undefined ? answer : screenAnswer(judge, answer, to)),
  };
}
