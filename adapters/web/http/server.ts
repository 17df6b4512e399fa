import { once } from "node:events";
import { type Server, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { type WebSocket, WebSocketServer } from "ws";
import { OperatorError } from "../../../src/core/ports/operator-error.ts";
import { isLocalHost, isOwnOrigin } from "./origin.ts";

export interface ChatServer {
  readonly port: number;
  /** Takes no new connection; cuts what is still open after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** A hello fits easily; the page says nothing else. */
const MAX_LIVE_BYTES = 4_096;

/**
 * Serves on 127.0.0.1 only. Rejects with an `OperatorError` that says what to do when the port cannot be had.
 *
 * @param onSocket takes a WebSocket of `/api/live`; the status of a refusal instead when there is none now
 */
export async function listen(
  app: Pick<Hono, "fetch">,
  port: number,
  onSocket: () => ((socket: WebSocket) => void) | undefined,
): Promise<ChatServer> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_LIVE_BYTES,
    perMessageDeflate: false,
  });
  let takenPort = port;

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const { host, origin } = request.headers;
    if (!isLocalHost(host, takenPort)) return refuse(socket, 421);
    if (!isOwnOrigin(origin, host ?? "")) return refuse(socket, 403);
    if (request.url?.split("?")[0] !== "/api/live") return refuse(socket, 404);
    const take = onSocket();
    if (!take) return refuse(socket, 503);
    sockets.handleUpgrade(request, socket, head, take);
  });

  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw new OperatorError(listenProblem(port, error), { cause: error });
  }
  takenPort = (server.address() as AddressInfo).port;

  return {
    port: takenPort,
    async close(graceMs) {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const impatience = setTimeout(() => {
        server.closeAllConnections();
        for (const socket of sockets.clients) socket.terminate();
      }, graceMs);
      await closed;
      clearTimeout(impatience);
    },
  };
}

function refuse(socket: Duplex, status: number): void {
  const answer = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  // Its other half would stay open as long as the client likes, and the server with it.
  socket.end(answer, () => socket.destroy());
}

/** What to do when a port cannot be had. */
export function listenProblem(port: number, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const remedy =
    "Choose another port with MARU_PORT or platforms.web.port in maru.yaml, e.g. MARU_PORT=7228.";
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on 127.0.0.1 is in use by another program, or by another Maru. ${remedy}`;
    case "EACCES":
      return `Port ${port} on 127.0.0.1 may not be used by this account. ${remedy}`;
    default:
      return `Port ${port} on 127.0.0.1 cannot be used (${String(code ?? error)}). ${remedy}`;
  }
}
