import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Changes, createChanges } from "../changes.ts";
import { type Clock, createClock } from "./clock.ts";
import { createDeliveries, type Delivery } from "./events/delivery.ts";
import { dispatchEvent } from "./events/dispatch.ts";
import { seeded } from "./events/random.ts";
import { createSignedHttp } from "./events/signed-http.ts";
import { createSocketMode, type Sockets } from "./events/socket-mode.ts";
import type { FakeSlackOptions } from "./options.ts";
import { type AppUse, createAppUse } from "./people/app-use.ts";
import { createPopulation, type Population } from "./people/population.ts";
import { createSpeech, type Speech } from "./people/speech.ts";
import { type Seen, seenIn } from "./seen.ts";
import type { Violation } from "./violations.ts";
import { allMethods } from "./web-api/methods/index.ts";
import { createRateLimiter } from "./web-api/rate-limits.ts";
import { createResponseUrls } from "./web-api/response-urls.ts";
import { allScopes } from "./web-api/scopes.ts";
import { createWebApi, type Request, requireScope } from "./web-api/server.ts";
import { createTokens } from "./web-api/tokens.ts";
import { createTroubles, type WebTroubles } from "./web-api/troubles.ts";
import { addChannel } from "./world/channels.ts";
import type { Channel, Message, Post, Shape, Team, Ts, User } from "./world/shapes.ts";
import { statusIn } from "./world/statuses.ts";
import { createWorld, type World } from "./world/world.ts";

/** Slack's servers of our own on 127.0.0.1. One workspace, "Team", with the channel #general and the app in it. */
export interface FakeSlack extends Population, Speech, AppUse {
  /** For `slackApiUrl` of the SDKs. */
  readonly api: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly bot: User;
  readonly team: Team;
  readonly general: Channel;
  readonly clock: Clock;
  readonly sockets: Sockets;
  readonly web: WebTroubles;
  /** Calls of the Web API in the order of their answers. */
  readonly requests: readonly Request[];
  /** Everything that was brought to the app, or could not be. */
  readonly deliveries: readonly Delivery[];
  /** Everything that Slack would refuse or punish; a good app leaves it empty. */
  readonly violations: readonly Violation[];
  /** For rules that no call below covers. */
  readonly world: World;

  /** What stands in a channel, oldest first; with `thread` the root and replies of that thread. */
  seen(channel: Channel, thread?: Message | Ts): Seen[];
  /** What the app's status says in a thread, with the messages that it shows in turn; `undefined` when there is none. */
  status(
    channel: Channel,
    thread: Message | Ts,
  ): { text: string; loadingMessages: readonly string[] } | undefined;
  /** The title that the app gave a thread. */
  titleOf(channel: Channel, thread: Message | Ts): string | undefined;
  /** Prompts that the app suggests in a direct conversation, or in a thread of it. */
  prompts(channel: Channel, thread?: Message | Ts): Shape | undefined;
  /** Waits for something to become true; see `Changes.until`. */
  until: Changes["until"];
  /** Sends events to this URL from now on; the app must answer Slack's challenge. Only with `mode: "http"`. */
  useRequestUrl(url: string): Promise<void>;
  /** Brings an event once more, as Slack does when it is not sure: the same `event_id`. */
  redeliver(delivery: Delivery): Delivery;
  /** A token of somebody's own, with these user scopes. */
  userToken(person: User, scopes?: readonly string[]): string;
  /** Somebody revokes the app's token: it is told by an event, and by every call. */
  revokeTokens(): void;
  /** Somebody removes the app: events, connections and calls end. */
  uninstall(): void;
  /** The app's scopes from now on, as after a new installation. */
  grant(scopes: readonly string[]): void;
  stop(): Promise<void>;
}

const tsOf = (thread: { readonly ts: Ts } | Ts): Ts => (typeof thread === "string" ? thread : thread.ts);

