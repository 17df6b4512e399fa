import { requireIn } from "../../permissions.ts";
import { react, unreact } from "../../world/reactions.ts";
import { channelOf, postOf } from "../../world/world.ts";
import { apiError } from "../errors.ts";
import { noContent, type Route } from "../router.ts";
import type { RouteParts } from "./parts.ts";

/** The bot's own reactions (docs: resources/message#create-reaction). */
export const reactionRoutes = ({ world }: RouteParts): Route[] => {
  const pattern = "/channels/:channel/messages/:message/reactions/:emoji/@me";
  return [
    {
      method: "PUT",
      pattern,
      limit: "reaction",
      run: ({ id }) => {
        const channel = channelOf(world, id("channel"));
        requireIn(world, channel, "ReadMessageHistory");
        const post = postOf(world, channel.id, id("message"));
        // "To send a message or add a reaction, a thread must first be unarchived" (docs: topics/threads).
        if (channel.thread_metadata?.archived) throw apiError(400, 50083, "Thread is archived");
        const emoji = id("emoji");
        if (!/\p{Extended_Pictographic}|^\w+:\d+$/u.test(emoji)) throw apiError(400, 10014, "Unknown Emoji");
        // "Requires ADD_REACTIONS if nobody else has reacted to the message using this emoji."
        if (!post.reactors.has(emoji)) requireIn(world, channel, "AddReactions");
        react(world, channel, post, world.bot, emoji);
        return noContent;
      },
    },
    {
      method: "DELETE",
      pattern,
      limit: "reaction",
      run: ({ id }) => {
        const channel = channelOf(world, id("channel"));
        requireIn(world, channel);
        unreact(world, channel, postOf(world, channel.id, id("message")), world.bot, id("emoji"));
        return noContent;
      },
    },
  ];
};
