import { describe, expect, it } from "vitest";
import { connectLive, type WebSocketLike } from "../../../../adapters/web/page/live.ts";

/** The browser's side of sockets and of time, by hand. */
function createWorld() {
  const sockets: (WebSocketLike & { readonly sent: string[]; closed: boolean })[] = [];
  const timers: { ms: number; run: () => void; cancelled: boolean }[] = [];
  const seen: string[] = [];
  const connection = connectLive({
    token: "secret",
    open() {
      const sent: string[] = [];
      const socket = {
        onopen: null,
        onclose: null,
        onmessage: null,
        sent,
        closed: false,
        send: (text: string) => void sent.push(text),
        close() {
          socket.closed = true;
        },
      };
      sockets.push(socket);
      return socket;
    },
    after(ms, run) {
      const timer = { ms, run, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    random: () => 1,
    onLive: () => seen.push("live"),
    onLost: () => seen.push("lost"),
    onUnknown: () => seen.push("unknown"),
    onEvent: (event) => seen.push(event.type),
  });
  const last = () => sockets.at(-1) ?? expect.fail("no socket was opened");
  const tell = (event: unknown) => last().onmessage?.({ data: JSON.stringify(event) });
  const waits = () => timers.filter(({ ms, cancelled }) => ms < 10_000 && !cancelled);
  return { connection, sockets, seen, last, tell, waits, timers };
}

describe("the live connection", () => {
  it("says who it is, and passes events on after the welcome", () => {
    const { last, tell, seen } = createWorld();
    last().onopen?.();
    expect(last().sent).toEqual([JSON.stringify({ type: "hello", token: "secret" })]);
    tell({ type: "welcome" });
    tell({ type: "removed", place: "general", seq: 1 });
    expect(seen).toEqual(["live", "removed"]);
  });

  it("comes back by itself, waiting longer each time, and anew after it was live", () => {
    const { last, tell, waits, seen, sockets } = createWorld();
    tell({ type: "welcome" });
    const lengths: number[] = [];
    for (let failure = 0; failure < 4; failure++) {
      last().onclose?.({ code: 1006 });
      const wait = waits().at(-1) ?? expect.fail("nothing was planned");
      lengths.push(wait.ms);
      wait.run();
    }
    expect(lengths).toEqual([300, 600, 1_200, 2_400]);
    expect(sockets).toHaveLength(5);
    tell({ type: "welcome" });
    last().onclose?.({ code: 1001 });
    expect(waits().at(-1)?.ms).toBe(300);
    expect(seen).toEqual(["live", "lost", "lost", "lost", "lost", "live", "lost"]);
  });

  it("tries at once when it is hurried, and only once", () => {
    const { connection, last, sockets, waits } = createWorld();
    last().onclose?.({ code: 1006 });
    connection.hurry();
    connection.hurry();
    expect(sockets).toHaveLength(2);
    expect(waits()).toHaveLength(0);
  });

  it("gives up where the server does not know the person, and when it is closed", () => {
    const unknown = createWorld();
    unknown.last().onclose?.({ code: 4401 });
    unknown.connection.hurry();
    expect(unknown.seen).toEqual(["unknown"]);
    expect(unknown.sockets).toHaveLength(1);

    const closed = createWorld();
    closed.connection.close();
    closed.last().onclose?.({ code: 1000 });
    expect(closed.seen).toEqual([]);
    expect(closed.sockets).toHaveLength(1);
  });

  it("drops a connection that is never welcomed", () => {
    const { last, timers } = createWorld();
    timers.find(({ ms, cancelled }) => ms === 10_000 && !cancelled)?.run();
    expect(last().closed).toBe(true);
  });
});
