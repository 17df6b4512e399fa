import type { Store } from "../../src/core/ports/store.ts";
import type { MessageId } from "../../src/core/types.ts";
import { ADAPTER_NAME, type SlackId } from "./ids.ts";

/** A slash command's id: it is no message, so it has no time of its own in the channel. */
export const commandId = (channel: SlackId, trigger: string): MessageId =>
  `${ADAPTER_NAME}:${channel}/command/${trigger}`;

/** A slash command that waits for its answer, or has it. */
export type PendingCommand =
  | {
      readonly state: "waiting";
      /** Where its answer goes, so that nobody else sees it. */
      readonly responseUrl: string;
    }
  | { readonly state: "answered" };

export interface PendingCommands {
  /** `undefined` when its address is (nearly) worn out. */
  get(command: MessageId): Promise<PendingCommand | undefined>;
  wait(command: MessageId, responseUrl: string): Promise<void>;
  answered(command: MessageId): Promise<void>;
}

/** An address serves for 30 minutes (docs: interactivity/handling-user-interaction#message_responses); the last one is left alone. */
const USABLE_MS = 29 * 60 * 1000;
/** As long as the core may take the command up again. */
const KEEP_MS = 3 * 24 * 60 * 60 * 1000;

export function createPendingCommands(store: Store): PendingCommands {
  const records = store.records<PendingCommand>("slack/commands");
  return {
    get: (command) => records.get(command),
    async wait(command, responseUrl) {
      await records.set(command, { state: "waiting", responseUrl }, USABLE_MS);
    },
    async answered(command) {
      await records.set(command, { state: "answered" }, KEEP_MS);
    },
  };
}
