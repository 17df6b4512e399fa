import type { Locale } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import type { SlackId, Ts } from "./ids.ts";
import { words } from "./words.ts";

/** Suggests, in the messages tab, what somebody could ask. */
export type SuggestPrompts = (channel: SlackId, locale: Locale, thread?: Ts) => Promise<void>;

/** At most so many are shown (docs: reference/methods/assistant.threads.setSuggestedPrompts). */
const MAX_PROMPTS = 4;

export const createSuggestPrompts =
  (api: Pick<Api, "suggestPrompts">): SuggestPrompts =>
  (channel, locale, thread) =>
    api.suggestPrompts(channel, thread, words[locale].prompts.slice(0, MAX_PROMPTS));
