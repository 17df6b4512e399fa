import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../../src/core/types.ts";
import { filedUnder, parsePersonId, parseSpot, type SlackId, type Spot, type Ts } from "../ids.ts";
import type { ReplyRecords } from "../reply-records.ts";

/**
 * The messages that one of the core's messages is made of: one, or all of a reply of Maru's.
 * @throws PlatformError when it is none of Slack's
 */
export async function spotsOf(
  { id }: Pick<Message, "id">,
  records: Pick<ReplyRecords, "get" | "partAt">,
): Promise<readonly Spot[]> {
  const written = filedUnder(id);
  if (written) {
    const record = await records.get(written);
    return (record?.messages ?? []).map((ts) => ({ channel: record!.channel, ts }));
  }
  const spot = parseSpot(id);
  if (!spot) throw new PlatformError("gone", `${id} is no message of Slack's.`);
  return [spot];
}

/** Where a message stands; of a reply, where its question does. */
export function placeOf({ id, thread }: Pick<Message, "id" | "thread">): {
  readonly channel: SlackId;
  readonly root: Ts;
} {
  const root = parseSpot(thread);
  if (!root) throw new PlatformError("gone", `${id} is no message of Slack's.`);
  return { channel: root.channel, root: root.ts };
}

/** @throws PlatformError when they are none of Slack's */
export function userOf({ author }: Pick<Message, "author">): SlackId {
  const user = parsePersonId(author.id);
  if (!user) throw new PlatformError("gone", `${author.id} is nobody on Slack.`);
  return user;
}
