import type { Clock } from "../clock.ts";
import type { Channel, File, Shape, Team, Ts, User } from "./shapes.ts";

/** An event of the Events API before it is wrapped for delivery. */
export interface SlackEvent extends Shape {
  readonly type: string;
}

export interface StoredFile {
  readonly file: File;
  readonly bytes: Uint8Array;
  readonly channelId: string;
}

export interface ThreadStatus {
  readonly text: string;
  readonly loadingMessages: readonly string[];
  readonly setAt: number;
  readonly clear: () => void;
}

/** Everything that is, and the ways in which it changes. */
export interface World {
  readonly clock: Clock;
  /** `http://127.0.0.1:port`. */
  origin: string;
  readonly team: Team;
  readonly teams: Map<string, Team>;
  readonly app: { readonly id: string; readonly botId: string };
  readonly bot: User;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, StoredFile>;
  /** By `channel/thread_ts`. */
  readonly statuses: Map<string, ThreadStatus>;
  readonly titles: Map<string, string>;
  /** By `channel/thread_ts`, or the channel alone. */
  readonly prompts: Map<string, Shape>;
  readonly homes: Map<string, Shape>;
  readonly views: Map<string, Shape>;
  /** Ids of the modals that are open, by the id of who sees them; the last one is in front. */
  readonly modals: Map<string, readonly string[]>;
  /** By trigger id: when it was given out, Unix ms, and to whom. */
  readonly triggers: Map<string, { readonly at: number; readonly by: string; isUsed: boolean }>;
  /** Greater than every one before. */
  nextTs(): Ts;
  nextId(prefix: string): string;
  /** Something happened that a test may wait for. */
  tell(): void;
  /** The app is told of an event, when it subscribed to it and may see it. */
  emit(event: SlackEvent, channel?: Channel): void;
}

/** What the rules of the fake are made of: `emit` and `tell` come from the parts that deliver. */
export const createWorld = (
  clock: Clock,
  botName: string,
  tell: World["tell"],
  emit: World["emit"],
): World => {
  const team: Team = { id: "T0TEAM", name: "Team", domain: "team" };
  const app = { id: "A0MARU", botId: "B0MARU" };
  const bot: User = {
    id: "U0MARU",
    team_id: team.id,
    name: botName.toLowerCase(),
    deleted: false,
    real_name: botName,
    is_bot: true,
    is_app_user: false,
    locale: "en-US",
    profile: {
      real_name: botName,
      display_name: botName,
      team: team.id,
      bot_id: app.botId,
      api_app_id: app.id,
    },
  };
  let lastMicros = 0;
  let ids = 0;
  return {
    clock,
    origin: "",
    team,
    teams: new Map([[team.id, team]]),
    app,
    bot,
    users: new Map([[bot.id, bot]]),
    channels: new Map(),
    files: new Map(),
    statuses: new Map(),
    titles: new Map(),
    prompts: new Map(),
    homes: new Map(),
    views: new Map(),
    modals: new Map(),
    triggers: new Map(),
    nextTs: () => {
      lastMicros = Math.max(Math.floor(clock.now()) * 1000, lastMicros + 1);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
    },
    nextId: (prefix) => `${prefix}0${(++ids).toString(36).toUpperCase().padStart(8, "0")}`,
    tell,
    emit,
  };
};
