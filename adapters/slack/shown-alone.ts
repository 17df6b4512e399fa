import type { Store } from "../../src/core/ports/store.ts";
import type { MessageId } from "../../src/core/types.ts";
import type { SlackId, Spot, Ts } from "./ids.ts";
import type { WaitingCommand } from "./pending-commands.ts";

/** Where an answer stands that only one person sees, if it can still be changed there. */
export type ShownAlone =
  /** In direct messages, in order. */
  | { readonly where: "letters"; readonly channel: SlackId; readonly messages: readonly Ts[] }
  /** As one message at the address of its command. */
  | { readonly where: "address"; readonly address: WaitingCommand };

/** Remembers it: ids, and addresses as long as they serve. */
export interface ShownAloneRecords {
  get(question: MessageId): Promise<ShownAlone | undefined>;
  /** One more direct message of the answer. */
  wrote(question: MessageId, letter: Spot): Promise<void>;
  set(question: MessageId, shown: ShownAlone): Promise<void>;
}

/** As long as the core knows that it replied. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

/** @param now Unix ms */
export function createShownAloneRecords(store: Store, now: () => number): ShownAloneRecords {
  const records = store.records<ShownAlone>("slack/shown-alone");

  async function set(question: MessageId, shown: ShownAlone): Promise<void> {
    const keepMs = shown.where === "letters" ? KEEP_MS : shown.address.until - now();
    if (keepMs > 0) await records.set(question, shown, keepMs);
  }

  return {
    get: (question) => records.get(question),
    set,
    async wrote(question, { channel, ts }) {
      const before = await records.get(question);
      const messages = before?.where === "letters" ? before.messages : [];
      await set(question, { where: "letters", channel, messages: [...messages, ts] });
    },
  };
}
