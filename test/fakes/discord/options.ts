import type { Portal } from "./gateway/intents.ts";
import type { PermissionName } from "./permissions.ts";
import type { RateLimits } from "./rest/rate-limits.ts";

/** How strict the fake is, and what it begins with. The defaults are Discord's, as far as they are known. */
export interface FakeDiscordOptions {
  /** Name of the bot; default `Maru`. */
  readonly botName?: string;
  /** What the bot's role may do beyond @everyone; default: nothing. */
  readonly botPermissions?: readonly PermissionName[];
  /** What @everyone may do; default: as in a fresh server. */
  readonly everyone?: readonly PermissionName[];
  /** Privileged intents enabled in the developer portal; default: only the message content. */
  readonly portal?: Partial<Portal>;
  /** Sizes of the rate limits; default: as commonly reported of Discord. `"none"`: none. */
  readonly rateLimits?: Partial<RateLimits> | "none";
  /** Default: 50 requests a second. */
  readonly globalPerSecond?: number;
  /** 401, 403 and 429 in ten minutes until the bot is shut out; default 10,000. */
  readonly mostInvalid?: number;
  /** Default: Discord's 41,250. */
  readonly heartbeatIntervalMs?: number;
  /** Session starts a day, default 1,000. */
  readonly identifiesPerDay?: number;
  /** Least time between two session starts. Discord's is 5,000; the default is 0, so that tests restart at once. */
  readonly identifyIntervalMs?: number;
  /** Edits an hour of a message that is older than an hour; default 30. */
  readonly oldEditsPerHour?: number;
  /** Threads of a server that are not archived, then 160006; default 1,000. */
  readonly mostActiveThreads?: number;
  /** Of the random troubles; default 1. */
  readonly seed?: number;
  /** Unix ms; default: the real time. */
  readonly now?: () => number;
  /** Default: check requests and answers against Discord's OpenAPI document when it is there. */
  readonly contract?: boolean;
}
