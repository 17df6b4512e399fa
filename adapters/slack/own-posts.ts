import type { OwnPost } from "../../src/core/ports/chat-adapter.ts";
import type { MessageId } from "../../src/core/types.ts";
import type { Clock } from "./clock.ts";
import type { FinishedReplies } from "./finished-replies.ts";
import { postId, type SlackId, tsAt } from "./ids.ts";
import { createPosts, type PostingParts, type ReplySpot } from "./posts.ts";
import { isOver } from "./reply-records.ts";

/** `ChatAdapter.openPost`, in a conversation. */
export type OpenPost = (channel: SlackId, key: string) => Promise<OwnPost>;

/** So much Maru's clock may differ from Slack's. */
const SKEW_MS = 5 * 60 * 1000;

/** Messages of Maru's own that answer nobody: each is shown when it is finished, and not before. */
export function createOwnPosts(parts: {
  readonly posting: PostingParts;
  readonly finished: FinishedReplies;
  readonly clock: Pick<Clock, "now">;
}): OpenPost {
  const { posting, finished, clock } = parts;
  /** Those that are not finished. */
  const open = new Map<MessageId, Promise<OwnPost>>();

  async function openNew(channel: SlackId, id: MessageId): Promise<OwnPost> {
    const record = await posting.records.get(id);
    const since = record?.since ?? tsAt(clock.now() - SKEW_MS);
    const spot: ReplySpot = { question: id, spot: { channel, ts: since }, thread: id };
    const closed = finished.reply(spot, undefined);
    if (record && isOver(record)) return closed;
    const posts = createPosts(posting, spot, async () => undefined, record);
    await posts.search();
    let isOpen = true;
    return {
      finished: false,
      finish: (markdown, kind) =>
        finished.inOrder(spot, undefined, async () => {
          if (!isOpen) return;
          await finished.show(spot, posts, markdown, kind);
          isOpen = false;
          open.delete(id);
        }),
      revise: closed.revise,
    };
  }

  return (channel, key) => {
    const id = postId(channel, key);
    const known = open.get(id);
    if (known !== undefined) return known;
    const opened = openNew(channel, id);
    open.set(id, opened);
    const forget = () => open.delete(id);
    opened.then((reply) => reply.finished && forget(), forget);
    return opened;
  };
}