export const startFakeSlack = async (options: FakeSlackOptions = {}): Promise<FakeSlack> => {
  const clock = createClock(options.now ?? Date.now);
  const violations: Violation[] = [];
  const requests: Request[] = [];
  const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
  const verificationToken = "verification-token";
  let scopes: readonly string[] = options.scopes ?? allScopes;

  const changes = createChanges(() => describe(requests, violations));
  const blame = (what: string, ...faults: string[]) => {
    violations.push({ what, faults });
    changes.tell();
  };
  const random = seeded(options.seed ?? 1);
  const world: World = createWorld(clock, options.botName ?? "Maru", changes.tell, (event, channel) =>
    dispatchEvent(
      {
        world,
        deliveries,
        verificationToken,
        subscribed: () => options.events,
        scopes: () => scopes,
      },
      event,
      channel,
    ),
  );
  const socketMode = createSocketMode({
    clock,
    appId: world.app.id,
    origin: () => world.origin,
    random,
    blame,
    tell: changes.tell,
  });
  const http = createSignedHttp(
    clock,
    () => signingSecret,
    () => verificationToken,
  );
  const carrier = options.mode === "http" ? http : socketMode;
  const deliveries = createDeliveries({
    clock,
    carrier: () => carrier,
    redelivery: options.redelivery ?? true,
    blame,
    tell: changes.tell,
  });
  const tokens = createTokens(blame);
  const troubles = createTroubles(seeded((options.seed ?? 1) + 1));
  const responseUrls = createResponseUrls(world, blame);
  const server = createWebApi({
    world,
    tokens,
    scopes: () => scopes,
    limiter: options.rateLimits === "none" ? undefined : createRateLimiter(clock),
    troubles,
    responseUrls,
    blame,
    note: (request) => void requests.push(request),
    tell: changes.tell,
    methods: allMethods({
      world,
      require: (scope) => requireScope(scopes, scope),
      inviteSocket: socketMode.invite,
    }),
  });
  socketMode.attach(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const general = addChannel(world, "channel", "general", [world.bot.id]);
  const find = ({ ts }: { readonly ts: Ts }): Post => {
    for (const { posts } of world.channels.values()) {
      const post = posts.get(ts);
      if (post) return post;
    }
    throw new Error(`there is no message ${ts}`);
  };

  return {
    ...createPopulation(world, [general]),
    ...createSpeech(world, find),
    ...createAppUse({
      world,
      deliveries,
      responseUrls,
      verificationToken,
      commands: options.commands,
      shortcuts: options.shortcuts,
      blame,
      find,
    }),
    api: `${world.origin}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    bot: world.bot,
    team: world.team,
    general,
    clock,
    sockets: socketMode.sockets,
    web: troubles,
    requests,
    deliveries: deliveries.all,
    violations,
    world,
    seen: (channel, thread) => seenIn(world, channel, thread === undefined ? undefined : tsOf(thread)),
    status: (channel, thread) => statusIn(world, channel, tsOf(thread)),
    titleOf: (channel, thread) => world.titles.get(`${channel.id}/${tsOf(thread)}`),
    prompts: (channel, thread) =>
      world.prompts.get(thread === undefined ? channel.id : `${channel.id}/${tsOf(thread)}`),
    until: changes.until,
    useRequestUrl: (url) => {
      if (options.mode !== "http") throw new Error('Socket Mode is on: start the fake with mode: "http"');
      return http.use(url);
    },
    redeliver: ({ parcel }) => deliveries.event(parcel),
    userToken: (person, userScopes = ["chat:write"]) => tokens.give(person, userScopes),
    revokeTokens: () => {
      world.emit({ type: "tokens_revoked", tokens: { oauth: [], bot: [world.bot.id] } });
      tokens.revoke("token_revoked");
    },
    uninstall: () => {
      world.emit({ type: "tokens_revoked", tokens: { oauth: [], bot: [world.bot.id] } });
      world.emit({ type: "app_uninstalled" });
      tokens.revoke("account_inactive");
    },
    grant: (granted) => {
      scopes = granted;
    },
    stop: async () => {
      clock.stop();
      socketMode.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const describe = (requests: readonly Request[], violations: readonly Violation[]): string =>
  [
    `requests so far: ${requests.length}; the last ones: ${requests
      .slice(-8)
      .map(({ method, result, status }) => `${method} ${status} ${result}`)
      .join(", ")}`,
    `violations: ${JSON.stringify(violations.slice(-5))}`,
  ].join("\n");
