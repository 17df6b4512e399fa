import {
  type APIInteraction,
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
} from "discord.js";
import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import { createInTurn } from "../../src/platform/in-turn.ts";
import { commandBodies, registerCommands } from "./commands.ts";
import { type DiscordConfig, worksIn } from "./config.ts";
import type { FirstAnswers } from "./first-answers.ts";
import type { Listed } from "./missed.ts";
import type { Rooms } from "./rooms.ts";

/** Takes Discord's events as they come, those of one channel one after the other. */
export function listen(given: {
  readonly client: Client;
  /** Once events may be handed on. */
  readonly rooms: Promise<Rooms>;
  /** Once interactions may be acknowledged, which cannot wait. */
  readonly early: Promise<Rooms>;
  readonly firstAnswers: FirstAnswers;
  readonly config: DiscordConfig;
  readonly commands: readonly CommandInfo[];
  /** Told when Discord closes the connection and will not open it again. */
  readonly closed: (code: number) => void;
  readonly log: Logger;
}): void {
  const { client, rooms, early, firstAnswers, config, commands, closed, log } = given;
  // Before the rooms are there, events wait in the order in which they came.
  const queue = createInTurn();
  const inTurn = (key: string, take: (rooms: Rooms) => Promise<void>, when = rooms): void => {
    const failed = (error: unknown) => log.error({ key, err: error }, "discord event not handled");
    void queue(key, async () => {
      const found = await when;
      await found.inTurn(key, () => take(found)).catch(failed);
    }).catch(() => {}); // there are no rooms: the start tells why
  };
  const on = <Data>(
    event: GatewayDispatchEvents,
    key: (data: Data) => string,
    take: (rooms: Rooms, data: Data) => Promise<void>,
  ) => {
    client.ws.on(event, (data: Data) => inTurn(key(data), (found) => take(found, data)));
  };
  const channel = (data: { channel_id: string }) => data.channel_id;

  on<GatewayMessageCreateDispatchData>(GatewayDispatchEvents.MessageCreate, channel, ({ arrivals }, raw) =>
    arrivals.message(raw),
  );
  on<GatewayMessageUpdateDispatchData>(GatewayDispatchEvents.MessageUpdate, channel, ({ arrivals }, raw) =>
    arrivals.edited(raw),
  );
  on<GatewayMessageDeleteDispatchData>(GatewayDispatchEvents.MessageDelete, channel, ({ arrivals }, gone) =>
    arrivals.deleted({ ...gone, ids: [gone.id] }),
  );
  on<GatewayMessageDeleteBulkDispatchData>(
    GatewayDispatchEvents.MessageDeleteBulk,
    channel,
    ({ arrivals }, gone) => arrivals.deleted(gone),
  );
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    firstAnswers.expect(interaction);
    const take = ({ takeInteraction }: Rooms) => takeInteraction(interaction);
    inTurn(`interaction ${interaction.id}`, take, early);
  });
  client.ws.on(GatewayDispatchEvents.GuildCreate, (guild: GatewayGuildCreateDispatchData) => {
    if (guild.unavailable) return;
    // Also of a server that is not worked in: what was registered there before is taken back.
    const isHome = worksIn(config, guild.id);
    inTurn(`guild ${guild.id}`, async ({ api, client: known }) => {
      const wanted = config.commands === "guild" && isHome ? commandBodies(commands, false) : [];
      await registerCommands(api, known.application.id, wanted, guild.id);
    });
    if (isHome) readUp([...guild.channels, ...guild.threads]);
  });
  client.ws.on(GatewayDispatchEvents.Ready, () => {
    const reading = session([]);
    inTurn("directs", async ({ missed }) => {
      for (const id of await missed.directs()) inTurn(id, async () => (await reading)(id));
    });
  });

  function session(listed: readonly Listed[]) {
    const reading = rooms.then(({ missed }) => missed.session(listed));
    reading.catch(() => {}); // whoever awaits it sees the error
    return reading;
  }

  /** The turn of each channel is taken at once, before the session's first live event can come. */
  function readUp(listed: readonly Listed[]): void {
    const reading = session(listed);
    for (const { id } of listed) inTurn(id, async () => (await reading)(id));
  }

  client.on(Events.Error, (error) => log.warn({ err: error }, "discord client error"));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, "discord connection error"));
  client.on(Events.ShardReconnecting, () => log.info({}, "discord reconnecting"));
  client.on(Events.ShardDisconnect, ({ code }) => closed(code));
}
