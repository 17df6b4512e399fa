import type { Scope } from "./web-api/scopes.ts";

/** What the app's manifest says, as far as Slack enforces it. */
export interface AppSettings {
  /** Bot scopes; default: all that the fake knows. */
  readonly scopes?: readonly (Scope | (string & {}))[];
  /** `bot_events`; default: all that the fake sends. */
  readonly events?: readonly string[];
  /** Slash commands with their slash; default: any. */
  readonly commands?: readonly string[];
  /** `callback_id`s of message shortcuts; default: any. */
  readonly shortcuts?: readonly string[];
}

/** How strict the fake is, and what it begins with. */
export interface FakeSlackOptions extends AppSettings {
  /** Name of the bot; default `Maru`. */
  readonly botName?: string;
  /** `socket` (default): Socket Mode is on. `http`: events go to `useRequestUrl`. */
  readonly mode?: "socket" | "http";
  /** `real` (default): Slack's tiers. `none`: nothing is limited. */
  readonly rateLimits?: "real" | "none";
  /** Redelivers events of which the app did not take notice; default `true`. */
  readonly redelivery?: boolean;
  /** Of the random troubles, and of which connection gets a payload; default 1. */
  readonly seed?: number;
  /** Unix ms; default: the real time. */
  readonly now?: () => number;
}
