import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Changes, createChanges } from "../changes.ts";
import { type Clock, createClock } from "./clock.ts";
import { createGateway, type Gateway } from "./gateway/gateway.ts";
import { createHub } from "./gateway/hub.ts";
import type { Portal } from "./gateway/intents.ts";
import { noTroubles } from "./gateway/troubles.ts";
import { createInteractions, type Interaction } from "./interactions.ts";
import type { FakeDiscordOptions } from "./options.ts";
import { type Administration, addUser, createAdministration } from "./people/administration.ts";
import { type AppUse, createAppUse } from "./people/app-use.ts";
import { createSpeech, type Speech } from "./people/speech.ts";
import type { Request } from "./rest/exchange.ts";
import { globalPerSecond, reportedLimits } from "./rest/rate-limits.ts";
import { allRoutes } from "./rest/routes/index.ts";
import { createRest } from "./rest/server.ts";
import { createTroubles, type RestTroubles, seeded } from "./rest/troubles.ts";
import { type Seen, seenIn } from "./seen.ts";
import { loadContract } from "./validation/contract.ts";
import type { Violation } from "./violations.ts";
import { addChannel } from "./world/channels.ts";
import { type Command, createCommands } from "./world/commands.ts";
import { addGuild } from "./world/guilds.ts";
import type { Channel, Guild, User } from "./world/shapes.ts";
import { createWorld, type Dispatch, type World } from "./world/world.ts";

/** A Discord of our own on 127.0.0.1. One server, "Team", with the channel #general and its owner are there from the start. */
export interface FakeDiscord extends Administration, Speech, AppUse {
  /** For `rest.api` of discord.js. */
  readonly api: string;
  readonly token: string;
  readonly bot: User;
  readonly guild: Guild;
  readonly owner: User;
  readonly general: Channel;
  readonly clock: Clock;
  readonly gateway: Gateway;
  readonly rest: RestTroubles;
  /** Requests in the order of their answers. */
  readonly requests: readonly Request[];
  /** Everything that was not as Discord's documents say; a good bot leaves it empty. */
  readonly violations: readonly Violation[];
  readonly interactions: readonly Interaction[];
  /** Whether requests and answers are checked against Discord's OpenAPI document. */
  readonly checksContract: boolean;
  /** For rules that no call below covers. */
  readonly world: World;

  /** The thread that was started from a message, if there is one. */
  threadOf(message: { readonly id: string }): Channel | undefined;
  /** What stands in a channel, oldest first. `as`: with what only this person sees. */
  seen(channel: Channel, as?: User): Seen[];
  /** Whether the bot shows as typing there: for ten seconds, or until it posts. */
  isTyping(channel: Channel): boolean;
  commands(guild?: Guild): readonly Command[];
  invalidRequests(): number;
  /** Waits for something to become true; see `Changes.until`. */
  until: Changes["until"];
  /** The token is reset in the portal: the old one is worth nothing. */
  resetToken(): void;
  stop(): Promise<void>;
}

const typingLastsMs = 10_000;

export const startFakeDiscord = async (options: FakeDiscordOptions = {}): Promise<FakeDiscord> => {
  const clock = createClock(options.now ?? Date.now);
  const portal: Portal = { messageContent: true, guildMembers: false, presences: false, ...options.portal };
  const contract = options.contract === false ? undefined : loadContract();
  const violations: Violation[] = [];
  const requests: Request[] = [];
  const locales = new Map<string, string>();
  let resets = 0;
  const token = () => `fake-token.${resets}`;

  const changes = createChanges(
    () => `requests so far: ${requests.length}; the last ones: ${summary(requests)}`,
  );
  const gatewayTroubles = noTroubles();
  const hub = createHub(changes, gatewayTroubles);
  const violate = (violation: Violation) => void violations.push(violation);
  const dispatch = (event: Dispatch) => {
    if (contract && event.t.startsWith("MESSAGE_") && "author" in event.d) {
      const faults = contract.schema("MessageResponse", JSON.parse(JSON.stringify(event.d)));
      if (faults.length > 0) violate({ by: "fake", what: event.t, faults });
    }
    hub.dispatch(world, event);
  };
  const world: World = createWorld(clock, options.botName ?? "Maru", dispatch);
  const commands = createCommands(world);
  const interactions = createInteractions(world);
  const gateway = createGateway({
    world,
    hub,
    changes,
    portal,
    troubles: gatewayTroubles,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
    identifies: { perDay: options.identifiesPerDay ?? 1_000, intervalMs: options.identifyIntervalMs ?? 0 },
    token,
    violate,
  });
  const troubles = createTroubles(seeded(options.seed ?? 1));
  const parts = {
    world,
    portal,
    commands,
    interactions,
    startLimit: gateway.startLimit,
    oldEditsPerHour: options.oldEditsPerHour ?? 30,
    mostActiveThreads: options.mostActiveThreads ?? 1_000,
  };
  const { server, invalidRequests } = createRest({
    world,
    changes,
    troubles,
    contract,
    token,
    violate,
    note: (request) => void requests.push(request),
    limits: options.rateLimits === "none" ? "none" : { ...reportedLimits, ...options.rateLimits },
    globalPerSecond: options.globalPerSecond ?? globalPerSecond,
    mostInvalid: options.mostInvalid ?? 10_000,
    routes: allRoutes(parts),
  });
  gateway.attach(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const owner = addUser(world, "Owner");
  const botPermissions = options.botPermissions ?? [];
  const guild = addGuild(world, "Team", owner, botPermissions, options.everyone);
  const general = addChannel(world, guild, "general");
  const speaks = (personId: string, locale: string) => void locales.set(personId, locale);
  const localeOf = (personId: string) => locales.get(personId) ?? "en-US";

  return {
    ...createAdministration({ world, guild, owner, botPermissions, everyone: options.everyone, speaks }),
    ...createSpeech(world),
    ...createAppUse(world, commands, interactions, localeOf),
    api: `${world.origin}/api`,
    get token() {
      return token();
    },
    bot: world.bot,
    guild,
    owner,
    general,
    clock,
    gateway,
    rest: troubles,
    requests,
    violations,
    interactions: interactions.all,
    checksContract: contract !== undefined,
    world,
    threadOf: ({ id }) => {
      const thread = world.channels.get(id);
      return thread?.thread_metadata ? thread : undefined;
    },
    seen: (channel, as) => seenIn(world, channel, as),
    isTyping: (channel) => {
      const since = world.typing.get(channel.id);
      return since !== undefined && clock.now() - since < typingLastsMs;
    },
    commands: (home) => commands.list(home?.id),
    invalidRequests,
    until: changes.until,
    resetToken: () => {
      resets += 1;
      gateway.drop(4004);
    },
    stop: async () => {
      gateway.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const summary = (requests: readonly Request[]): string =>
  requests
    .slice(-8)
    .map(({ method, path, status }) => `${method} ${path} ${status}`)
    .join(", ");
