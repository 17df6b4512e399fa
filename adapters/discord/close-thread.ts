import type { Locale } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { refusedAs, unless } from "./api-error.ts";
import { isWritten } from "./as-message.ts";
import type { Snowflake } from "./ids.ts";
import type { Places } from "./places.ts";
import { words } from "./words.ts";

/**
 * Sees to it that a question which was deleted does not live on as the name of the thread that it was answered in: when the
 * thread is Maru's, was started from the question, and nothing is said in it any more, it loses its name and is put away.
 */
export type CloseThread = (question: Snowflake, thread: Snowflake, locale: Locale) => Promise<void>;

/** Enough to see whether anything was said besides Discord's own notices (a new name, the message that it began with). */
const LOOKED_AT = 20;

export function createCloseThread(parts: { readonly api: Api; readonly places: Places }): CloseThread {
  const { api, places } = parts;
  return async (question, thread, locale) => {
    const where = question === thread ? await places.find(thread) : undefined;
    if (!where?.startedBySelf) return;
    const left = await unless(
      ["unknownChannel", "missingAccess"],
      api.messages(thread, { limit: LOOKED_AT }),
    );
    if (!left || left.some(isWritten)) return;
    try {
      await api.close(thread, words[locale].untitled);
    } catch (error) {
      if (refusedAs(error, "threadArchived")) {
        await api.reopen(thread);
        await api.close(thread, words[locale].untitled);
      } else if (!refusedAs(error, "threadLocked", "missingPermissions", "unknownChannel")) throw error;
    }
  };
}
