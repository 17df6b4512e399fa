import { type DiscordConfig, discordConfig } from "../../../adapters/discord/config.ts";
import { createDiscordChat } from "../../../adapters/discord/discord-chat.ts";
import type { DiscordTimes } from "../../../adapters/discord/rooms.ts";
import { COMMANDS } from "../../../src/core/index.ts";
import type { AdapterParts, ChatAdapter, Store } from "../../../src/core/ports/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { FakeCore } from "../../fakes/core.ts";
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  startFakeDiscord,
  type User,
} from "../../fakes/discord/index.ts";
import { listeningLog } from "../listening-log.ts";

/** So that tests do not wait: the real times are Discord's. */
export const quick: DiscordTimes = {
  editEveryMs: 0,
  statusEveryMs: 1,
  typeEveryMs: 50,
  storePausesMs: [1, 1, 1],
  firstAnswerMs: 1_500,
};

/** The whole config of `platforms.discord` from what a test cares about. */
export const configured = (section: unknown = {}): DiscordConfig =>
  discordConfig.parse(section) as DiscordConfig;

export const memoryStore = (now: () => number = Date.now): Promise<Store> =>
  openStore("memory:", { dataFolder: "/nowhere", now, log: listeningLog() });

export interface Connected {
  readonly discord: FakeDiscord;
  readonly core: FakeCore;
  readonly store: Store;
  readonly log: ReturnType<typeof listeningLog>;
  readonly ann: User;
  readonly adapter: ChatAdapter;
  /**
   * Ends the adapter and starts another on the same store and server.
   *
   * @param meanwhile what happens while it is down
   */
  restart(meanwhile?: () => void): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The adapter, connected to a Discord of our own and to a stand-in for the core. */
export async function connect(
  options: {
    readonly discord?: FakeDiscordOptions;
    readonly config?: unknown;
    readonly times?: Partial<DiscordTimes>;
    readonly core?: FakeCore;
    readonly now?: () => number;
    readonly mayAnswerIn?: AdapterParts["mayAnswerIn"];
    /** With it there is moderation. */
    readonly desk?: AdapterParts["desk"];
    readonly before?: (discord: FakeDiscord) => void;
  } = {},
): Promise<Connected> {
  const discord = await startFakeDiscord({ rateLimits: "none", ...options.discord });
  options.before?.(discord);
  const ann = discord.addPerson("Ann Lee");
  const core = options.core ?? new FakeCore();
  const now = options.now ?? Date.now;
  const store = await memoryStore(now);
  const log = listeningLog();
  const start = async () => {
    const started = createDiscordChat(
      configured(options.config),
      {
        store,
        log,
        now,
        selfName: "Maru",
        commands: COMMANDS,
        mayAnswerIn: options.mayAnswerIn ?? (() => true),
        ...(options.desk ? { desk: options.desk } : {}),
        secrets: { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api },
        routes: {},
      },
      { ...quick, ...options.times },
    );
    await started.start(core.deliver);
    return started;
  };
  let adapter = await start();
  return {
    discord,
    core,
    store,
    log,
    ann,
    get adapter() {
      return adapter;
    },
    async restart(meanwhile) {
      await adapter.stop();
      meanwhile?.();
      adapter = await start();
    },
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      await discord.stop();
      await store.close();
      if (discord.violations.length > 0) throw new Error(JSON.stringify(discord.violations, undefined, 2));
    },
  };
}
