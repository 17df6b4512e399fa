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
  type GatewayThreadCreateDispatchData,
  type GatewayThreadUpdateDispatchData,
} from "discord.js";
import type { Logger } from "../../src/core/ports/logger.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import { commandBodies, type Offered, registerCommands } from "./commands.ts";
import { type DiscordConfig, worksIn } from "./config.ts";
import type { FirstAnswers } from "./first-answers.ts";
import type { Snowflake } from "./ids.ts";
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
  readonly offered: Offered;
  /** Told when Discord closes the connection and will not open it again. */
  readonly closed: (code: number) => void;
  readonly log: Logger;
}): void {
  const { client, rooms, early, firstAnswers, config, offered, closed, log } = given;
  // Before the rooms are there, events wait in the order in which they came.
  const queue = createInTurn();
  const inTurn = (key: string, take: (rooms: Rooms) => Promise<void>, when = rooms): void => {
    const failed = (error: unknown) => log.error({ key, err: error }, "discord event not handled");
    void queue(key, async () => {
      const found = await when;
      await found.inTurn(key, () => take(found)).catch(failed);
    }).catch(() => {}); // there are no rooms: the start tells why
  };
  /** Reads a direct conversation up, unless the present session has done so. */
  let readDirectUp: (channel: Snowflake) => Promise<void> = async () => {};
  const on = <Data extends { readonly channel_id: string; readonly guild_id?: string }>(
    event: GatewayDispatchEvents,
    take: (rooms: Rooms, data: Data) => Promise<void>,
  ) => {
    client.ws.on(event, (data: Data) => {
      const readUpFirst = data.guild_id === undefined ? readDirectUp : undefined;
      inTurn(data.channel_id, async (found) => {
        await readUpFirst?.(data.channel_id);
        await take(found, data);
      });
    });
  };

  on<GatewayMessageCreateDispatchData>(GatewayDispatchEvents.MessageCreate, ({ arrivals }, raw) =>
    arrivals.message(raw),
  );
  on<GatewayMessageUpdateDispatchData>(GatewayDispatchEvents.MessageUpdate, ({ arrivals }, raw) =>
    arrivals.edited(raw),
  );
  on<GatewayMessageDeleteDispatchData>(GatewayDispatchEvents.MessageDelete, ({ arrivals }, gone) =>
    arrivals.deleted({ ...gone, ids: [gone.id] }),
  );
  on<GatewayMessageDeleteBulkDispatchData>(GatewayDispatchEvents.MessageDeleteBulk, ({ arrivals }, gone) =>
    arrivals.deleted(gone),
  );
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    firstAnswers.expect(interaction);
    const take = ({ takeInteraction }: Rooms) => takeInteraction(interaction);
    inTurn(`interaction ${interaction.id}`, take, early);
  });
  client.ws.on(GatewayDispatchEvents.ThreadCreate, (thread: GatewayThreadCreateDispatchData) => {
    if (thread.newly_created) inTurn(thread.id, ({ arrivals }) => arrivals.titled(thread.id, true));
  });
  client.ws.on(GatewayDispatchEvents.ThreadUpdate, (thread: GatewayThreadUpdateDispatchData) => {
    // The old name is still known: this comes before discord.js looks at it.
    const known = client.channels.cache.get(thread.id);
    const isRenamed = known?.isThread() && known.name !== thread.name;
    if (isRenamed) inTurn(thread.id, ({ arrivals }) => arrivals.titled(thread.id, false));
  });
  client.ws.on(GatewayDispatchEvents.GuildCreate, (guild: GatewayGuildCreateDispatchData) => {
    if (guild.unavailable) return;
    // Also of a server that is not worked in: what was registered there before is taken back.
    const isHome = worksIn(config, guild.id);
    inTurn(`guild ${guild.id}`, async ({ api, client: known }) => {
      const wanted = config.commands === "guild" && isHome ? commandBodies(offered, false) : [];
      await registerCommands(api, known.application.id, wanted, guild.id);
    });
    if (isHome) readUp([...guild.channels, ...guild.threads]);
  });
  client.ws.on(GatewayDispatchEvents.Ready, () => {
    const reading = session([]);
    // Which there are is known only later: a live event that comes before that reads its conversation up itself.
    const directs = rooms.then(({ missed }) => missed.directs()).then((ids) => new Set(ids));
    const readUp = async (id: Snowflake) => {
      try {
        if ((await directs).delete(id)) await (await reading)(id);
      } catch (error) {
        log.warn({ channel: id, err: error }, "discord channel not read up");
      }
    };
    readDirectUp = readUp;
    directs.then(
      (ids) => {
        for (const id of ids) inTurn(id, () => readUp(id));
      },
      () => {}, // whoever awaits them says so
    );
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
