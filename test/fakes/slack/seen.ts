import { pingsOf, render } from "./world/render.ts";
import type { Channel, Message, Post, Shape, StreamingState, Ts } from "./world/shapes.ts";
import type { World } from "./world/world.ts";

/** A button or the like under a message or in a view. */
export interface Control {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly label: string;
  readonly value: string | undefined;
}

/** A message as people see it in the client. */
export interface Seen {
  readonly ts: Ts;
  /** The author's name. */
  readonly author: string;
  readonly isBot: boolean;
  /** Mentions by name, escapes undone; Markdown as it was written. */
  readonly text: string;
  /** What the notification says: the fallback text, as Slack keeps it. */
  readonly fallback: string;
  /** Every text that it showed before this one, first to last. */
  readonly earlierTexts: readonly string[];
  readonly edited: boolean;
  /** Set on what came by a stream: `errored` when nobody stopped it in time. */
  readonly streaming: StreamingState | undefined;
  readonly controls: readonly Control[];
  /** The id of the only person who sees it. */
  readonly onlyFor: string | undefined;
  readonly thread: Ts | undefined;
  readonly metadata: Shape | undefined;
  /** Who was told of it: ids of people, and `@channel`, `@here`, `@everyone`, `@subteam^S1` for groups. */
  readonly pings: readonly string[];
  /** The message itself, as the Web API shows it. */
  readonly message: Message;
}

/**
 * What stands in a channel, oldest first: its own messages, or with `thread` the root and replies of that thread.
 * What only one person sees is there too, and says for whom.
 */
export const seenIn = (world: World, channel: Channel, thread?: Ts): Seen[] =>
  [...channel.posts.values()]
    .filter(({ deleted, message }) => !deleted && standsIn(message, thread))
    .map((post) => seen(world, post));

const standsIn = ({ ts, thread_ts, subtype }: Message, thread: Ts | undefined): boolean =>
  thread === undefined
    ? thread_ts === undefined || thread_ts === ts || subtype === "thread_broadcast"
    : ts === thread || thread_ts === thread;

const seen = (world: World, post: Post): Seen => {
  const { message } = post;
  const user = world.users.get(message.user ?? "");
  return {
    ts: message.ts,
    author: user?.profile.display_name ?? message.username ?? message.user ?? "",
    isBot: message.bot_id !== undefined,
    text: render(world, post),
    fallback: message.text,
    earlierTexts: post.shown.slice(0, -1),
    edited: message.edited !== undefined,
    streaming: message.streaming_state,
    controls: controlsOf(post.given ?? []),
    onlyFor: post.onlyFor,
    thread: message.thread_ts,
    metadata: message.metadata,
    pings: pingsOf(post),
    message,
  };
};

/** The controls of blocks, block after block, flat. The two feedback buttons count as two controls of one action. */
export const controlsOf = (blocks: readonly Shape[]): Control[] =>
  blocks.flatMap((block) => {
    const elements = [
      ...((block["elements"] as Shape[] | undefined) ?? []),
      block["accessory"],
      block["element"],
    ];
    return elements.flatMap((one) => {
      const element = one as Shape | undefined;
      if (typeof element?.["action_id"] !== "string") return [];
      const pair = [element["positive_button"], element["negative_button"]].filter(Boolean) as Shape[];
      return (pair.length > 0 ? pair : [element]).map((button) => ({
        blockId: String(block["block_id"] ?? ""),
        actionId: String(element["action_id"]),
        type: String(element["type"]),
        label: String((button["text"] as Shape | undefined)?.["text"] ?? ""),
        value: button["value"] as string | undefined,
      }));
    });
  });
