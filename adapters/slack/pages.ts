import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import { isOlder, type SlackId, type Ts } from "./ids.ts";
import { parseMessage, type RawMessage, rootOf } from "./raw-message.ts";

/** As many as Slack recommends to ask for at once (docs: reference/methods/conversations.replies). */
const PAGE = 200;

/** A conversation or thread that cannot be read (any more) is empty. */
export const UNREADABLE = [
  "channel_not_found",
  "thread_not_found",
  "message_not_found",
  "not_in_channel",
  "missing_scope",
  "access_denied",
  "ekm_access_denied",
] as const;

type Reading = Pick<Api, "history" | "replies">;

/** Bounds that are left out themselves. */
export interface Between {
  readonly after?: Ts | undefined;
  readonly before?: Ts | undefined;
}

const asBounds = ({ after, before }: Between) => ({
  limit: PAGE,
  withMetadata: true,
  ...(after ? { oldest: after } : {}),
  ...(before ? { latest: before } : {}),
});

/**
 * The messages of a conversation outside of threads, and the first ones of those; newest first, page by page. Slack is told of
 * `after` only together with `before`: alone it would have it begin with the oldest (docs: reference/methods/conversations.history).
 */
export async function* newestRoots(
  api: Reading,
  channel: SlackId,
  between: Between,
): AsyncGenerator<readonly RawMessage[]> {
  const { after, before } = between;
  const bounds = asBounds(before === undefined ? {} : between);
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const asked = api.history(channel, { ...bounds, ...(cursor ? { cursor } : {}) });
    const page = await unless(UNREADABLE, asked);
    const all = parsed(page?.items);
    const found = all.filter(({ ts }) => after === undefined || isOlder(after, ts));
    cursor = found.length < all.length ? undefined : page?.cursor;
    yield found.filter(({ ts }) => before === undefined || isOlder(ts, before));
  }
}

/** A thread's messages, the first among them, oldest first, read to the end page by page. */
export async function* oldestOfThread(
  api: Reading,
  channel: SlackId,
  root: Ts,
  between: Between,
): AsyncGenerator<RawMessage> {
  const { after, before } = between;
  const bounds = asBounds(between);
  let last = after;
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const asked = api.replies(channel, root, { ...bounds, ...(cursor ? { cursor } : {}) });
    const page = await unless(UNREADABLE, asked);
    cursor = page?.cursor;
    for (const raw of parsed(page?.items)) {
      // The first message of a thread comes on top of each page, within the bounds or not.
      if (rootOf(raw) !== root || (last !== undefined && !isOlder(last, raw.ts))) continue;
      if (before !== undefined && !isOlder(raw.ts, before)) return;
      last = raw.ts;
      yield raw;
    }
  }
}

const parsed = (items: readonly unknown[] = []): RawMessage[] =>
  items.map(parseMessage).filter((raw) => raw !== undefined);
