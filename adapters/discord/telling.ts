import type { Logger } from "../../src/core/ports/logger.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { Api } from "./api.ts";
import type { Snowflake } from "./ids.ts";

export interface Trouble {
  /** The same trouble is told once a week. */
  readonly key: string;
  /** For the log: what is missing and where to click. */
  readonly remedy: string;
  /** Tell somebody who is concerned, in words of their language. */
  readonly person?: { readonly id: Snowflake; readonly text: string };
}

/** Tells of something that only people can put right: in the log, and by direct message to who ran into it. */
export type TellOnce = (trouble: Trouble) => Promise<void>;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export function createTellOnce(parts: {
  readonly api: Api;
  readonly store: Store;
  /** Unix ms. */
  readonly now: () => number;
  readonly log: Logger;
}): TellOnce {
  const { api, log } = parts;
  const told = parts.store.records<true>("discord/told");
  return async ({ key, remedy, person }) => {
    if (await told.get(key)) return;
    await told.set(key, true, WEEK_MS);
    log.warn({ trouble: key, remedy }, "discord needs somebody's help");
    if (!person) return;
    try {
      const direct = await api.openDirect(person.id);
      await api.post(direct.id, { content: person.text, nonce: `${parts.now()}` });
    } catch {
      // They take no direct messages; the log has it.
    }
  };
}
