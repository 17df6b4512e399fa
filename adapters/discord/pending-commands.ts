import type { Store } from "../../src/core/ports/store.ts";
import type { Locale } from "../../src/core/types.ts";
import type { Snowflake } from "./ids.ts";

/** A command, or a form sent in, that waits for its answer, or whose answer can still be changed. */
export interface PendingCommand {
  readonly token: string;
  readonly application: Snowflake;
  /** The language of the person's client, where the answer is in the adapter's own words. */
  readonly locale?: Locale;
}

export interface PendingCommands {
  /** `undefined` when its token is (nearly) worn out. */
  get(interaction: Snowflake): Promise<PendingCommand | undefined>;
  set(interaction: Snowflake, command: PendingCommand): Promise<void>;
  /** It was answered: its token is of no use any more. */
  drop(interaction: Snowflake): Promise<void>;
}

/** A token serves for 15 minutes (docs: interactions/receiving-and-responding); the last one is left alone. */
const USABLE_MS = 14 * 60 * 1000;

export function createPendingCommands(store: Store): PendingCommands {
  const records = store.records<PendingCommand>("discord/commands");
  return {
    get: (interaction) => records.get(interaction),
    async set(interaction, command) {
      await records.set(interaction, command, USABLE_MS);
    },
    async drop(interaction) {
      await records.delete(interaction);
    },
  };
}
