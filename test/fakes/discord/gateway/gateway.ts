import type { IncomingMessage, Server } from "node:http";
import { GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import { type WebSocket, WebSocketServer } from "ws";
import type { Changes } from "../../changes.ts";
import type { Violation } from "../violations.ts";
import type { World } from "../world/world.ts";
import { speak } from "./connection.ts";
import { type Hub, send } from "./hub.ts";
import { createIdentifyCount, type IdentifyLimits } from "./identifies.ts";
import type { Portal } from "./intents.ts";
import type { GatewayTroubles } from "./troubles.ts";

export interface GatewayParts {
  readonly world: World;
  readonly hub: Hub;
  readonly changes: Changes;
  readonly troubles: GatewayTroubles;
  readonly portal: Portal;
  readonly heartbeatIntervalMs: number;
  readonly identifies: IdentifyLimits;
  readonly token: () => string;
  readonly violate: (violation: Violation) => void;
}

/** The gateway as a test sees it. */
export interface Gateway {
  readonly troubles: GatewayTroubles;
  /** What happened so far. */
  readonly counts: {
    readonly connections: number;
    readonly identifies: number;
    readonly resumes: number;
    readonly heartbeats: number;
  };
  /** Codes with which the fake closed connections, oldest first. */
  readonly closeCodes: readonly number[];
  /** Whether a client is connected and logged in at the moment. */
  connected(): boolean;
  /** Sessions that are connected or can still be resumed. */
  sessions(): number;
  /** Sends an event of the test's own to every session, whatever its intents. */
  emit(t: string, d: object): void;
  /** Cuts every connection. Sessions stay resumable unless `code` says otherwise; without a code the socket just breaks. */
  drop(code?: number): void;
  /** Cuts every connection each `everyMs`, until the returned function is called. */
  dropEvery(everyMs: number): () => void;
  /** Opcode 7: asks to reconnect and resume. */
  requestReconnect(): void;
  /** Opcode 9. When not resumable, the sessions are forgotten. */
  invalidate(resumable: boolean): void;
  /** Forgets all sessions, as when a client was away for too long: RESUME is refused. */
  forgetSessions(): void;
}

export interface GatewayServer extends Gateway {
  attach(server: Server): void;
  startLimit(): object;
  close(): void;
}

/** Close codes after which a session cannot be resumed (docs: topics/opcodes-and-status-codes#gateway-gateway-close-event-codes). */
const sessionEnding = new Set<number>([
  1000,
  1001,
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidSeq,
  GatewayCloseCodes.SessionTimedOut,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]);

/** Close codes that a client earns by not keeping to the protocol. */
const clientFaults = new Set<number>([
  GatewayCloseCodes.UnknownOpcode,
  GatewayCloseCodes.DecodeError,
  GatewayCloseCodes.NotAuthenticated,
  GatewayCloseCodes.AlreadyAuthenticated,
  GatewayCloseCodes.InvalidSeq,
  GatewayCloseCodes.RateLimited,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
]);

export const createGateway = (parts: GatewayParts): GatewayServer => {
  const { world, hub, changes, troubles } = parts;
  const counts = { connections: 0, identifies: 0, resumes: 0, heartbeats: 0 };
  const closeCodes: number[] = [];
  const starts = createIdentifyCount(world.clock, parts.identifies);
  const sockets = new Set<WebSocket>();
  const timers = new Set<NodeJS.Timeout>();
  const server = new WebSocketServer({ noServer: true });

  const close = (socket: WebSocket, code: number, reason: string) => {
    closeCodes.push(code);
    socket.close(code, reason);
    changes.tell();
  };

  /** Closes a connection for what the client did. */
  const refuse = (socket: WebSocket, code: number, reason: string) => {
    if (clientFaults.has(code)) parts.violate({ by: "bot", what: `gateway ${code}`, faults: [reason] });
    close(socket, code, reason);
  };

  const onPayload = (op: number) => {
    if (op === GatewayOpcodes.Heartbeat) counts.heartbeats += 1;
    changes.tell();
  };

  const welcome = (socket: WebSocket, request: IncomingMessage) => {
    counts.connections += 1;
    sockets.add(socket);
    socket.on("error", () => socket.terminate());
    const version = new URL(request.url ?? "/", world.origin).searchParams.get("v");
    speak({ ...parts, counts, starts, close: refuse, onPayload }, socket, version);
    // After the session knows of it, so that whoever waits for the change finds it made.
    socket.on("close", () => {
      sockets.delete(socket);
      changes.tell();
    });
  };

  const drop = (code?: number) => {
    if (code !== undefined && sessionEnding.has(code)) hub.sessions.clear();
    for (const socket of sockets) {
      if (code === undefined) socket.terminate();
      else close(socket, code, "");
    }
  };

  return {
    troubles,
    counts,
    closeCodes,
    connected: () => [...hub.sessions.values()].some(({ socket }) => socket !== undefined),
    sessions: () => hub.sessions.size,
    emit: (t, d) => {
      for (const session of hub.sessions.values()) hub.emit(session, t, d);
    },
    drop,
    dropEvery: (everyMs) => {
      const timer = setInterval(drop, everyMs);
      timers.add(timer);
      return () => clearInterval(timer);
    },
    requestReconnect: () => {
      for (const socket of sockets) send(socket, { op: GatewayOpcodes.Reconnect, d: null });
    },
    invalidate: (resumable) => {
      if (!resumable) hub.sessions.clear();
      for (const socket of sockets) send(socket, { op: GatewayOpcodes.InvalidSession, d: resumable });
    },
    forgetSessions: () => hub.sessions.clear(),
    attach: (http) => {
      http.on("upgrade", (request, socket, head) =>
        server.handleUpgrade(request, socket, head, (upgraded) => welcome(upgraded, request)),
      );
    },
    startLimit: starts.startLimit,
    close: () => {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
};
