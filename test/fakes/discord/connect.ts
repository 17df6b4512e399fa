import { once } from "node:events";
import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  Partials,
  REST,
  type RESTOptions,
} from "discord.js";
import { expect, onTestFinished } from "vitest";
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from "./index.ts";

const I = GatewayIntentBits;
export const usualIntents = [I.Guilds, I.GuildMessages, I.DirectMessages, I.MessageContent];

/** A clock that stands still until the test advances it: for rules about time, on a machine of any speed. */
export const stillClock = { now: () => 1_800_000_000_000 };

/** A fake for one test, stopped after it. It must not have broken Discord's contract itself. */
export const fakeForTest = async (options?: FakeDiscordOptions): Promise<FakeDiscord> => {
  const discord = await startFakeDiscord(options);
  onTestFinished(async () => {
    await discord.stop();
    expect(discord.violations.filter(({ by }) => by === "fake")).toEqual([]);
  });
  return discord;
};

/** A discord.js client, not logged in yet, that lives as long as the test. */
export const newClient = (discord: FakeDiscord, options: Partial<ClientOptions> = {}): Client => {
  const client = new Client({
    intents: usualIntents,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    // Discord's five seconds between two logins are the fake's business, and by default it does not ask for them.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
    ...options,
    rest: { api: discord.api, ...options.rest },
  });
  // A broken connection is what some tests are about; discord.js reports it here and reconnects.
  client.on(Events.Error, () => {});
  onTestFinished(() => client.destroy());
  return client;
};

/** A discord.js client that is logged in and ready. */
export const loggedIn = async (
  discord: FakeDiscord,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> => {
  const client = newClient(discord, options);
  const ready = once(client, Events.ClientReady);
  await client.login(discord.token);
  await ready;
  return client as Client<true>;
};

/** Texts of the messages that a client heard, as they come. */
export const heard = (client: Client): string[] => {
  const texts: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void texts.push(content));
  return texts;
};

/** The REST half of discord.js alone. It throws what Discord answers and waits for no rate limit unless told to. */
export const restOf = (discord: FakeDiscord, options: Partial<RESTOptions> = {}): REST =>
  new REST({ api: discord.api, retries: 0, ...options }).setToken(discord.token);

/** The code of the error that a request is answered with: `50013`, or `401` where there is none. */
export const codeOf = async (request: Promise<unknown>): Promise<string | number> => {
  try {
    await request;
  } catch (error) {
    const { code, status } = error as { code?: string | number; status?: number };
    return code || (status ?? String(error));
  }
  return "no error";
};
