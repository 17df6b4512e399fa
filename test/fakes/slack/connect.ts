import { App, HTTPReceiver, type LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { WebSocket } from "ws";
import { type FakeSlack, type FakeSlackOptions, type Shape, startFakeSlack } from "./index.ts";

/** What the fake's tests do with the real SDKs. */
export interface Connected {
  readonly slack: FakeSlack;
  /** The real client, without retries. */
  readonly web: WebClient;
  /** A further client with other options. */
  client(options?: WebClientOptions, token?: string): WebClient;
  /** Starts a real Bolt app in Socket Mode. */
  bolt(set: (app: App) => void): Promise<void>;
  /** Starts a real Bolt app behind a URL of its own, and has Slack check it. */
  boltByHttp(set: (app: App) => void): Promise<void>;
  /** A bare socket, to do what the SDK would not. */
  socket(): Promise<BareSocket>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Envelope {
  readonly type: string;
  readonly envelope_id?: string;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
  readonly accepts_response_payload?: boolean;
  readonly reason?: string;
  readonly num_connections?: number;
  readonly payload?: { readonly event?: Shape; readonly event_id?: string } & Shape;
}

export interface BareSocket {
  /** Everything that came after the hello. */
  readonly got: Envelope[];
  readonly hello: Envelope;
  ack(envelope: Envelope, payload?: unknown): void;
  send(text: string): void;
  close(): void;
  readonly closed: Promise<void>;
}

/**
 * A fake with rate limits off, unless asked for, and everything that was started at it, ended together. Its time stands
 * still unless a test pushes it ahead.
 */
export async function connect(options: FakeSlackOptions = {}): Promise<Connected> {
  const at = Date.now();
  const slack = await startFakeSlack({ rateLimits: "none", now: () => at, ...options });
  const ends: (() => Promise<unknown>)[] = [];
  const logLevel = "error" as LogLevel;
  const clientOptions: WebClientOptions = { slackApiUrl: slack.api, logLevel };
  const client: Connected["client"] = (more, token = slack.botToken) =>
    new WebClient(token, {
      ...clientOptions,
      logger: silent,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      ...more,
    });

  return {
    slack,
    web: client(),
    client,
    async bolt(set) {
      const receiver = new SocketModeReceiver({
        appToken: slack.appToken,
        clientPingTimeout: 1_000,
        logger: silent,
        installerOptions: { clientOptions },
      });
      const app = new App({ token: slack.botToken, receiver, clientOptions, logger: silent });
      set(app);
      await app.start();
      ends.push(async () => {
        await receiver.client.disconnect();
      });
    },
    async boltByHttp(set) {
      const receiver = new HTTPReceiver({
        signingSecret: slack.signingSecret,
        logger: silent,
        unhandledRequestTimeoutMillis: 100,
      });
      const app = new App({ token: slack.botToken, receiver, clientOptions, logger: silent });
      set(app);
      const server = await receiver.start({ port: 0, host: "127.0.0.1" } as never);
      ends.push(async () => {
        server.closeAllConnections();
        await receiver.stop();
      });
      const address = server.address() as { port: number };
      await slack.useRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
    },
    async socket() {
      const { url } = await client(undefined, slack.appToken).apps.connections.open({});
      const bare = await openSocket(url!);
      ends.push(async () => bare.close());
      return bare;
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) await end();
      await slack.stop();
    },
  };
}

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => "error" as LogLevel,
  setName() {},
};

const openSocket = async (url: string): Promise<BareSocket> => {
  const socket = new WebSocket(url);
  const closed = Promise.withResolvers<void>();
  const hello = Promise.withResolvers<Envelope>();
  const got: Envelope[] = [];
  socket.on("message", (data) => {
    const envelope = JSON.parse(String(data)) as Envelope;
    if (envelope.type === "hello") hello.resolve(envelope);
    else got.push(envelope);
  });
  socket.on("error", hello.reject);
  socket.on("close", () => closed.resolve());
  return {
    got,
    hello: await hello.promise,
    ack: ({ envelope_id }, payload) => socket.send(JSON.stringify({ envelope_id, payload })),
    send: (text) => socket.send(text),
    close: () => socket.close(),
    closed: closed.promise,
  };
};
