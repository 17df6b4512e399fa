import type { Store } from "../../../src/core/ports/store.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { Api } from "../api.ts";
import { isUndecided } from "../api-error.ts";
import type { NewMessage } from "../api-types.ts";
import { type SlackId, type Ts, tsAt } from "../ids.ts";
import { newestRoots, oldestOfThread } from "../pages.ts";
import type { RawMessage } from "../raw-message.ts";

/** What is remembered of a message that is posted once: ids only. */
interface PostRecord {
  readonly channel: SlackId;
  readonly thread?: Ts;
  /** Absent: it may or may not have been posted. */
  readonly message?: Ts;
  /** Unix ms: when it was to be posted. */
  readonly at: number;
}

/**
 * Posts a message once for a key, whatever happens meanwhile. Slack has nothing by which it would know a message that is posted a second
 * time: so it is noted before, and when its fate is not known, it is looked for by its metadata, which name the key.
 *
 * @param key no words of people: Slack keeps it
 * @returns where it stands, and whether it was posted only now: what a crash left there may say less
 */
export type PostOnce = (
  key: string,
  channel: SlackId,
  message: Omit<NewMessage, "metadata">,
) => Promise<Posted>;

export interface Posted {
  readonly ts: Ts;
  readonly isNew: boolean;
}

/** As long as a case may still be appealed, with much to spare. */
export const KEEP_MS = 180 * 24 * 60 * 60 * 1000;

const EVENT_TYPE = "maru_moderation";
/** So much Maru's clock may differ from Slack's. */
const SKEW_MS = 5 * 60 * 1000;

/**
 * Whether a message of Maru's own is a card, or a word to an author: none of what is said in the channel, and it may repeat what
 * moderation holds. A copy that was restored is.
 */
export const isWordOfModeration = ({ metadata }: RawMessage): boolean =>
  metadata?.event_type === EVENT_TYPE && !String(metadata.event_payload["key"]).startsWith(RESTORED);

/** What the keys of copies begin with. */
export const RESTORED = "restored ";

export function createPostOnce(parts: {
  readonly api: Pick<Api, "post" | "history" | "replies">;
  readonly store: Store;
  readonly self: SlackId;
  readonly inTurn: InTurn;
  /** Unix ms. */
  readonly now: () => number;
}): PostOnce {
  const { api, self, inTurn, now } = parts;
  const records = parts.store.records<PostRecord>("slack/posted-once");

  async function find(key: string, { channel, thread, at }: PostRecord): Promise<Ts | undefined> {
    const since = tsAt(at - SKEW_MS);
    const isIt = ({ user, metadata }: RawMessage) =>
      user === self && metadata?.event_type === EVENT_TYPE && metadata.event_payload["key"] === key;
    if (thread !== undefined) {
      for await (const raw of oldestOfThread(api, channel, thread, { after: since }))
        if (isIt(raw)) return raw.ts;
      return undefined;
    }
    for await (const page of newestRoots(api, channel, { after: since })) {
      const found = page.find(isIt);
      if (found) return found.ts;
    }
    return undefined;
  }

  async function postOnce(
    key: string,
    channel: SlackId,
    message: Omit<NewMessage, "metadata">,
  ): Promise<Posted> {
    const known = await records.get(key);
    if (known?.message !== undefined) return { ts: known.message, isNew: false };
    const { thread } = message;
    const record = known ?? { channel, ...(thread ? { thread } : {}), at: now() };
    const noted = async (ts: Ts, isNew: boolean) => {
      await records.set(key, { ...record, message: ts }, KEEP_MS);
      return { ts, isNew };
    };
    const before = known && (await find(key, known));
    if (before !== undefined) return noted(before, false);
    await records.set(key, record, KEEP_MS);
    const metadata = { event_type: EVENT_TYPE, event_payload: { key } };
    try {
      return await noted(await api.post(record.channel, { ...message, metadata }), true);
    } catch (error) {
      if (!isUndecided(error)) {
        // It was not posted there: next time possibly elsewhere.
        await records.delete(key);
        throw error;
      }
      const found = await find(key, record);
      if (found === undefined) throw error;
      return noted(found, true);
    }
  }

  return (key, channel, message) => inTurn(`post once ${key}`, () => postOnce(key, channel, message));
}
