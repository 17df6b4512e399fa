import type { WebSocket } from "ws";
import { z } from "zod";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Person } from "./people.ts";
import { type ChatPlace, maySee } from "./places.ts";
import type { Hello, LiveEvent } from "./wire.ts";

export interface LiveLimits {
  /** A client that has not taken so many bytes of what it was sent is cut off. */
  readonly maxBufferedBytes: number;
  /** Above so many bytes, a reply is not made to grow further until a client has caught up, or for `paceMs`. */
  readonly pacedBytes: number;
  readonly paceMs: number;
  /** A client that did not answer the last ping when the next is due has vanished. */
  readonly heartbeatMs: number;
  /** A socket must say hello within this time. */
  readonly helloMs: number;
}

export const liveLimits: LiveLimits = {
  maxBufferedBytes: 4 * 1024 * 1024,
  pacedBytes: 64 * 1024,
  paceMs: 500,
  heartbeatMs: 30_000,
  helloMs: 10_000,
};

/** The open pages. Sending never waits for a client, so a slow one delays nobody. */
export interface Live {
  /** Takes a new socket: it must say `Hello` first. */
  admit(socket: WebSocket): void;
  /** Whether anybody has a page open that is told of this place. */
  isWatched(place: ChatPlace): boolean;
  /** Tells everybody who may see the place, or one person only. */
  tell(place: ChatPlace, event: LiveEvent, only?: string): void;
  /** Tells these people, wherever they look. */
  tellPeople(which: (person: Person) => boolean, event: LiveEvent): void;
  /** Resolves when somebody who looks at the place can take more; at once when nobody is behind. */
  keptUp(place: ChatPlace): Promise<void>;
  /** Says good-bye to all. */
  close(): void;
}

const hello = z.strictObject({ type: z.literal("hello"), token: z.string().max(200) });

/** WebSocket close codes of this protocol; 4401 is ours. */
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;
const UNKNOWN_PERSON = 4401;

export function createLive(parts: {
  readonly byToken: (token: string) => Person | undefined;
  readonly log: Logger;
  readonly limits: LiveLimits;
}): Live {
  const { log, limits } = parts;
  const unknown = new Set<WebSocket>();
  const watching = new Map<WebSocket, Person>();
  const answered = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const [socket, person] of watching) {
      if (!answered.has(socket)) {
        cutOff(socket, person, "vanished");
        continue;
      }
      answered.delete(socket);
      socket.ping();
    }
  }, limits.heartbeatMs);
  heartbeat.unref();

  function cutOff(socket: WebSocket, person: Person, reason: string): void {
    log.warn({ person: person.id, reason, bufferedBytes: socket.bufferedAmount }, "web client cut off");
    watching.delete(socket);
    socket.terminate();
  }

  function send(socket: WebSocket, person: Person, data: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limits.maxBufferedBytes) cutOff(socket, person, "slow");
    else socket.send(data);
  }

  function watchers(place: ChatPlace): [WebSocket, Person][] {
    return [...watching].filter(([, person]) => maySee(person, place));
  }

  return {
    admit(socket) {
      unknown.add(socket);
      const impatience = setTimeout(() => socket.close(POLICY_VIOLATION, "no hello"), limits.helloMs);
      impatience.unref();
      socket.on("error", (error) => log.debug({ err: error }, "web socket failed"));
      socket.on("close", () => {
        clearTimeout(impatience);
        unknown.delete(socket);
        watching.delete(socket);
      });
      socket.on("pong", () => answered.add(socket));
      socket.on("message", (data, isBinary) => {
        if (watching.has(socket)) return socket.close(POLICY_VIOLATION, "one hello is enough");
        clearTimeout(impatience);
        const said = isBinary ? undefined : readHello(String(data));
        if (!said) return socket.close(POLICY_VIOLATION, "not a hello");
        const person = parts.byToken(said.token);
        if (!person) return socket.close(UNKNOWN_PERSON, "unknown person");
        unknown.delete(socket);
        watching.set(socket, person);
        answered.add(socket);
        send(socket, person, JSON.stringify({ type: "welcome" } satisfies LiveEvent));
      });
    },
    isWatched(place) {
      for (const person of watching.values()) if (maySee(person, place)) return true;
      return false;
    },
    tell(place, event, only) {
      let data: string | undefined;
      for (const [socket, person] of watchers(place)) {
        if (only !== undefined && person.id !== only) continue;
        data ??= JSON.stringify(event);
        send(socket, person, data);
      }
    },
    tellPeople(which, event) {
      let data: string | undefined;
      for (const [socket, person] of watching) {
        if (!which(person)) continue;
        data ??= JSON.stringify(event);
        send(socket, person, data);
      }
    },
    async keptUp(place) {
      const isBehind = (socket: WebSocket) => socket.bufferedAmount > limits.pacedBytes;
      const sockets = watchers(place).map(([socket]) => socket);
      if (sockets.length === 0 || !sockets.every(isBehind)) return;
      await caughtUp(sockets, limits.paceMs);
    },
    close() {
      clearInterval(heartbeat);
      for (const socket of [...unknown, ...watching.keys()]) socket.close(GOING_AWAY, "Maru stops");
    },
  };
}

/** Resolves when one of the sockets has written out what waits, or after `timeoutMs`. */
async function caughtUp(sockets: readonly WebSocket[], timeoutMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeoutMs);
  // An empty unsolicited pong is written behind everything that waits; its callback tells that it is out.
  for (const socket of sockets) socket.pong("", false, () => resolve());
  await promise;
  clearTimeout(timer);
}

function readHello(data: string): Hello | undefined {
  try {
    return hello.parse(JSON.parse(data));
  } catch {
    return undefined;
  }
}
