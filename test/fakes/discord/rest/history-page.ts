import { isOlder } from "../snowflake.ts";
import type { Channel, Post } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

/** Newest first, as asked by `before`, `after` or `around` (docs: resources/message#get-channel-messages). */
export const historyPage = (
  world: World,
  channel: Channel,
  query: URLSearchParams,
  limit: number,
): Post[] => {
  const [before, after, around] = ["before", "after", "around"].map((key) => query.get(key));
  const all = [...(world.posts.get(channel.id)?.values() ?? [])].filter(
    ({ deleted, onlyFor }) => !deleted && onlyFor === undefined,
  );
  const id = ({ message }: Post) => message.id;
  if (around) {
    const older = all.filter((one) => !isOlder(around, id(one))).slice(-(Math.floor(limit / 2) + 1));
    const newer = all.filter((one) => isOlder(around, id(one))).slice(0, limit - older.length);
    return [...older, ...newer].reverse();
  }
  if (after)
    return all
      .filter((one) => isOlder(after, id(one)))
      .slice(0, limit)
      .reverse();
  return all
    .filter((one) => !before || isOlder(id(one), before))
    .slice(-limit)
    .reverse();
};
