import { Client, GatewayIntentBits, Options, Partials } from "discord.js";
import { isTooLong } from "./thread-limit.ts";

export interface ClientOptions {
  /** REST base, e.g. `https://discord.com/api`; `undefined` is Discord's own. */
  readonly api: string | undefined;
  /** Whether the application may read what does not mention it. Asking without that closes the connection (4014). */
  readonly readsContent: boolean;
}

const HOUR_SECONDS = 3_600;
const REST_TIMEOUT_MS = 15_000;

/**
 * discord.js's client for the gateway and the state of guilds, channels, roles and permissions. What Maru
 * does not look at is not cached: messages are read from Discord when they are needed.
 */
export function createClient({ api, readsContent }: ClientOptions): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: { ...(api ? { api } : {}), timeout: REST_TIMEOUT_MS, rejectOnRateLimit: isTooLong },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ApplicationCommandManager: 0,
      ApplicationEmojiManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildForumThreadManager: 500,
      GuildInviteManager: 0,
      GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === member.client.user.id },
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildTextThreadManager: 500,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: 50, keepOverLimit: (user) => user.id === user.client.user.id },
      VoiceStateManager: 0,
    }),
    sweepers: {
      ...Options.DefaultSweeperSettings,
      threads: { interval: HOUR_SECONDS, lifetime: HOUR_SECONDS },
    },
  });
}
