import type { Channel, Ts } from "./shapes.ts";
import type { ThreadStatus, World } from "./world.ts";

/** docs: reference/methods/assistant.threads.setStatus: a status that is followed by no message clears itself. */
const lastsMs = 120_000;

const keyOf = (channel: Channel, thread: Ts): string => `${channel.id}/${thread}`;

/** An empty text takes the status away. */
export const setStatus = (
  world: World,
  channel: Channel,
  thread: Ts,
  text: string,
  loadingMessages: readonly string[],
): void => {
  clearStatus(world, channel, thread);
  const key = keyOf(channel, thread);
  if (text !== "")
    world.statuses.set(key, {
      text,
      loadingMessages,
      setAt: world.clock.now(),
      clear: world.clock.after(lastsMs, () => {
        world.statuses.delete(key);
        world.tell();
      }),
    });
  world.tell();
};

/** Also done by every message of the app in the thread. */
export const clearStatus = (world: World, channel: Channel, thread: Ts): void => {
  const key = keyOf(channel, thread);
  world.statuses.get(key)?.clear();
  world.statuses.delete(key);
};

export const statusIn = (world: World, channel: Channel, thread: Ts): ThreadStatus | undefined =>
  world.statuses.get(keyOf(channel, thread));
