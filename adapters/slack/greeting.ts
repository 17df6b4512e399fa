import { z } from "zod";

/** What Slack says first on a connection of Socket Mode (docs: apis/events-api/using-socket-mode#hello). */
const hello = z.object({ type: z.literal("hello"), num_connections: z.number() });

/**
 * Connects to an address that `apps.connections.open` gave, waits to be greeted and leaves at once, so that hardly an event can
 * come this way: Slack brings it again elsewhere, as nobody acknowledges it.
 *
 * @returns how many connections the app has, this one among them
 */
export function greeting(url: string, timeoutMs: number): Promise<number> {
  const socket = new WebSocket(url);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const timer = setTimeout(() => reject(new Error("nobody answered")), timeoutMs);
  socket.addEventListener("error", () => reject(new Error("the connection failed")));
  socket.addEventListener("close", () => reject(new Error("the connection was closed")));
  socket.addEventListener("message", ({ data }) => {
    try {
      const greeted = hello.safeParse(JSON.parse(String(data)));
      if (greeted.success) resolve(greeted.data.num_connections);
    } catch {
      reject(new Error("something else than Slack answered"));
    }
  });
  return promise.finally(() => {
    clearTimeout(timer);
    socket.close();
  });
}
