import type { ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { MessageId, ThreadId } from "../../src/core/types.ts";
import type { SlackId, Spot, Ts } from "./ids.ts";

/** What is remembered of a reply: ids only. */
export interface ReplyRecord {
  /** `posting`: one more message may or may not have been posted. */
  readonly state: "open" | "posting" | "finished" | "removed";
  /** How it ended: from then on it is finished, also while another text is put in its place. */
  readonly kind?: ReplyKind;
  /** Its question, and that one's thread, as the core knows them. Of a message that answers nobody: its own id. */
  readonly question: MessageId;
  readonly thread: ThreadId;
  readonly channel: SlackId;
  /** Its messages, in order. */
  readonly messages: readonly Ts[];
  /** Of a message that answers nobody: nothing of it is older. */
  readonly since?: Ts;
}

/** Whether there is nothing left to do. */
export const isOver = (record: ReplyRecord): boolean =>
  record.state === "removed" || endOf(record) !== undefined;

/** How a reply ended, if it did. */
export const endOf = ({ state, kind }: ReplyRecord): ReplyKind | undefined =>
  state === "removed" ? undefined : (kind ?? (state === "finished" ? "answer" : undefined));

/** What a message of Maru's belongs to. */
export interface PartRecord {
  readonly question: MessageId;
  /** 0 for the reply's first message. */
  readonly part: number;
}

export interface ReplyRecords {
  get(question: MessageId): Promise<ReplyRecord | undefined>;
  set(record: ReplyRecord): Promise<void>;
  /** The reply that a message is a part of, when it is one. */
  partAt(spot: Spot): Promise<PartRecord | undefined>;
  setPart(spot: Spot, part: PartRecord): Promise<void>;
}

/** As long as the core knows that it replied. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

export function createReplyRecords(store: Store): ReplyRecords {
  const replies = store.records<ReplyRecord>("slack/replies");
  const parts = store.records<PartRecord>("slack/reply-parts");
  const key = ({ channel, ts }: Spot) => `${channel}/${ts}`;
  return {
    get: (question) => replies.get(question),
    async set(record) {
      await replies.set(record.question, record, KEEP_MS);
    },
    partAt: (spot) => parts.get(key(spot)),
    async setPart(spot, part) {
      await parts.set(key(spot), part, KEEP_MS);
    },
  };
}
