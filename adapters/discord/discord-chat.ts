import { once } from "node:events";
import { type APIApplication, type Client, Events, REST, Routes } from "discord.js";
import type { AdapterParts, ChatAdapter, Deliver, Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import type { Message } from "../../src/core/types.ts";
import { createApi } from "./api.ts";
import { createClient } from "./client.ts";
import { closedForGood } from "./closed-for-good.ts";
import { commandBodies, registerCommands } from "./commands.ts";
import { type DiscordConfig, worksIn } from "./config.ts";
import { badToken, noToken } from "./doctor.ts";
import { createFirstAnswers } from "./first-answers.ts";
import { ADAPTER_NAME, parseThreadId } from "./ids.ts";
import { listen } from "./listening.ts";
import { locate } from "./locate.ts";
import { abilitiesOf, actionsOf } from "./moderation/index.ts";
import { mayReadContent, missingFrom, permissionsFor, whereToSwitchOnContent } from "./permissions.ts";
import { type DiscordTimes, discordTimes, openRooms, type Rooms } from "./rooms.ts";
import { steadily } from "./steadily.ts";
import { asThreadName } from "./thread-name.ts";
import { howToAsk } from "./words.ts";

/** Discord as an adapter. */
export function createDiscordChat(
  config: DiscordConfig,
  parts: AdapterParts,
  times: DiscordTimes = discordTimes,
): ChatAdapter {
  const { log, secrets, commands } = parts;
  const offered = { commands, takesReports: parts.desk !== undefined };
  const token = secrets["DISCORD_TOKEN"];
  const api = secrets["DISCORD_API"];
  /** Set when Discord closed the connection for good. */
  let fault: string | undefined;
  let connection:
    | { readonly client: Client; readonly rooms: Rooms; readonly readsContent: boolean }
    | undefined;

  function opened(): Rooms {
    if (!connection) throw new Error("Discord has not been started.");
    return connection.rooms;
  }

  const moderation = actionsOf(
    () => abilitiesOf(config, connection?.readsContent),
    () => opened().moderating,
  );

  return {
    name: ADAPTER_NAME,
    howToAsk: howToAsk(commands),
    get fault() {
      return fault;
    },

    async start(deliver) {
      if (!token) throw new OperatorError(noToken);
      const application = await fetchApplication(token, api);
      const readsContent = mayReadContent(application.flags ?? 0);
      const { rooms, opening } = await steadily(() => connect(token, application, deliver));
      try {
        if (!readsContent)
          await rooms.tellOnce({ key: "intent", remedy: whereToSwitchOnContent(application.id) });
        await tellMissing(rooms);
        await register(rooms, application.id);
      } catch (error) {
        connection = undefined;
        opening.reject(error);
        await rooms.client.destroy();
        throw error;
      }
      log.info({ guilds: rooms.client.guilds.cache.size }, "discord connected");
      // Only then: what a former run left unfinished is older, and the core takes it up once this has started.
      setImmediate(() => opening.resolve(rooms));
    },

    async *history(scope: Scope, range?: Range): AsyncGenerator<Message> {
      yield* opened().history(scope, range);
    },

    openReply: async (to, audience) =>
      to.command !== undefined && to.command !== "ask"
        ? opened().commandReplies.open(to)
        : opened().replying.open(to, audience),

    openPost: async (place, key) => opened().openPost(place, key),
    placeNamed: async (nameOrId) => opened().placeNamed(nameOrId),
    locate,
    mayRead: async (reader, scope) => opened().mayRead(reader, scope),
    readImage: async (image, limits) => opened().attachments.readImage(image, limits),

    async nameThread(id, title) {
      const { client, api } = opened();
      const thread = client.channels.cache.get(parseThreadId(id)?.thread ?? "");
      const name = asThreadName(title);
      // One that somebody else made has the name that they gave it.
      if (name !== "" && thread?.isThread() && thread.ownerId === client.user.id)
        await api.rename(thread.id, name);
    },

    ...(parts.desk ? { moderation } : {}),

    async stop() {
      const ending = connection;
      connection = undefined;
      if (!ending) return;
      ending.client.ws.removeAllListeners();
      ending.rooms.firstAnswers.stop();
      await ending.rooms.inTurn.ended();
      ending.rooms.replying.stop();
      await ending.rooms.seen.save();
      await ending.client.destroy();
    },
  };

  /** Logs in. Events are taken from the first on, and are handed on once `opening` is resolved. */
  async function connect(
    token: string,
    application: APIApplication,
    deliver: Deliver,
  ): Promise<{ rooms: Rooms; opening: PromiseWithResolvers<Rooms> }> {
    const readsContent = mayReadContent(application.flags ?? 0);
    const client = createClient({ api, readsContent });
    const ending = new AbortController();
    const closed = (code: number) => {
      ending.abort();
      fault = closedForGood(code, application.id);
      log.error({ code, remedy: fault }, "discord closed the connection for good");
    };
    const opening = Promise.withResolvers<Rooms>();
    const early = Promise.withResolvers<Rooms>();
    for (const { promise } of [opening, early]) promise.catch(() => {}); // the login tells
    const discord = createApi(client.rest);
    const firstAnswers = createFirstAnswers(discord, times.firstAnswerMs, log);
    const waiting = { rooms: opening.promise, early: early.promise, firstAnswers };
    listen({ client, ...waiting, config, offered, closed, log });
    const ready = once(client, Events.ClientReady, { signal: ending.signal }) as Promise<[Client<true>]>;
    ready.catch(() => {}); // the login tells
    try {
      await client.login(token);
      const [connected] = await ready;
      const rooms = openRooms({
        ...{ client: connected, api: discord, config, parts, times, readsContent, firstAnswers },
        async deliver(event) {
          await opening.promise;
          await deliver(event);
        },
      });
      connection = { client, rooms, readsContent };
      early.resolve(rooms);
      return { rooms, opening };
    } catch (error) {
      firstAnswers.stop();
      await client.destroy();
      const reason = fault === undefined ? error : new OperatorError(fault, { cause: error });
      for (const { reject } of [opening, early]) reject(reason);
      throw reason;
    }
  }

  /** What the bot's roles lack in a whole server; single channels are looked at when somebody asks in them. */
  async function tellMissing({ client, tellOnce }: Rooms): Promise<void> {
    for (const guild of client.guilds.cache.filter(({ id }) => worksIn(config, id)).values()) {
      const granted = guild.members.me?.permissions.bitfield;
      const missing = granted === undefined ? [] : missingFrom(granted, permissionsFor(config));
      if (missing.length === 0) continue;
      const remedy = `Server Settings → Roles → ${client.user.username} → Permissions → switch on: ${missing.join(", ")}`;
      await tellOnce({ key: `permissions ${guild.id} ${missing.join(" ")}`, remedy });
    }
  }

  /** Those of single servers follow when Discord lists them. Without its commands Maru still answers mentions. */
  async function register(rooms: Rooms, application: string): Promise<void> {
    const wanted = config.commands === "global" ? commandBodies(offered, true) : [];
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
