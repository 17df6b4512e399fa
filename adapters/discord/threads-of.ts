import { type APIThreadChannel, ChannelType } from "discord.js";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import { isOlder, type Snowflake, snowflakeAt } from "./ids.ts";
import type { Where } from "./places.ts";

/** A thread of a channel, and between which ids its messages stand. */
interface ThreadOf {
  readonly where: Where;
  readonly oldest: Snowflake;
  readonly newest: Snowflake;
}

/**
 * The public threads of a channel in which something may have been said from `floor` on.
 *
 * @param last so many messages are wanted, the newest; then only those threads count that were archived last, as many as Discord lists at once
 */
type FindThreads = (
  home: Where,
  floor: Snowflake | undefined,
  last: number | undefined,
) => Promise<readonly ThreadOf[]>;

export function createFindThreads(api: Pick<Api, "activeThreads" | "archivedThreads">): FindThreads {
  async function archived(
    channel: Snowflake,
    floor: Snowflake | undefined,
    isOnePage: boolean,
  ): Promise<readonly APIThreadChannel[]> {
    const found: APIThreadChannel[] = [];
    for (;;) {
      const archivedAt = found.at(-1)?.thread_metadata?.archive_timestamp;
      const page = await unless(
        ["missingAccess", "missingPermissions"],
        api.archivedThreads(channel, archivedAt),
      );
      found.push(...(page?.threads ?? []));
      const last = page?.threads.at(-1)?.thread_metadata?.archive_timestamp;
      // Nothing is said in a thread once it is archived.
      const isBefore =
        last !== undefined && floor !== undefined && isOlder(snowflakeAt(Date.parse(last)), floor);
      if (!page?.has_more || last === undefined || isOnePage || isBefore) return found;
    }
  }

  return async (home, floor, last) => {
    const active = home.guild ? await api.activeThreads(home.guild) : [];
    const all = new Map(
      [
        ...active.filter(isPublicIn(home.channel)),
        ...(await archived(home.channel, floor, last !== undefined && floor === undefined)),
      ].map((thread) => [thread.id, thread]),
    );
    return [...all.values()]
      .map((thread) => ({
        where: {
          ...home,
          ...{ channel: thread.id, kind: "thread" as const },
          ...(home.isForum ? { title: thread.name } : {}),
        },
        oldest: thread.id,
        newest: thread.last_message_id ?? thread.id,
      }))
      .filter((thread) => floor === undefined || !isOlder(thread.newest, floor));
  };
}

/** What is said in private threads is never quoted outside of them. */
const isPublicIn = (channel: Snowflake) => (thread: APIThreadChannel) =>
  thread.parent_id === channel && thread.type !== ChannelType.PrivateThread;
