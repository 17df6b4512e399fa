import type { Logger } from "../core/ports/logger.ts";
import type { Store } from "../core/ports/store.ts";

/** Something that only people can put right, e.g. a permission that is missing. */
export interface Trouble {
  /** The same trouble is told once a week. */
  readonly key: string;
  /** For the log: what is missing and where to click. */
  readonly remedy: string;
  /** Tell somebody who is concerned, in words of their language. `id` is the platform's. */
  readonly person?: { readonly id: string; readonly text: string };
}

/** Tells of a trouble: in the log, and by direct message to who ran into it. */
export type TellOnce = (trouble: Trouble) => Promise<void>;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * @param parts.platform the adapter's name; what was told is kept in the records `<platform>/told`
 * @param parts.say writes to a person directly; rejects when they take no messages, and the log has to do
 */
export function createTellOnce(parts: {
  readonly platform: string;
  readonly store: Store;
  readonly say: (person: string, text: string) => Promise<unknown>;
  readonly log: Logger;
}): TellOnce {
  const { platform, say, log } = parts;
  const told = parts.store.records<true>(`${platform}/told`);
  /** Keys of what is just being noted as told: one message can run into the same trouble several times at once. */
  const noting = new Set<string>();

  async function isNews(key: string): Promise<boolean> {
    if (noting.has(key)) return false;
    noting.add(key);
    try {
      if (await told.get(key)) return false;
      await told.set(key, true, WEEK_MS);
      return true;
    } finally {
      noting.delete(key);
    }
  }

  return async ({ key, remedy, person }) => {
    if (!(await isNews(key))) return;
    log.warn({ trouble: key, remedy }, `${platform} needs somebody's help`);
    if (!person) return;
    try {
      await say(person.id, person.text);
    } catch {
      // They take no direct messages; the log has it.
    }
  };
}
