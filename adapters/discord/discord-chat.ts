import { type APIApplication, type Client, Events, REST, Routes } from "discord.js";
import type { AdapterParts, ChatAdapter, Deliver, Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import type { Message } from "../../src/core/types.ts";
import { createClient } from "./client.ts";
import { commandBodies, registerCommands } from "./commands.ts";
import { type DiscordConfig, worksIn } from "./config.ts";
import { badToken, noToken } from "./doctor.ts";
import { ADAPTER_NAME, parseThreadId } from "./ids.ts";
import { listen } from "./listening.ts";
import { mayReadContent, missingFrom, whereToSwitchOnContent } from "./permissions.ts";
import { type DiscordTimes, discordTimes, openRooms, type Rooms } from "./rooms.ts";
import { steadily } from "./steadily.ts";
import { asThreadName } from "./thread-name.ts";

/** Discord as an adapter. */
export function createDiscordChat(
  config: DiscordConfig,
  parts: AdapterParts,
  times: DiscordTimes = discordTimes,
): ChatAdapter {
  const { log, secrets, commands } = parts;
  const token = secrets["DISCORD_TOKEN"];
  const api = secrets["DISCORD_API"];
  let connection: { readonly client: Client; readonly rooms: Rooms } | undefined;

  function opened(): Rooms {
    if (!connection) throw new Error("Discord has not been started.");
    return connection.rooms;
  }

  return {
    name: ADAPTER_NAME,

    async start(deliver) {
      if (!token) throw new OperatorError(noToken);
      const application = await fetchApplication(token, api);
      const readsContent = mayReadContent(application.flags ?? 0);
      const { rooms, opening } = await steadily(() => connect(token, readsContent, deliver));
      if (!readsContent)
        await rooms.tellOnce({ key: "intent", remedy: whereToSwitchOnContent(application.id) });
      await tellMissing(rooms);
      await register(rooms, application.id);
      log.info({ guilds: rooms.client.guilds.cache.size }, "discord connected");
      // Only then: what a former run left unfinished is older, and the core takes it up once this has started.
      setImmediate(() => opening.resolve(rooms));
    },

    async *history(scope: Scope, range?: Range): AsyncGenerator<Message> {
      yield* opened().history(scope, range);
    },

    openReply: async (to) =>
      to.command !== undefined && to.command !== "ask"
        ? opened().commandReplies(to)
        : opened().replying.open(to),

    async nameThread(id, title) {
      const { client, api } = opened();
      const thread = client.channels.cache.get(parseThreadId(id)?.thread ?? "");
      // One that somebody else made has the name that they gave it.
      if (thread?.isThread() && thread.ownerId === client.user.id)
        await api.rename(thread.id, asThreadName(title));
    },

    async stop() {
      const ending = connection;
      connection = undefined;
      if (!ending) return;
      ending.client.ws.removeAllListeners();
      await ending.rooms.inTurn.ended();
      ending.rooms.replying.stop();
      await ending.rooms.seen.save();
      await ending.client.destroy();
    },
  };

  /** Logs in. Events are taken from the first on, and wait until `opening` is resolved. */
  async function connect(
    token: string,
    readsContent: boolean,
    deliver: Deliver,
  ): Promise<{ rooms: Rooms; opening: PromiseWithResolvers<Rooms> }> {
    const client = createClient({ api, readsContent });
    const opening = Promise.withResolvers<Rooms>();
    opening.promise.catch(() => {}); // the login tells
    listen({ client, rooms: opening.promise, config, commands, log });
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    try {
      await client.login(token);
      const rooms = openRooms({ client: await ready, config, parts, times, readsContent, deliver });
      connection = { client, rooms };
      return { rooms, opening };
    } catch (error) {
      await client.destroy();
      opening.reject(error);
      throw error;
    }
  }

  /** What the bot's roles lack in a whole server; single channels are looked at when somebody asks in them. */
  async function tellMissing({ client, tellOnce }: Rooms): Promise<void> {
    for (const guild of client.guilds.cache.filter(({ id }) => worksIn(config, id)).values()) {
      const granted = guild.members.me?.permissions.bitfield;
      const missing = granted === undefined ? [] : missingFrom(granted);
      if (missing.length === 0) continue;
      const remedy = `Server Settings → Roles → ${client.user.username} → Permissions → switch on: ${missing.join(", ")}`;
      await tellOnce({ key: `permissions ${guild.id} ${missing.join(" ")}`, remedy });
    }
  }

  /** Those of single servers follow when Discord lists them. Without its commands Maru still answers mentions. */
  async function register(rooms: Rooms, application: string): Promise<void> {
    const wanted = config.commands === "global" ? commandBodies(commands, true) : [];
    await registerCommands(rooms.api, application, wanted).catch((error: unknown) => {
      log.warn({ err: error }, "discord commands not registered");
    });
  }
}

/** @throws an Error that says what to do, when the token is refused */
async function fetchApplication(token: string, api: string | undefined): Promise<APIApplication> {
  const rest = new REST(api ? { api } : {}).setToken(token);
  try {
    return (await steadily(() => rest.get(Routes.currentApplication()))) as APIApplication;
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 401)
      throw new OperatorError(badToken, { cause: error });
    throw error;
  }
}
