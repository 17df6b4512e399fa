import { PullError } from "./pull-error.ts";

/** A model hub that speaks Hugging Face's protocol. */
export interface Hub {
  /** Its address, e.g. `https://huggingface.co`; `http` only on loopback. */
  readonly endpoint: string;
  /** Sent to the endpoint's own origin and nowhere else. */
  readonly token?: string;
}

/** How long the network may be silent before a pull gives up. */
export interface Patience {
  /** From a request to its response's headers. */
  readonly answerMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
}

export const DEFAULT_PATIENCE: Patience = { answerMs: 30_000, idleMs: 60_000 };

export interface HubRequest {
  readonly method: "GET" | "HEAD";
  /** Path below the endpoint, begins with `/`, already encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Called with each redirect before it is followed; `false` stops there and returns the redirect itself. */
  readonly follow?: (redirect: Response) => boolean;
}

export interface HubResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The body in pieces; throws a `PullError` when it stops coming. */
  body(): AsyncIterable<Uint8Array>;
  /** Ends the connection; the body cannot be read afterwards. */
  close(): void;
}

const MAX_REDIRECTS = 8;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Asks the hub, following redirects to https (and, for a hub on loopback, to loopback). Bodies come as they are:
 * no compression, so that lengths and ranges are the file's own. Throws a `PullError`.
 */
export async function askHub(hub: Hub, patience: Patience, request: HubRequest): Promise<HubResponse> {
  const endpoint = parseEndpoint(hub.endpoint);
  let url = new URL(endpoint.pathname.replace(/\/+$/, "") + request.path, endpoint);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const connection = openConnection(url, patience, request.signal);
    const response = await connection.send({
      method: request.method,
      redirect: "manual",
      headers: {
        "accept-encoding": "identity",
        "user-agent": "maru",
        ...request.headers,
        ...(hub.token !== undefined && url.origin === endpoint.origin
          ? { authorization: `Bearer ${hub.token}` }
          : {}),
      },
    });
    const location = REDIRECTS.has(response.status) ? response.headers.get("location") : null;
    if (location === null || request.follow?.(response) === false) {
      return {
        status: response.status,
        headers: response.headers,
        body: () => connection.read(response),
        close: connection.close,
      };
    }
    connection.close();
    url = redirectTarget(location, url, endpoint);
  }
  throw new PullError("bad-redirect", `${endpoint.host} redirects in circles. Try again later.`);
}

/** Checks the hub's address. Throws a `PullError`. */
function parseEndpoint(endpoint: string): URL {
  const url = URL.parse(endpoint);
  if (url === null || !isSafe(url, true) || url.username !== "" || url.password !== "") {
    throw new PullError(
      "bad-endpoint",
      "The model hub's address must begin with https:// and hold no password; correct it in the settings.",
    );
  }
  return url;
}

function redirectTarget(location: string, from: URL, endpoint: URL): URL {
  const target = URL.parse(location, from.href);
  if (target === null || !isSafe(target, isLoopback(endpoint))) {
    throw new PullError(
      "bad-redirect",
      `${from.host} redirects to ${target?.origin ?? "no valid address"}, which is not https: not followed. ` +
        "Check the network (a sign-in page, a proxy) and the hub's address in the settings.",
    );
  }
  return target;
}

function isSafe(url: URL, loopbackToo: boolean): boolean {
  return url.protocol === "https:" || (loopbackToo && url.protocol === "http:" && isLoopback(url));
}

function isLoopback(url: URL): boolean {
  return url.hostname === "localhost" || url.hostname === "[::1]" || /^127(\.\d+){3}$/.test(url.hostname);
}

/** One request whose silence is bounded by `patience` and which ends with the caller's signal. */
function openConnection(url: URL, patience: Patience, signal: AbortSignal | undefined) {
  const silence = new AbortController();
  const ends = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  const within = async <Value>(limitMs: number, lost: string, work: () => Promise<Value>): Promise<Value> => {
    const timer = setTimeout(() => silence.abort(new Silence(limitMs)), limitMs);
    try {
      return await work();
    } catch (error) {
      throw networkError(error, url, lost, ends);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    send: (init: RequestInit) =>
      within(patience.answerMs, `${url.host} cannot be reached`, () => fetch(url, { ...init, signal: ends })),
    async *read(response: Response): AsyncIterable<Uint8Array> {
      const reader = response.body?.getReader();
      if (reader === undefined) return;
      try {
        for (;;) {
          const piece = await within(patience.idleMs, `The connection to ${url.host} was lost`, () =>
            reader.read(),
          );
          if (piece.done) return;
          yield piece.value;
        }
      } finally {
        silence.abort();
      }
    },
    close: () => silence.abort(),
  };
}

/** The reason of an abort by our own clock. */
class Silence extends Error {
  readonly limitMs: number;
  constructor(limitMs: number) {
    super("silence");
    this.limitMs = limitMs;
  }
}

const CERTIFICATE_PROBLEM = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/;

function networkError(error: unknown, url: URL, lost: string, ends: AbortSignal): PullError {
  if (ends.aborted && ends.reason instanceof Silence) {
    const seconds = Math.round(ends.reason.limitMs / 100) / 10;
    return new PullError("timeout", `${url.host} has not answered for ${seconds} s. Try again later.`);
  }
  if (ends.aborted) return new PullError("aborted", "Stopped.");
  const code = causeCode(error);
  if (CERTIFICATE_PROBLEM.test(code)) {
    return new PullError(
      "offline",
      `The certificate of ${url.host} is not trusted (${code}). Where a proxy re-signs traffic, name its certificate in NODE_EXTRA_CA_CERTS.`,
      { cause: error },
    );
  }
  return new PullError("offline", `${lost} (${code}).`, { cause: error });
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  return typeof code === "string" ? code : "no answer";
}
