import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import type { Clock } from "../clock.ts";
import type { Blame } from "../violations.ts";
import { ackWithinMs, type Carrier, type Outcome } from "./carrier.ts";

/** docs: apis/events-api/using-socket-mode#connections */
const mostConnections = 10;
const pingEveryMs = 10_000;

export type DisconnectReason = "warning" | "refresh_requested" | "link_disabled";

/** What a test does with the app's connections. */
export interface Sockets {
  readonly open: number;
  /** Connections that said hello so far. */
  readonly opened: number;
  /** Slack asks the connections to go away; after `refresh_requested` and `link_disabled` it hangs up itself in a moment. */
  disconnect(reason?: DisconnectReason): void;
  /** Cuts every connection without a word. */
  drop(): void;
  /** The connections stay open, but nothing comes or goes on them, pongs neither; new ones live. `false`: all is well again. */
  freeze(frozen: boolean): void;
}

export interface SocketMode extends Carrier {
  readonly sockets: Sockets;
  attach(server: Server): void;
  /** The URL of a new connection; it works once, for 30 seconds. */
  invite(): string;
  close(): void;
}

interface Waiting {
  readonly socket: WebSocket;
  readonly name: string;
  readonly answer: (outcome: Outcome) => void;
  late: boolean;
}

export const createSocketMode = (parts: {
  readonly clock: Clock;
  readonly appId: string;
  readonly origin: () => string;
  readonly random: () => number;
  readonly blame: Blame;
  readonly tell: () => void;
}): SocketMode => {
  const { clock, blame, tell } = parts;
  const sockets = new Set<WebSocket>();
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const newServer = () => new WebSocketServer({ noServer: true, autoPong: false });
  let server = newServer();
  let opened = 0;
  const frozen = new Set<WebSocket>();
  let next = Promise.withResolvers<void>();

  const listen = (socket: WebSocket) => {
    sockets.add(socket);
    opened += 1;
    const pinging = setInterval(
      () => !frozen.has(socket) && socket.ping("Ping from the fake"),
      pingEveryMs,
    ).unref();
    const say = (message: object) => socket.send(JSON.stringify(message));
    say({
      type: "hello",
      num_connections: sockets.size,
      debug_info: { host: "fake", build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: parts.appId },
    });
    socket.on("message", (data) => frozen.has(socket) || heard(socket, String(data)));
    socket.on("ping", (data) => frozen.has(socket) || socket.pong(data));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearInterval(pinging);
      sockets.delete(socket);
      frozen.delete(socket);
      for (const [id, one] of waiting)
        if (one.socket === socket) {
          waiting.delete(id);
          one.answer({ acked: false, reason: "connection_closed" });
        }
      tell();
    });
    next.resolve();
    next = Promise.withResolvers();
    tell();
  };

  const heard = (socket: WebSocket, text: string) => {
    const message = readAcknowledgement(text);
    if (!message) return blame("socket", `sent something that is no acknowledgement: ${text.slice(0, 100)}`);
    const one = waiting.get(message.envelope_id);
    if (!one) return blame("socket", "acknowledged an envelope twice, or one that it never got");
    if (one.socket !== socket) blame(one.name, "was acknowledged on another connection than it came on");
    waiting.delete(message.envelope_id);
    if (one.late) return blame(one.name, "was acknowledged after more than 3 seconds");
    return one.answer({ acked: true, response: message.payload });
  };

  const bring: Carrier["bring"] = ({ type, payload, name }, { number, reason }) =>
    new Promise((resolve) => {
      const live = [...sockets].filter(({ readyState }) => readyState === WebSocket.OPEN);
      // docs: any of the connections may get a payload.
      const socket = live[Math.floor(parts.random() * live.length)];
      if (!socket) return resolve({ acked: false, reason: "no_connection" });
      const envelope_id = randomUUID();
      const callOff = clock.after(ackWithinMs, () => {
        one.late = true;
        resolve({ acked: false, reason: "timeout" });
      });
      const one: Waiting = {
        socket,
        name,
        late: false,
        answer: (outcome) => {
          callOff();
          resolve(outcome);
        },
      };
      waiting.set(envelope_id, one);
      const retrying = type === "events_api" ? { retry_attempt: number, retry_reason: reason } : {};
      const envelope = {
        envelope_id,
        type,
        accepts_response_payload: type !== "events_api",
        ...retrying,
        payload,
      };
      if (!frozen.has(socket)) socket.send(JSON.stringify(envelope));
    });

  const disconnect = (reason: DisconnectReason) => {
    for (const socket of sockets) {
      socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "fake" } }));
      // Slack hangs up some time after it asked; the app should be gone by then.
      if (reason !== "warning") setTimeout(() => socket.terminate(), 1_000).unref();
    }
  };

  return {
    bring,
    newConnection: () => next.promise,
    invite: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      clock.after(30_000, () => tickets.delete(ticket));
      return `${parts.origin().replace("http", "ws")}/link/?ticket=${ticket}&app_id=${parts.appId}`;
    },
    attach: (http) => {
      http.on("upgrade", (request, stream, head) => {
        const url = new URL(request.url ?? "/", "http://fake");
        const refuse = (status: string) => stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
        if (url.pathname !== "/link/") return refuse("404 Not Found");
        if (!tickets.delete(url.searchParams.get("ticket") ?? "")) return refuse("408 Request Timeout");
        if (sockets.size >= mostConnections) return refuse("429 Too Many Requests");
        return server.handleUpgrade(request, stream, head, listen);
      });
    },
    close: () => {
      for (const socket of sockets) socket.terminate();
      server.close();
      server = newServer();
    },
    sockets: {
      get open() {
        return sockets.size;
      },
      get opened() {
        return opened;
      },
      disconnect: (reason = "refresh_requested") => disconnect(reason),
      drop: () => {
        for (const socket of sockets) socket.terminate();
      },
      freeze: (value) => {
        frozen.clear();
        if (value) for (const socket of sockets) frozen.add(socket);
      },
    },
  };
};

const readAcknowledgement = (text: string): { envelope_id: string; payload: unknown } | undefined => {
  try {
    const { envelope_id, payload } = JSON.parse(text) as Record<string, unknown>;
    return typeof envelope_id === "string" ? { envelope_id, payload } : undefined;
  } catch {
    return undefined;
  }
};
