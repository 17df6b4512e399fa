import type { Locale } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import type { SlackId } from "./ids.ts";
import { words } from "./words.ts";

/** Suggests, in the messages tab, what somebody could ask. */
export type SuggestPrompts = (channel: SlackId, locale: Locale) => Promise<void>;

/** At most so many are shown (docs: reference/methods/assistant.threads.setSuggestedPrompts). */
const MAX_PROMPTS = 4;

export const createSuggestPrompts =
  (api: Pick<Api, "suggestPrompts">): SuggestPrompts =>
  (channel, locale) =>
    api.suggestPrompts(channel, words[locale].prompts.slice(0, MAX_PROMPTS));
