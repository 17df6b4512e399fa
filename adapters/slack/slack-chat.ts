import { WebClient } from "@slack/web-api";
import {
  type AdapterParts,
  type ChatAdapter,
  PlatformError,
  type Range,
  type Scope,
} from "../../src/core/ports/chat-adapter.ts";
import type { ModerationActions } from "../../src/core/ports/moderation-actions.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import type { Message } from "../../src/core/types.ts";
import { type Api, createApi } from "./api.ts";
import { refusal, refusedAs, tokenWords } from "./api-error.ts";
import type { Identity } from "./api-types.ts";
import { systemClock } from "./clock.ts";
import type { SlackConfig } from "./config.ts";
import type { Connection } from "./connection.ts";
import { createFault } from "./fault.ts";
import { createHttpConnection } from "./http-connection.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { createInteractions } from "./interactions.ts";
import { ADMIN_TOKEN, abilitiesOf, type SlackModerating } from "./moderation/index.ts";
import { createPoliteFetch } from "./polite-fetch.ts";
import { createReaching, type Reaching } from "./reaching.ts";
import { openRooms, type Rooms, type SlackTimes, slackTimes } from "./rooms.ts";
import { missingFrom, whereToAddScopes } from "./scopes.ts";
import { createSdkLog } from "./sdk-log.ts";
import { createSocketConnection } from "./socket-connection.ts";
import { createSteadily, type Steadily } from "./steadily.ts";
import { renewBotToken, tokenFaults } from "./tokens.ts";
import { howToAsk } from "./words.ts";

/** So long a request may take. */
const REQUEST_TIMEOUT_MS = 15_000;

interface Opened {
  readonly rooms: Rooms;
  readonly connection: Connection;
}

/** The first question is neither repeated nor kept waiting: `reaching.ts` does both. */
const once: Steadily = { patiently: (request) => request(), steadily: (request) => request() };

