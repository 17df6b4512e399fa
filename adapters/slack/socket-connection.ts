import { setTimeout as pause } from "node:timers/promises";
import { type App, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import { rateLimitMs, refusedAs, tokenWords } from "./api-error.ts";
import { createBoltApp } from "./bolt-app.ts";
import type { Connection, ConnectionParts } from "./connection.ts";
import { codeOf } from "./error-code.ts";
import { checkNetwork } from "./reaching.ts";
import { createSdkLog } from "./sdk-log.ts";
import { storingFirst } from "./storing-first.ts";
import { renewAppToken } from "./tokens.ts";

/** A connection that was lost as soon as this is no reason to hurry. */
const SHORT_MS = 1_000;
/** When Slack does not let Maru in, an operator may be about to change that. */
const REFUSED_PAUSE_MS = 60_000;
const OPEN_MS = 15_000;
const CLOSE_MS = 2_000;

/** Refusals after which only an operator can help (docs: reference/methods/apps.connections.open). */
const REFUSALS = [
  ...tokenWords,
  "not_allowed_token_type",
  "missing_scope",
  "forbidden_team",
  "socket_mode_not_enabled",
] as const;

/** One connection, which is never opened again. */
interface Socket {
  readonly openedAt: number;
  /** Resolves when it is lost or closed. */
  readonly over: Promise<void>;
  close(): Promise<void>;
}

/**
 * Socket Mode: Maru opens the connection, so it needs no public address. The SDK's own way of connecting again is not used:
 * it waits for 5 s, an error of the network in it would end the process, and what came on a lost connection would be
 * acknowledged on the next one.
 */
export function createSocketConnection(
  parts: ConnectionParts & {
    readonly appToken: string;
    readonly api: string | undefined;
    /** Before each try to connect again, the last one for all that follow. */
    readonly pausesMs: readonly [number, number, ...number[]];
    /** A connection that leaves a ping unanswered for longer is given up: it may be open and yet dead. */
    readonly pongWithinMs: number;
    /** To be without a connection for longer is told to the health check. */
    readonly awayMs: number;
  },
): Connection {
  const { appToken, api, pausesMs, pongWithinMs, awayMs, fault, log, now, connected } = parts;
  const closing = new AbortController();
  let socket: Socket | undefined;
  let process: App["processEvent"] = async () => {};

  const sockets: Receiver = {
    init(app) {
      process = (event) => app.processEvent(event);
    },
    start: async () => {},
    stop: async () => {},
  };
  const receiver = storingFirst(sockets, parts);
  const app = createBoltApp(receiver, log);

  async function open(signal: AbortSignal): Promise<Socket> {
    const one = new SocketModeReceiver({
      appToken,
      logger: createSdkLog(log),
      autoReconnectEnabled: false,
      clientPingTimeout: pongWithinMs,
      installerOptions: {
        clientOptions: {
          ...(api ? { slackApiUrl: api } : {}),
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
        },
      },
      processEventErrorHandler: async () => false,
    });
    const { client } = one;
    const over = Promise.withResolvers<void>();
    let isOpen = false;
    let isGivenUp = false;
    const standIn: Pick<App, "processEvent"> = {
      processEvent: (event) =>
        process({
          ...event,
          ack: async (response) => {
            if (isOpen) await event.ack(response);
          },
        }),
    };
    one.init(standIn as App);
    client.once("connected", () => {
      if (isGivenUp) return;
      isOpen = true;
      connected();
    });
    client.on("disconnected", () => {
      isOpen = false;
      over.resolve();
    });
    const close = async () => {
      isGivenUp = true;
      const closed = client.disconnect().catch(() => {});
      await Promise.race([closed, pause(CLOSE_MS, undefined, { ref: false })]);
    };
    try {
      await within(OPEN_MS, client.start(), signal);
    } catch (error) {
      await close();
      throw error;
    }
    fault.set("app token", undefined);
    fault.set("connection", undefined);
    return { openedAt: now(), over: over.promise, close };
  }

  /** Opens another connection whenever one is lost. */
  async function stayConnected(first: Socket): Promise<void> {
    socket = first;
    while (socket) {
      await socket.over;
      if (closing.signal.aborted) return;
      const since = new Date(now()).toISOString();
      fault.set("connection", `Slack has not been connected since ${since}. ${checkNetwork}`, awayMs);
      log.info({}, "slack reconnecting");
      socket = await openAgain(now() - socket.openedAt < SHORT_MS ? pausesMs[1] : pausesMs[0]);
    }
  }

  /** `undefined`: it was closed meanwhile. */
  async function openAgain(firstPauseMs: number): Promise<Socket | undefined> {
    let waitMs = firstPauseMs;
    for (let tries = 1; ; tries++) {
      // While there is no connection this alone keeps the process running.
      await pause(waitMs, undefined, { signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted) return undefined;
      try {
        const found = await open(closing.signal);
        if (!closing.signal.aborted) return found;
        await found.close();
        return undefined;
      } catch (error) {
        const isHopeless = refusedAs(error, ...REFUSALS);
        fault.set("app token", isHopeless ? noConnection(error) : undefined);
        log.warn({ tries, reason: codeOf(error), err: error }, "slack connection failed");
        const nextMs = pausesMs[Math.min(tries, pausesMs.length - 1)]!;
        waitMs = isHopeless ? REFUSED_PAUSE_MS : Math.max(nextMs, rateLimitMs(error) ?? 0);
      }
    }
  }

  return {
    app,
    async open(signal) {
      try {
        void stayConnected(await open(signal));
      } catch (error) {
        if (!refusedAs(error, ...REFUSALS)) throw error;
        throw new OperatorError(noConnection(error), { cause: error });
      }
    },
    async close() {
      await receiver.finish();
      closing.abort();
      await socket?.close();
    },
  };
}

/** @throws an Error when it takes longer, or is given up */
async function within<Result>(ms: number, work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const done = new AbortController();
  const late = pause(ms, undefined, { signal: AbortSignal.any([done.signal, signal]) }).then(
    () => Promise.reject(new Error(`Slack did not greet within ${ms} ms.`)),
    () => (signal.aborted ? Promise.reject(new Error("It is given up.")) : work),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

const noConnection = (error: unknown) =>
  `Slack does not let Maru connect by Socket Mode (${codeOf(error)}). Is Socket Mode on in the app's settings? If it is: ${renewAppToken}`;
