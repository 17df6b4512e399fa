import type { Store } from "../../src/core/ports/store.ts";
import type { MessageId, ThreadId } from "../../src/core/types.ts";
import type { Snowflake } from "./ids.ts";

/** What is remembered of a reply: ids only. */
export interface ReplyRecord {
  /** `opening`: its first message may or may not have been posted. */
  readonly state: "opening" | "open" | "finished" | "removed";
  /** Its question, and that one's thread, as the core knows them. */
  readonly question: MessageId;
  readonly thread: ThreadId;
  /** Where it stands. */
  readonly channel: Snowflake;
  /** Its messages, in order. */
  readonly messages: readonly Snowflake[];
}

export interface ReplyRecords {
  get(question: Snowflake): Promise<ReplyRecord | undefined>;
  set(question: Snowflake, record: ReplyRecord): Promise<void>;
}

/** As long as the core knows that it replied. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

export function createReplyRecords(store: Store): ReplyRecords {
  const records = store.records<ReplyRecord>("discord/replies");
  return {
    get: (question) => records.get(question),
    async set(question, record) {
      await records.set(question, record, KEEP_MS);
    },
  };
}
