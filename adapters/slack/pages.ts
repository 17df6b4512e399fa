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

/** The messages of a conversation outside of threads, and the first ones of those; newest first, page by page. */
export async function* newestRoots(
  api: Reading,
  channel: SlackId,
  before: Ts | undefined,
): AsyncGenerator<readonly RawMessage[]> {
  const bounds = { limit: PAGE, withMetadata: true, ...(before ? { latest: before } : {}) };
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const asked = api.history(channel, { ...bounds, ...(cursor ? { cursor } : {}) });
    const page = await unless(UNREADABLE, asked);
    cursor = page?.cursor;
    yield parsed(page?.items).filter(({ ts }) => before === undefined || isOlder(ts, before));
  }
}

/** Bounds that are left out themselves. */
export interface Between {
  readonly after?: Ts | undefined;
  readonly before?: Ts | undefined;
}

/** A thread's messages, the first among them, oldest first, read to the end page by page. */
export async function* oldestOfThread(
  api: Reading,
  channel: SlackId,
  root: Ts,
  { after, before }: Between,
): AsyncGenerator<RawMessage> {
  const bounds = {
    limit: PAGE,
    withMetadata: true,
    ...(after ? { oldest: after } : {}),
    ...(before ? { latest: before } : {}),
  };
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
