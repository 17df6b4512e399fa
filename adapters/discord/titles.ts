import type { APIMessage } from "discord.js";
import { forgetOldest } from "../../src/platform/remember.ts";
import { madeAt, type Snowflake } from "./ids.ts";
import type { Where } from "./places.ts";

/** Finds the message whose author chose a thread's name, where it is none that the thread was started from. */
export interface Titles {
  /** The name of the thread, with the first message in it of whoever began it; with all others nothing. */
  of(raw: APIMessage, where: Where): string | undefined;
  /** The name was told of otherwise. */
  told(thread: Snowflake): void;
  /** It has got a new name: told with the next message in it of whoever began it. */
  renamed(thread: Snowflake): void;
}

const REMEMBERED = 500;
/** Whoever begins a thread writes in it soon. Later it cannot be told, after a restart, whether it was their first message. */
const SOON_MS = 10 * 60 * 1000;

export function createTitles(): Titles {
  const toldOf = new Set<Snowflake>();
  const renamed = new Set<Snowflake>();

  function told(thread: Snowflake): void {
    renamed.delete(thread);
    toldOf.add(thread);
    forgetOldest(toldOf, REMEMBERED);
  }

  return {
    told,
    renamed(thread) {
      renamed.add(thread);
      forgetOldest(renamed, REMEMBERED);
    },
    of({ id, author }, { channel, thread, isForum }) {
      if (!thread || isForum || thread.owner !== author.id) return undefined;
      const isFirst = !toldOf.has(channel) && madeAt(id) - thread.begunAt <= SOON_MS;
      if (!isFirst && !renamed.has(channel)) return undefined;
      told(channel);
      return thread.name;
    },
  };
}
