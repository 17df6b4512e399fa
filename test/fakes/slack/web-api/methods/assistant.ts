import { limits } from "../../validation/limits.ts";
import { setStatus } from "../../world/statuses.ts";
import { invalidArguments } from "../api-error.ts";
import { findPost, writableChannel } from "../find.ts";
import type { MethodParts, Methods } from "../method.ts";

/** docs: reference/methods, assistant.threads.*; for apps with an `agent_view` too. */
export const assistantMethods = ({ world }: MethodParts): Methods => ({
  "assistant.threads.setStatus": (args) => {
    const messages = args.loading_messages ?? [];
    if (messages.length > limits.loadingMessages)
      invalidArguments([
        `no more than ${limits.loadingMessages} items allowed [json-pointer:/loading_messages]`,
      ]);
    const channel = writableChannel(world, args.channel_id);
    findPost(channel, args.thread_ts, "invalid_thread_ts");
    setStatus(world, channel, args.thread_ts!, args.status!, messages);
    return {};
  },

  "assistant.threads.setSuggestedPrompts": (args) => {
    const prompts = args.prompts!;
    if (prompts.length > limits.prompts || prompts.length === 0)
      invalidArguments([`between 1 and ${limits.prompts} items allowed [json-pointer:/prompts]`]);
    const channel = writableChannel(world, args.channel_id);
    if (args.thread_ts !== undefined) findPost(channel, args.thread_ts, "invalid_thread_ts");
    const key = args.thread_ts === undefined ? channel.id : `${channel.id}/${args.thread_ts}`;
    world.prompts.set(key, { prompts, ...(args.title === undefined ? {} : { title: args.title }) });
    world.tell();
    return {};
  },

  "assistant.threads.setTitle": (args) => {
    const channel = writableChannel(world, args.channel_id);
    findPost(channel, args.thread_ts, "invalid_thread_ts");
    world.titles.set(`${channel.id}/${args.thread_ts}`, args.title!);
    world.tell();
    return {};
  },
});
