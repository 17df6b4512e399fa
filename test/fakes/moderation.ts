import type { Moderation } from "../../src/core/ports/index.ts";
import type { Message, Verdict } from "../../src/core/types.ts";
import { createModeration } from "../../src/moderation/index.ts";
import { createScreen } from "../../src/moderation/screen/index.ts";

/** Moderation that judges messages as told, and nothing else. */
export function moderationThat(judge: (message: Message) => Promise<Verdict>): Moderation {
  return {
    ...createModeration(),
    judge(message) {
      const verdict = judge(message);
      return { verdict, settled: verdict.then(() => {}) };
    },
  };
}

/** … and screens answers too: holds every text with one of the words in it. */
export function moderationAgainst(word: RegExp): Moderation {
  const verdictOn = async (text: string): Promise<Verdict> =>
    word.test(text) ? { action: "hold", reason: "test" } : { action: "allow" };
  return {
    ...moderationThat(({ text }) => verdictOn(text)),
    screen: createScreen({ judge: verdictOn, links: { allow: [] } }),
  };
}
