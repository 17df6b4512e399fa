import { ApplicationFlags, GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import type { WebSocket } from "ws";
import { guildPayload } from "../world/guilds.ts";
import type { World } from "../world/world.ts";
import { type Hub, send, write } from "./hub.ts";
import type { IdentifyCount } from "./identifies.ts";
import { disallowed, knownIntents, type Portal } from "./intents.ts";
import { isTooOld, missedSince, type Session } from "./session.ts";
import type { GatewayTroubles } from "./troubles.ts";

export interface Door {
  readonly world: World;
  readonly hub: Hub;
  readonly troubles: GatewayTroubles;
  readonly portal: Portal;
  readonly starts: IdentifyCount;
  readonly token: () => string;
  readonly counts: { identifies: number; resumes: number };
  /** Closes a connection with one of the gateway's close codes. */
  readonly close: (socket: WebSocket, code: number, reason: string) => void;
}

/** GATEWAY_MESSAGE_CONTENT and its like say what the portal allows, in their form for apps in few servers. */
export const applicationFlags = (portal: Portal): number =>
  (portal.messageContent ? ApplicationFlags.GatewayMessageContentLimited : 0) |
  (portal.guildMembers ? ApplicationFlags.GatewayGuildMembersLimited : 0) |
  (portal.presences ? ApplicationFlags.GatewayPresenceLimited : 0);

/** Opcode 2 (docs: events/gateway#identifying). Returns the new session, or `undefined` when it was refused. */
export const identify = (
  door: Door,
  socket: WebSocket,
  data: Record<string, unknown>,
): Session | undefined => {
  const { world, hub, troubles, close } = door;
  const { intents, token, shard: sharding } = data;
  const [shard, shards] = (sharding as [number, number] | undefined) ?? [0, 1];
  if (token !== door.token()) close(socket, GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
  else if (typeof intents !== "number" || (intents & ~knownIntents) !== 0)
    close(socket, GatewayCloseCodes.InvalidIntents, "Invalid intent(s).");
  else if (troubles.disallowIntents || disallowed(intents, door.portal))
    close(socket, GatewayCloseCodes.DisallowedIntents, "Disallowed intent(s).");
  else if (!(shard >= 0 && shard < shards)) close(socket, GatewayCloseCodes.InvalidShard, "Invalid shard.");
  else if (troubles.refuseIdentify > 0) {
    troubles.refuseIdentify -= 1;
    send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
  } else
    switch (door.starts.count()) {
      case "too many today":
        close(socket, GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
        break;
      case "too fast":
        send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
        break;
      case "ok":
        return open(door, socket, intents, [shard, shards]);
    }
  return undefined;

  function open(
    { counts, portal }: Door,
    to: WebSocket,
    allowed: number,
    shardOf: [number, number],
  ): Session {
    counts.identifies += 1;
    const session: Session = {
      id: world.newId(),
      intents: allowed,
      socket: to,
      sequence: 0,
      sent: [],
      lostAt: undefined,
    };
    hub.sessions.set(session.id, session);
    const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(world.bot.id));
    hub.emit(session, "READY", {
      v: 10,
      user: { ...world.bot, mfa_enabled: false, verified: true, email: null },
      session_id: session.id,
      session_type: "normal",
      resume_gateway_url: world.origin.replace("http", "ws"),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      application: { id: world.bot.id, flags: applicationFlags(portal) },
      shard: shardOf,
      relationships: [],
      private_channels: [],
      presences: [],
      _trace: [],
    });
    const tellGuilds = () => {
      for (const guild of guilds) hub.emit(session, "GUILD_CREATE", guildPayload(world, guild));
    };
    if (troubles.lateGuilds !== undefined) void troubles.lateGuilds.then(tellGuilds);
    else tellGuilds();
    return session;
  }
};

/** Opcode 6: replays what was missed, in order, then says RESUMED (docs: events/gateway#resuming). */
export const resume = (door: Door, socket: WebSocket, data: Record<string, unknown>): Session | undefined => {
  const { world, hub, troubles, close } = door;
  const { token, session_id, seq: seen } = data;
  if (token !== door.token()) {
    close(socket, GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
    return undefined;
  }
  const session = hub.sessions.get(String(session_id));
  if (session && !(Number.isInteger(seen) && Number(seen) <= session.sequence)) {
    close(socket, GatewayCloseCodes.InvalidSeq, "Invalid seq.");
    return undefined;
  }
  const missed =
    session && !isTooOld(session, world.clock.now()) ? missedSince(session, Number(seen)) : undefined;
  if (!session || !missed || troubles.refuseResume > 0) {
    if (troubles.refuseResume > 0) troubles.refuseResume -= 1;
    if (session) hub.sessions.delete(session.id);
    send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    return undefined;
  }
  door.counts.resumes += 1;
  session.socket = socket;
  session.lostAt = undefined;
  for (const { json } of missed) write(socket, json);
  hub.emit(session, "RESUMED", { _trace: [] });
  return session;
};
