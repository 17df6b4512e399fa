import type { LiveEvent } from "../wire.ts";

/** A connection that tells what happens on the server, and comes back by itself when it is lost. */
export interface LiveConnection {
  /** Tries at once rather than when the wait is over. */
  hurry(): void;
  close(): void;
}

/** What the live connection needs of the browser. */
export interface LiveParts {
  readonly token: string;
  open(): WebSocketLike;
  /** Runs once after so many ms; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  /** 0 to 1. */
  random(): number;
  /** The token was taken, for the first time or again. */
  onLive(): void;
  onLost(): void;
  /** The server does not know the token. */
  onUnknown(): void;
  onEvent(event: LiveEvent): void;
}

/** The part of `WebSocket` that is used. */
export interface WebSocketLike {
  onopen: (() => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  send(text: string): void;
  close(): void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;
/** A connection that has not been welcomed by then is given up: a half-open one would never say so. */
const WELCOME_WITHIN_MS = 10_000;
const UNKNOWN_TOKEN = 4401;

export function connectLive(parts: LiveParts): LiveConnection {
  let socket: WebSocketLike | undefined;
  let failures = 0;
  let cancelWait = () => {};
  let closed = false;

  function connect(): void {
    cancelWait();
    const current = parts.open();
    socket = current;
    let welcomed = false;
    const giveUp = parts.after(WELCOME_WITHIN_MS, () => {
      if (!welcomed) current.close();
    });
    current.onopen = () => current.send(JSON.stringify({ type: "hello", token: parts.token }));
    current.onmessage = ({ data }) => {
      const event = JSON.parse(String(data)) as LiveEvent;
      if (event.type === "welcome") {
        welcomed = true;
        failures = 0;
        giveUp();
        parts.onLive();
      } else parts.onEvent(event);
    };
    current.onclose = ({ code }) => {
      giveUp();
      if (closed || socket !== current) return;
      socket = undefined;
      if (code === UNKNOWN_TOKEN) {
        closed = true;
        return parts.onUnknown();
      }
      parts.onLost();
      cancelWait = parts.after(wait(), connect);
    };
  }

  /** Doubles with each failure; spread out, so that a whole team does not come back in the same moment. */
  function wait(): number {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** failures++, LONGEST_WAIT_MS);
    return longest * (0.5 + parts.random() / 2);
  }

  connect();
  return {
    hurry() {
      if (!closed && socket === undefined) connect();
    },
    close() {
      closed = true;
      cancelWait();
      socket?.close();
    },
  };
}