/** Slack as an adapter. */
export function createSlackChat(
  config: SlackConfig,
  parts: AdapterParts,
  times: SlackTimes = slackTimes,
): ChatAdapter {
  const { log, now, secrets, selfName, commands } = parts;
  const fault = createFault(renewBotToken, now);
  let reaching: Reaching<Opened> | undefined;

  /** Waits for the first connection: what a former run left unfinished is not lost while Slack cannot be reached. */
  async function rooms(): Promise<Rooms> {
    if (!reaching) throw new Error("Slack has not been started.");
    return (await reaching.opened).rooms;
  }

  async function acting(): Promise<SlackModerating> {
    const { moderating } = await rooms();
    if (!moderating) throw new Error("Slack was started without moderation.");
    return moderating;
  }

  const noTimeout = async (): Promise<never> => {
    throw new PlatformError("forbidden", "Slack has no timeouts for apps.");
  };

  const moderation: ModerationActions = {
    can: abilitiesOf(config, secrets),
    remove: async (message) => (await acting()).remove(message),
    restore: async (message) => (await acting()).restore(message),
    timeout: noTimeout,
    endTimeout: noTimeout,
    tell: async (notice) => (await acting()).tell(notice),
    showCard: async (shown, quiet) => (await acting()).showCard(shown, quiet),
    post: async (key, markdown) => (await acting()).post(key, markdown),
    answer: async (event, outcome) => (await acting()).answer(event, outcome),
  };

  return {
    name: ADAPTER_NAME,
    howToAsk: howToAsk(selfName, commands),
    get fault() {
      return fault.now;
    },

    async start(deliver) {
      const [wrong] = tokenFaults(config, secrets);
      if (wrong) throw new OperatorError(`${wrong.problem} ${wrong.remedy}`);
      const web = client(secrets["SLACK_BOT_TOKEN"]);
      const api = createApi(web, fault.watching(createSteadily(systemClock(now))));
      reaching = createReaching({
        ask: () => whoAmI(createApi(web, fault.watching(once))),
        open: (self, signal) =>
          open(openRooms({ api, admin: adminApi(), self, config, parts, times, deliver, fault }), signal),
        fault,
        withinMs: times.startWithinMs,
        pausesMs: times.reconnectPausesMs,
        log,
      });
      await reaching.begin();
    },

    async *history(scope: Scope, range?: Range): AsyncGenerator<Message> {
      yield* (await rooms()).history(scope, range);
    },

    ...(parts.desk ? { moderation } : {}),

    openReply: async (to, audience) => (await rooms()).openReply(to, audience),
    openPost: async (place, key) => (await rooms()).openPost(place, key),
    placeNamed: async (nameOrId) => (await rooms()).placeNamed(nameOrId),
    mayRead: async (reader, scope) => (await rooms()).mayRead(reader, scope),
    locate: async (link) => (await rooms()).locate(link),
    readImage: async (image, limits) => (await rooms()).attachments.readImage(image, limits),

    async stop() {
      const tried = reaching;
      reaching = undefined;
      const ending = await tried?.end();
      if (!ending) return;
      await ending.connection.close();
      await ending.rooms.inTurn.ended();
      await ending.rooms.replying.stop();
      await ending.rooms.privateReplies.stop();
      await ending.rooms.seen.save();
    },
  };

  async function open(found: Rooms, signal: AbortSignal): Promise<Opened> {
    const { self, seen, replying } = found;
    await seen.load();
    const connection = connect(found);
    createInteractions({ ...found, app: connection.app });
    await tellMissing(found);
    try {
      await connection.open(signal);
    } catch (error) {
      await replying.stop();
      throw error;
    }
    void readUpOthers(found);
    log.info({ mode: config.mode, team: self.team }, "slack connected");
    return { rooms: found, connection };
  }

  /** Apart from Maru's own requests: that this token is worth nothing says nothing about Maru's. */
  function adminApi(): Api | undefined {
    const token = secrets[ADMIN_TOKEN];
    return token ? createApi(client(token), createSteadily(systemClock(now))) : undefined;
  }

  /** Repeating and waiting are decided on in `steadily.ts`. */
  function client(token: string | undefined): WebClient {
    const slackApiUrl = secrets["SLACK_API_URL"];
    return new WebClient(token, {
      ...(slackApiUrl ? { slackApiUrl } : {}),
      timeout: REQUEST_TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      fetch: createPoliteFetch(systemClock(now), fetch),
      maxRequestConcurrency: Number.POSITIVE_INFINITY,
      logger: createSdkLog(log),
    });
  }

  /** @throws an `OperatorError` when the token is refused */
  async function whoAmI(api: Api): Promise<Identity> {
    try {
      return await api.authTest();
    } catch (error) {
      if (!refusedAs(error, ...tokenWords)) throw error;
      const said = `Slack does not accept SLACK_BOT_TOKEN (${refusal(error)}).`;
      throw new OperatorError(`${said} ${renewBotToken}`, { cause: error });
    }
  }

  function connect(found: Rooms): Connection {
    const shared = {
      takeIn: found.takeEvent,
      connected: () => readUpFollowed(found),
      fault,
      log,
      now,
    };
    return config.mode === "socket"
      ? createSocketConnection({
          ...shared,
          appToken: secrets["SLACK_APP_TOKEN"]!,
          api: secrets["SLACK_API_URL"],
          pausesMs: times.reconnectPausesMs,
          pongWithinMs: times.pongWithinMs,
          awayMs: times.awayMs,
        })
      : createHttpConnection({
          ...shared,
          signingSecret: secrets["SLACK_SIGNING_SECRET"]!,
          http: config.http,
        });
  }

  /** The turn of each conversation is taken at once, before the connection's first event can come. */
  function readUpFollowed({ missed, inTurn }: Rooms): void {
    for (const followed of missed.followed()) void inTurn(followed.channel, () => missed.readUp(followed));
  }

  async function readUpOthers({ missed, inTurn }: Rooms): Promise<void> {
    try {
      for (const other of await missed.others()) void inTurn(other.channel, () => missed.readUp(other));
    } catch (error) {
      log.warn({ reason: refusal(error), err: error }, "slack conversations not listed");
    }
  }

  async function tellMissing({ telling, self }: Rooms): Promise<void> {
    const missing = missingFrom(self.scopes);
    if (missing.length === 0) return;
    await telling.once({ key: `scopes ${missing.join(" ")}`, remedy: whereToAddScopes(self.app, missing) });
  }
}
