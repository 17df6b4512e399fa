import type { Store } from "../../src/core/ports/store.ts";
import type { MessageId } from "../../src/core/types.ts";
import { ADAPTER_NAME, type SlackId, type Ts } from "./ids.ts";

/** A command's id: it is no message, so it has no time of its own in the channel. */
export const commandId = (channel: SlackId, trigger: string): MessageId =>
  `${ADAPTER_NAME}:${channel}/command/${trigger}`;

/** Whether it is the id of a command, and not of a message. */
export const isCommandId = (id: string): id is MessageId =>
  /^slack:[A-Z0-9]{1,20}\/command\/[\w.-]+$/.test(id);

/** Where a command's answer goes, so that nobody else sees it. */
export interface ResponseAddress {
  readonly responseUrl: string;
  /** The thread in which the command was given. */
  readonly thread?: Ts;
  /**
   * Whether a word that was said there may be replaced by the next: not where the command was given on a message of an app's, for Slack
   * could take that one for what is to be replaced.
   */
  readonly mayReplace: boolean;
}

/** A command that waits for its answer, or has it. */
export type PendingCommand =
  | (ResponseAddress & {
      readonly state: "waiting";
      /** So many times the address can still be used. */
      readonly usesLeft: number;
      /** Whether a word stands there for which the answer comes. */
      readonly hasWord: boolean;
      /** Unix ms: until when the address serves. */
      readonly until: number;
    })
  | { readonly state: "answered" };

export type WaitingCommand = Extract<PendingCommand, { state: "waiting" }>;

export interface PendingCommands {
  /** `undefined` when its address is (nearly) worn out. */
  get(command: MessageId): Promise<PendingCommand | undefined>;
  wait(command: MessageId, address: ResponseAddress): Promise<void>;
  /** What has become of its address. */
  note(command: MessageId, waiting: WaitingCommand): Promise<void>;
  answered(command: MessageId): Promise<void>;
}

/** An address serves for 30 minutes (docs: interactivity/handling-user-interaction#message_responses); the last one is left alone. */
const USABLE_MS = 29 * 60 * 1000;
/** The same page. */
const USES = 5;
/** As long as the core knows that it replied. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

/** @param now Unix ms */
export function createPendingCommands(store: Store, now: () => number): PendingCommands {
  const records = store.records<PendingCommand>("slack/commands");

  async function note(command: MessageId, waiting: WaitingCommand): Promise<void> {
    const leftMs = waiting.until - now();
    if (leftMs > 0) await records.set(command, waiting, leftMs);
    else await records.delete(command);
  }

  return {
    get: (command) => records.get(command),
    wait: (command, address) =>
      note(command, {
        state: "waiting",
        ...address,
        usesLeft: USES,
        hasWord: false,
        until: now() + USABLE_MS,
      }),
    note,
    async answered(command) {
      await records.set(command, { state: "answered" }, KEEP_MS);
    },
  };
}
