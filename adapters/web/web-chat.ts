import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { AdapterParts, ChatAdapter, Deliver, Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import { koreanNames } from "../../src/platform/korean-names.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import { createAsChatMessages } from "./as-chat-message.ts";
import { createAsMessage } from "./as-message.ts";
import { createChanging } from "./changing.ts";
import type { WebConfig } from "./config.ts";
import { history } from "./history.ts";
import { createApi } from "./http/api.ts";
import { createApp } from "./http/app.ts";
import { createPageFiles } from "./http/page-files.ts";
import { type ChatServer, listen } from "./http/server.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { createLastRead } from "./last-read.ts";
import { createLive, type LiveLimits, liveLimits } from "./live.ts";
import { createLocate } from "./locate.ts";
import { createMayRead } from "./may-read.ts";
import { createMentioned } from "./mentioned.ts";
import { openModerators } from "./moderation/moderators.ts";
import { createWebModeration } from "./moderation/open-moderation.ts";
import { createSilences } from "./moderation/silences.ts";
import { createWhileRunning } from "./moderation/while-running.ts";
import { createOpenReplies } from "./open-replies.ts";
import { asStoreError, type DeliverSafely, openOutbox } from "./outbox.ts";
import { createOwnPosts } from "./own-posts.ts";
import { openPeople } from "./people.ts";
import { createPlaceNamed } from "./place-named.ts";
import { openPlaces } from "./places.ts";
import { createPosting } from "./posting.ts";
import { createAddressPost } from "./private-commands.ts";
import { createRatings } from "./ratings.ts";
import { createReadMarks } from "./read-marks.ts";
import { finishOutbox } from "./recovery.ts";
import { createReplying } from "./replying.ts";
import { createShowing } from "./showing.ts";
import { createStopReply } from "./stopping.ts";
import { createThreads } from "./threads.ts";

/** How patient the chat is. */
export interface WebChatTimes {
  /** While a reply grows, its text is stored at most this often. */
  readonly persistMs: number;
  /** At the end, requests, calls and sockets have so long to finish. */
  readonly graceMs: number;
  /** A wrong review key is thought about for so long. */
  readonly wrongKeyMs: number;
  readonly live: LiveLimits;
}

export const webChatTimes: WebChatTimes = {
  persistMs: 500,
  graceMs: 2_000,
  wrongKeyMs: 1_000,
  live: liveLimits,
};

/** The team chat on this machine, as an adapter. */
export function createWebChat(
  config: WebConfig,
  parts: AdapterParts,
  times: WebChatTimes = webChatTimes,
): ChatAdapter {
  let server: ChatServer | undefined;
  let running: Awaited<ReturnType<typeof open>> | undefined;
  let takesRequests = false;
  let port = config.port;
  const inFlight = createInFlight();

  const address = () => `http://127.0.0.1:${port}`;

  /** Reads what there is and puts the rooms of the chat together. */
  async function open(deliver: DeliverSafely) {
    const { store, log, now, selfName, commands, desk } = parts;
    const inTurn = createInTurn();
    const people = await openPeople(store, selfName);
    const places = openPlaces(store, config.channels, people, selfName);
    const outbox = openOutbox(store);
    const threads = createThreads(store);
    const ratings = createRatings(store);
    const openReplies = createOpenReplies();
    const live = createLive({ byToken: people.byToken, log, limits: times.live });
    const mentioned = createMentioned(people, selfName);
    const ponder = () => pause(times.wrongKeyMs, undefined, { ref: false });
    const moderators = await openModerators({ store, inTurn, ponder });
    const silences = createSilences(store, now);
    const { rolesOf } = moderators;
    const asMessage = createAsMessage({ people, mentioned, selfName, commands, rolesOf, address });
    const asChatMessages = createAsChatMessages({
      people,
      mentioned,
      selfName,
      threads,
      ratings,
      openReplies,
    });
    const showing = createShowing({
      asChatMessages,
      live,
      warn: (error) => log.warn({ err: error }, "web message not shown to open pages"),
    });
    const shared = { outbox, deliver, asMessage, mentioned, threads, showing, live, inTurn, log, now };
    const moderation = createWebModeration({
      ...shared,
      store,
      desk,
      people,
      places,
      moderators,
      silences,
    });
    const posting = createPosting(shared);
    const changing = createChanging({ ...shared, people, ratings, newId: randomUUID });
    const { during } = inFlight;
    const { persistMs } = times;
    const replying = createReplying({ ...shared, people, places, openReplies, during, persistMs });
    const openPost = createOwnPosts({ ...shared, store, places, during });
    const readMarks = createReadMarks(store, inTurn, now);
    const sought = { people, places, readMarks, port: () => port };
    const api = createApi({
      about: {
        selfName,
        commands: commands.map((command) => ({ ...command, koreanName: koreanNames[command.name] })),
        moderation: desk !== undefined,
      },
      people,
      places,
      addressPost: createAddressPost({ places, commands, selfName }),
      readMarks,
      posting,
      changing,
      stopReply: createStopReply(deliver, places, randomUUID),
      asChatMessages,
      moderators,
      silences,
      moderation,
      log,
    });
    return {
      ...{ api, live, places, asMessage, outbox, posting, changing, replying, openPost },
      placeNamed: createPlaceNamed(sought),
      locate: createLocate(sought),
      mayRead: createMayRead(sought),
      lastRead: createLastRead(sought),
      ...{ moderators, moderation },
    };
  }

  function opened() {
    if (!running) throw new Error("The web chat is not running.");
    return running;
  }

  return {
    name: ADAPTER_NAME,
    get address() {
      return address();
    },
    get reviewAddress() {
      const key = parts.desk && running?.moderators.key;
      return key && `${address()}/#/review?key=${key}`;
    },
    async start(deliver: Deliver) {
      const app = createApp({
        port: () => port,
        pageFiles: createPageFiles(),
        routes: parts.routes,
        api: () => (takesRequests ? running?.api : undefined),
        begin: inFlight.begin,
        log: parts.log,
      });
      // First the port: links name it, and without it there is no use in going on.
      server = await listen(app, config.port, () => (takesRequests ? running?.live.admit : undefined));
      port = server.port;
      try {
        running = await open(async (event) => {
          await deliver(event).catch((error: unknown) => {
            throw asStoreError(error);
          });
        });
        await finishOutbox({ ...running, log: parts.log });
      } catch (error) {
        running?.moderation.close();
        running?.live.close();
        await server.close(0);
        throw error;
      }
      takesRequests = true;
      parts.log.info({ port }, "web chat open");
    },
    async *history(scope: Scope, range?: Range): AsyncGenerator<Message> {
      const { places, asMessage } = opened();
      yield* history(places, asMessage, scope, range);
    },
    openReply: async (to, audience) => opened().replying.open(to, audience),
    openPost: async (place, key) => opened().openPost(place, key),
    placeNamed: async (nameOrId) => opened().placeNamed(nameOrId),
    locate: async (link) => opened().locate(link),
    mayRead: async (reader, scope) => opened().mayRead(reader, scope),
    lastRead: async (person, place) => opened().lastRead(person, place),
    moderation: createWhileRunning(() => opened().moderation.actions, inFlight.begin),
    async stop() {
      takesRequests = false;
      await inFlight.ended(times.graceMs);
      await running?.replying.close();
      running?.moderation.close();
      running?.live.close();
      await server?.close(times.graceMs);
      server = undefined;
      running = undefined;
    },
  };
}

/** Counts requests and calls, to wait for their end. */
function createInFlight() {
  let count = 0;
  let none = Promise.withResolvers<void>();
  none.resolve();

  function begin(): () => void {
    if (count === 0) none = Promise.withResolvers<void>();
    count += 1;
    return () => {
      count -= 1;
      if (count === 0) none.resolve();
    };
  }

  return {
    begin,
    async during<Result>(work: () => Promise<Result>): Promise<Result> {
      const end = begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
    /** Resolves when none is left, or after `timeoutMs`. */
    async ended(timeoutMs: number): Promise<void> {
      const timeout = Promise.withResolvers<void>();
      const timer = setTimeout(timeout.resolve, timeoutMs);
      await Promise.race([none.promise, timeout.promise]);
      clearTimeout(timer);
    },
  };
}
