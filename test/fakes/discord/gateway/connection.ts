import { GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import type { RawData, WebSocket } from "ws";
import type { World } from "../world/world.ts";
import { send } from "./hub.ts";
import { type Door, identify, resume } from "./login.ts";
import type { Session } from "./session.ts";

/** Docs: events/gateway#rate-limiting: a client sends at most 120 events a minute, else 4008. */
const eventsPerMinute = 120;

/** Docs: events/gateway#sending-events: payloads have at most 4,096 bytes, else 4002. */
const maxPayloadBytes = 4096;

export interface Connecting extends Door {
  readonly heartbeatIntervalMs: number;
  /** After each payload that the client sent. */
  readonly onPayload: (op: number) => void;
}

/** Speaks the gateway's protocol on one socket, from HELLO on. */
export const speak = (door: Connecting, socket: WebSocket, version: string | null): void => {
  const { world, hub, close } = door;
  let session: Session | undefined;
  let minute = 0;
  let events = 0;

  if (version !== "10") {
    close(socket, GatewayCloseCodes.InvalidAPIVersion, "Invalid API version.");
    return;
  }
  send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: door.heartbeatIntervalMs, _trace: [] } });

  const tooMany = () => {
    const now = Math.floor(world.clock.now() / 60_000);
    events = now === minute ? events + 1 : 1;
    minute = now;
    return events > eventsPerMinute;
  };

  socket.on("message", (raw: RawData) => {
    if (tooMany()) return close(socket, GatewayCloseCodes.RateLimited, "You are being rate limited.");
    const payload = parsePayload(raw);
    if (!payload) return close(socket, GatewayCloseCodes.DecodeError, "Error while decoding payload.");
    hear(payload);
    door.onPayload(payload.op);
  });

  const hear = (payload: Payload) => {
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        if (!door.troubles.zombie) send(socket, { op: GatewayOpcodes.HeartbeatAck });
        return;
      case GatewayOpcodes.Identify:
        if (session) return close(socket, GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated.");
        session = identify(door, socket, payload.d);
        return;
      case GatewayOpcodes.Resume:
        session = resume(door, socket, payload.d);
        return;
      case GatewayOpcodes.RequestGuildMembers:
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
        if (!session) return close(socket, GatewayCloseCodes.NotAuthenticated, "Not authenticated.");
        if (payload.op === GatewayOpcodes.RequestGuildMembers)
          hub.emit(session, "GUILD_MEMBERS_CHUNK", memberChunk(world, payload.d));
        return;
      default:
        return close(socket, GatewayCloseCodes.UnknownOpcode, "Unknown opcode.");
    }
  };

  socket.on("close", (code) => {
    if (session?.socket !== socket) return;
    session.socket = undefined;
    session.lostAt = world.clock.now();
    // Docs: events/gateway#initiating-a-disconnect: whoever closes with 1000 or 1001 ends the session.
    if (code === 1000 || code === 1001) hub.sessions.delete(session.id);
  });
};

interface Payload {
  readonly op: number;
  readonly d: Record<string, unknown>;
}

const parsePayload = (raw: RawData): Payload | undefined => {
  const written = raw.toString();
  if (Buffer.byteLength(written) > maxPayloadBytes) return undefined;
  try {
    const payload: unknown = JSON.parse(written);
    if (typeof payload !== "object" || payload === null || !("op" in payload)) return undefined;
    const d = "d" in payload && typeof payload.d === "object" ? payload.d : {};
    return { op: Number(payload.op), d: (d ?? {}) as Record<string, unknown> };
  } catch {
    return undefined;
  }
};

/** Docs: events/gateway-events#guild-members-chunk. */
const memberChunk = (world: World, asked: Record<string, unknown>): object => {
  const { guild_id, user_ids, nonce } = asked;
  const guild = world.guilds.get(String(guild_id));
  const ids = user_ids === undefined ? undefined : [user_ids].flat().map(String);
  const members = [...(guild?.members.values() ?? [])].filter(({ user }) => ids?.includes(user.id) ?? true);
  return {
    guild_id,
    members,
    chunk_index: 0,
    chunk_count: 1,
    not_found: (ids ?? []).filter((id) => !members.some(({ user }) => user.id === id)),
    ...(nonce === undefined ? {} : { nonce }),
  };
};
