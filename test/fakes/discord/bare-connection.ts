import { once } from "node:events";
import { WebSocket } from "ws";
import type { FakeDiscord } from "./index.ts";

/** A connection to the gateway without discord.js, for what discord.js would never send. */
export const bareConnection = async (discord: FakeDiscord, query = "?v=10&encoding=json") => {
  const socket = new WebSocket(discord.api.replace("http", "ws").replace("/api", "/") + query);
  const received: { op: number; d: unknown; s?: number; t?: string }[] = [];
  socket.on("message", (raw) => received.push(JSON.parse(String(raw))));
  const closed = once(socket, "close").then(([code]) => Number(code));
  await once(socket, "open");
  return { socket, received, closed, send: (payload: unknown) => socket.send(JSON.stringify(payload)) };
};
