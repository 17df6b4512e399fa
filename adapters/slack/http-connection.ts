import type { Server } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import { createBoltApp } from "./bolt-app.ts";
import type { HttpAddress } from "./config.ts";
import type { Connection, ConnectionParts } from "./connection.ts";
import { createSdkLog } from "./sdk-log.ts";
import { createSignatures } from "./signatures.ts";
import { storingFirst } from "./storing-first.ts";

/** Slack itself gives up after 3 s; what has not been answered by then is not kept open for ever. */
const ABANDONED_MS = 30_000;

/** Signed requests: Slack reaches Maru at an address of the team's own. What is not signed by Slack is refused (401). */
export function createHttpConnection(
  parts: ConnectionParts & { readonly signingSecret: string; readonly http: HttpAddress },
): Connection {
  const { signingSecret, http, takeIn, log, now, connected } = parts;
  const signatures = createSignatures(parts);
  const requests = new HTTPReceiver({
    signingSecret,
    endpoints: [http.path],
    // Signatures are told of elsewhere, and not for every request.
    logger: createSdkLog(log, (said) => said.includes("verify the request data")),
    unhandledRequestTimeoutMillis: ABANDONED_MS,
    async processEventErrorHandler({ response }) {
      // Slack delivers it again.
      if (!response.headersSent) response.writeHead(503).end();
      return true;
    },
    dispatchErrorHandler({ response }) {
      response.writeHead(404).end();
    },
    unhandledRequestHandler({ response }) {
      if (!response.headersSent) response.writeHead(503).end();
    },
  });
  const receiver = storingFirst(requests, {
    now,
    takeIn(body, attempt) {
      signatures.accepted();
      return takeIn(body, attempt);
    },
  });
  const app = createBoltApp(receiver, log);
  let server: Server | undefined;

  return {
    app,
    async open() {
      const { host, port } = http;
      try {
        server = await requests.start({ host, port });
      } catch (error) {
        throw new OperatorError(cannotListen(http, error), { cause: error });
      }
      server.on("request", ({ headers }, response) => {
        response.once("finish", () => {
          if (response.statusCode === 401) signatures.refused(headers["x-slack-signature"] !== undefined);
        });
      });
      const address = server.address();
      const actual = typeof address === "object" && address ? address.port : port;
      log.info({ host, port: actual, path: http.path }, "slack requests are listened for");
      connected();
    },
    async close() {
      await receiver.finish();
      if (!server) return;
      const closed = requests.stop();
      server.closeAllConnections();
      await closed;
    },
  };
}

function cannotListen({ host, port }: HttpAddress, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return `Port ${port} of ${host} cannot be listened on for Slack's requests (${code}). Free it, or choose another as platforms.slack.http.port in maru.yaml.`;
}
