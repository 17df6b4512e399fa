import type { Store } from "../../src/core/ports/store.ts";
import type { MessageId, ThreadId } from "../../src/core/types.ts";
import { byAge, isOlder, type Snowflake, snowflakeAt } from "./ids.ts";

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
  /** It answers a command of Discord's, which stands in no channel and cannot be deleted. */
  readonly ofCommand?: true;
  /** It only says that there is an answer elsewhere. */
  readonly isNote?: true;
  /** How often it was given another text since it was finished. */
  readonly revisions?: number;
}

export interface ReplyRecords {
  get(question: Snowflake): Promise<ReplyRecord | undefined>;
  set(question: Snowflake, record: ReplyRecord): Promise<void>;
  /** Finished answers to questions of the last day that stand in channels, to the newest 50 of them. */
  recentlyFinished(): Promise<readonly ReplyRecord[]>;
}

/** As long as the core knows that it replied. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

const RECENT_MS = 24 * 60 * 60 * 1000;
const MOST_RECENT = 50;

/** @param now Unix ms */
export function createReplyRecords(store: Store, now: () => number): ReplyRecords {
  const records = store.records<ReplyRecord>("discord/replies");
  return {
    get: (question) => records.get(question),
    async set(question, record) {
      await records.set(question, record, KEEP_MS);
    },
    async recentlyFinished() {
      const since = snowflakeAt(now() - RECENT_MS);
      const found: [Snowflake, ReplyRecord][] = [];
      for await (const [question, record] of records.iterator?.(undefined) ?? [])
        if (
          record.state === "finished" &&
          record.messages.length > 0 &&
          !record.ofCommand &&
          isOlder(since, question)
        )
          found.push([question, record]);
      return found
        .toSorted(([a], [b]) => byAge(b, a))
        .slice(0, MOST_RECENT)
        .map(([, record]) => record);
    },
  };
}
