import type { Reply, ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { MessageId, ThreadId } from "../../src/core/types.ts";
import { detectLocale } from "../../src/text/language.ts";
import type { Api } from "./api.ts";
import { buttonsUnder } from "./buttons.ts";
import { writtenId } from "./ids.ts";
import { createPosts, type PostingParts, type Posts, type ReplySpot } from "./posts.ts";
import { endOf, type ReplyRecord } from "./reply-records.ts";
import { createScreen, type Screen } from "./screen.ts";
import { noStreaming } from "./streaming.ts";
import type { Concerned } from "./telling.ts";

/**
 * What can still be done with a reply that is finished, and what is done where one is shown only then. What stands there is taken
 * from the record each time: the same reply may have been opened several times.
 */
export interface FinishedReplies {
  /** As the core knows it. */
  reply(spot: ReplySpot, asker: Concerned | undefined): Reply;
  /** Works on one reply one after the other; what Slack refuses is said in the core's words. */
  inOrder(spot: ReplySpot, asker: Concerned | undefined, work: () => Promise<void>): Promise<void>;
  /** Shows a whole text as the reply's, for good. May be called again after an error. In order. */
  show(spot: ReplySpot, posts: Posts, markdown: string, kind: ReplyKind): Promise<void>;
  /** Shows another text in the place of a finished one's; nothing happens when the reply was removed, or people deleted it. In order. */
  revise(spot: ReplySpot, markdown: string): Promise<void>;
  /** Removes what stands there of a reply, finished or not, and keeps it from being shown again. In order. */
  remove(spot: ReplySpot): Promise<void>;
}

export function createFinishedReplies(parts: {
  readonly posting: PostingParts & { readonly api: Pick<Api, "update" | "updateNow" | "remove"> };
  readonly inOrder: (question: MessageId, work: () => Promise<void>) => Promise<void>;
  readonly refusable: (
    thread: ThreadId,
    asker: Concerned | undefined,
    work: () => Promise<void>,
  ) => Promise<void>;
}): FinishedReplies {
  const { posting, refusable } = parts;
  const { api, records } = posting;

  const screenOf = ({ spot }: ReplySpot, posts: Posts): Screen =>
    createScreen({
      api,
      channel: spot.channel,
      posts,
      streaming: noStreaming,
      mayStream: false,
      refused: () => {},
      growingButtons: [],
    });

  async function postsOf(reply: ReplySpot, record: ReplyRecord | undefined): Promise<Posts> {
    const posts = createPosts(posting, reply, async () => undefined, record);
    await posts.search();
    return posts;
  }

  async function show(spot: ReplySpot, posts: Posts, markdown: string, kind: ReplyKind): Promise<void> {
    const buttons = buttonsUnder(kind, spot.question, detectLocale(markdown, "en"));
    const screen = screenOf(spot, posts);
    await screen.finish(markdown, buttons);
    if (!screen.isGone) return posts.finished(kind);
    // Of what people deleted a part of, nothing is to be left that says what it should not any more.
    await screen.remove();
    await posts.removed();
  }

  async function revise(spot: ReplySpot, markdown: string): Promise<void> {
    const record = await records.get(spot.question);
    const kind = record && endOf(record);
    if (kind) await show(spot, await postsOf(spot, { ...record, kind }), markdown, kind);
  }

  async function remove(spot: ReplySpot): Promise<void> {
    const record = await records.get(spot.question);
    if (record?.state === "removed") return;
    const posts = await postsOf(spot, record);
    await screenOf(spot, posts).remove();
    await posts.removed();
  }

  const inOrder: FinishedReplies["inOrder"] = ({ question, thread }, asker, work) =>
    parts.inOrder(question, () => refusable(thread, asker, work));

  return {
    show,
    revise,
    remove,
    inOrder,
    reply: (spot, asker) => ({
      id: writtenId(spot.question),
      finished: true,
      async status() {},
      async update() {},
      async finish() {},
      revise: (markdown) => inOrder(spot, asker, () => revise(spot, markdown)),
      remove: () => inOrder(spot, asker, () => remove(spot)),
    }),
  };
}
