import { limits } from "../validation/limits.ts";
import { tellOfChange } from "./message-events.ts";
import { content, noteShown, withIds } from "./messages.ts";
import type { Block, Post, Shape, StreamingState } from "./shapes.ts";
import type { World } from "./world.ts";

/** Puts more at the end of a streaming message. */
export const growStream = (world: World, post: Post, markdown: string): void => {
  post.markdown = (post.markdown ?? "") + markdown;
  post.stream!.length += markdown.length;
  show(world, post);
};

const show = (world: World, post: Post): void => {
  const { blocks: _blocks, ...rest } = post.message;
  post.message = {
    ...rest,
    ...content(world, {
      markdown: post.markdown ?? "",
      ...(post.given ? { blocks: post.given } : {}),
    }),
  };
  noteShown(world, post);
  world.tell();
};

/** The message is no stream any more; the app is told of what it became. */
export const endStream = (
  world: World,
  post: Post,
  state: Exclude<StreamingState, "in_progress">,
  added: { readonly blocks?: readonly Block[]; readonly metadata?: Shape } = {},
): void => {
  const previous = post.message;
  delete post.stream;
  if (added.blocks && added.blocks.length > 0) post.given = withIds(world, added.blocks);
  show(world, post);
  post.message = {
    ...post.message,
    streaming_state: state,
    ...(added.metadata ? { metadata: added.metadata } : {}),
  };
  tellOfChange(world, post, previous, world.nextTs());
  world.tell();
};

/** Undocumented, reported: a stream is at its end five minutes after it began. */
export const expireLater = (world: World, post: Post): void => {
  world.clock.after(limits.streamMs, () => {
    if (post.stream && !post.deleted) endStream(world, post, "errored");
  });
};
