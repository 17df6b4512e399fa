import { englishClauses } from "./english-clauses.ts";
import { englishEveryday, everydaySlots, newsSlots } from "./english-everyday.ts";
import { englishHarmless, harmlessSlots } from "./english-harmless.ts";
import { englishHate } from "./english-hate.ts";
import { contextSlots, englishInContext } from "./english-in-context.ts";
import { englishSlots } from "./english-slots.ts";
import type { Family } from "./family.ts";
import type { Slots } from "./grammar.ts";
import { emojiAlone, emojiSlots } from "./short-messages.ts";

export const englishFamilies: readonly Family[] = [
  ...englishHate,
  ...englishHarmless,
  ...englishInContext,
  ...englishEveryday,
  ...emojiAlone,
];
export const allEnglishSlots: Slots = {
  ...englishSlots,
  ...harmlessSlots,
  ...englishClauses,
  ...contextSlots,
  ...everydaySlots,
  ...newsSlots,
  ...emojiSlots,
};
