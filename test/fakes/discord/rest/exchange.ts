import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiError } from "./errors.ts";
import type { RestParts } from "./server.ts";

/** One request as a test sees it. */
export interface Request {
  readonly method: string;
  /** Below `/api/v10`, with the query. */
  readonly path: string;
  readonly body: unknown;
  /** What the server's audit log is told. */
  readonly auditReason?: string;
  /** The status of the answer; 0 when the connection was cut. */
  readonly status: number;
  /** Unix ms of the fake's clock when it came in. */
  readonly at: number;
}

export type Headers = Readonly<Record<string, string>>;

/** A request and the ways in which it can end. Exactly one of them is called. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly method: string;
  /** Below `/api/v10`, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What it carried, once that is read: for the test's record. */
  sent: unknown;
  say(status: number, body?: unknown, headers?: Headers): void;
  refuse(error: ApiError, headers?: Headers): void;
  /** 429 (docs: topics/rate-limits#exceeding-a-rate-limit). */
  slowDown(retryAfterS: number, global: boolean, headers: Headers): void;
  /** Cuts the connection without an answer. */
  cut(): void;
  /** Notes that the bot did something that Discord does not expect. */
  blame(fault: string): void;
}

export const apiPrefix = "/api/v10";

/** Docs: resources/audit-log: 1 to 512 characters, URL-encoded. */
export const auditReasonHeader = "x-audit-log-reason";

export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const openExchange = (
  { world, contract, troubles, changes, violate, note }: RestParts,
  request: IncomingMessage,
  response: ServerResponse,
  count: (status: number, scope: string | undefined) => void,
): Exchange => {
  const url = new URL(request.url ?? "/", world.origin);
  const method = request.method ?? "GET";
  const path = url.pathname.slice(apiPrefix.length).split("/").map(decodeURIComponent).join("/");
  const what = `${method} ${path}`;
  const at = world.clock.now();

  const { [auditReasonHeader]: reason } = request.headers;
  const told = typeof reason === "string" ? { auditReason: decoded(reason) } : {};

  const ended = (status: number) => {
    note({ method, path: path + url.search, body: exchange.sent, ...told, status, at });
    changes.tell();
  };

  const exchange: Exchange = {
    request,
    method,
    path,
    query: url.searchParams,
    sent: undefined,
    say: (status, body, headers = {}) => {
      count(status, headers["x-ratelimit-scope"]);
      const json = body === undefined ? undefined : JSON.stringify(body);
      if (status < 300) {
        const plain: unknown = json === undefined ? undefined : JSON.parse(json);
        const faults = contract?.response(method, path, status, plain) ?? [];
        if (faults.length > 0) violate({ by: "fake", what, faults });
      }
      const type: Headers = json === undefined ? {} : { "content-type": "application/json" };
      const finish = () => response.writeHead(status, { ...headers, ...type }).end(json);
      if (troubles.latencyMs > 0) setTimeout(finish, troubles.latencyMs);
      else finish();
      ended(status);
    },
    refuse: (error, headers) => {
      const { status, code, message, errors } = error;
      if (error.avoidable) exchange.blame(errors ? JSON.stringify(errors) : message);
      exchange.say(status, { message, code, ...(errors ? { errors } : {}) }, headers);
    },
    slowDown: (retryAfterS, global, headers) =>
      exchange.say(
        429,
        { message: "You are being rate limited.", retry_after: retryAfterS, global },
        { "retry-after": String(Math.ceil(retryAfterS)), ...headers },
      ),
    cut: () => {
      request.socket.destroy();
      ended(0);
    },
    blame: (fault) => violate({ by: "bot", what, faults: [fault] }),
  };
  return exchange;
};
