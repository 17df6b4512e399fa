import type { Api } from "./api.ts";
import type { Snowflake } from "./ids.ts";

/** Shows "Maru is typing" in a channel until the returned function is called. */
export type ShowTyping = (channel: Snowflake) => () => void;

export interface Typing {
  readonly show: ShowTyping;
  stopAll(): void;
}

/** @param everyMs Discord shows it for 10 s, so a little less */
export function createTyping(api: Api, everyMs: number): Typing {
  const timers = new Map<Snowflake, { count: number; timer: NodeJS.Timeout }>();
  // Only a courtesy: without it the answer comes all the same.
  const type = (channel: Snowflake) => void api.type(channel).catch(() => {});

  return {
    show(channel) {
      const shown = timers.get(channel);
      if (shown) shown.count += 1;
      else {
        const timer = setInterval(type, everyMs, channel).unref();
        timers.set(channel, { count: 1, timer });
        type(channel);
      }
      let ended = false;
      return () => {
        const now = timers.get(channel);
        if (ended || !now) return;
        ended = true;
        now.count -= 1;
        if (now.count > 0) return;
        clearInterval(now.timer);
        timers.delete(channel);
      };
    },
    stopAll() {
      for (const { timer } of timers.values()) clearInterval(timer);
      timers.clear();
    },
  };
}
