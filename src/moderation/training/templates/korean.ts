import type { Family } from "./family.ts";
import type { Slots } from "./grammar.ts";
import { koreanClauses } from "./korean-clauses.ts";
import { koreanEveryday, koreanEverydaySlots } from "./korean-everyday.ts";
import { koreanHarmless, koreanHarmlessSlots } from "./korean-harmless.ts";
import { koreanHate } from "./korean-hate.ts";
import { koreanInContext } from "./korean-in-context.ts";
import { koreanSlots } from "./korean-slots.ts";
import { koreanWritten, koreanWrittenSlots } from "./korean-written.ts";
import { koreanReplies, koreanReplySlots } from "./short-messages.ts";

export const koreanFamilies: readonly Family[] = [
  ...koreanHate,
  ...koreanHarmless,
  ...koreanInContext,
  ...koreanEveryday,
  ...koreanReplies,
  ...koreanWritten,
];
export const allKoreanSlots: Slots = {
  ...koreanSlots,
  ...koreanHarmlessSlots,
  ...koreanClauses,
  ...koreanEverydaySlots,
  ...koreanReplySlots,
  ...koreanWrittenSlots,
};
