import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { faultsBySchema, knowsMethod } from "../validation/schemas.ts";
import type { Blame } from "../violations.ts";
import type { Shape } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { ApiError, blameFor, invalidArguments, refuse } from "./api-error.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Methods } from "./method.ts";
import type { RateLimiter } from "./rate-limits.ts";
import type { ResponseUrls } from "./response-urls.ts";
import { type Scope, scopeOf } from "./scopes.ts";
import type { Tokens } from "./tokens.ts";
import type { Fault, Troubles } from "./troubles.ts";

/** A call of the Web API and how it was answered. */
export interface Request {
  readonly method: string;
  readonly args: Shape;
  /** HTTP status; 0 when the test lost the answer. */
  readonly status: number;
  /** `ok`, or Slack's error. */
  readonly result: string;
  /** Unix ms on the fake's clock. */
  readonly at: number;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WebApiParts {
  readonly world: World;
  readonly methods: Methods;
  readonly tokens: Tokens;
  readonly scopes: () => readonly string[];
  readonly limiter: RateLimiter | undefined;
  readonly troubles: Troubles;
  readonly responseUrls: ResponseUrls;
  readonly blame: Blame;
  readonly note: (request: Request) => void;
  readonly tell: () => void;
}

/** Refuses with `missing_scope`, and says what is missing (docs: apis/web-api#errors). */
export const requireScope = (scopes: readonly string[], needed: Scope): void => {
  if (!scopes.includes(needed)) refuse("missing_scope", { needed, provided: scopes.join(",") });
};

export const createWebApi = (parts: WebApiParts): Server => {
  const { world, tokens, troubles, blame, note, tell } = parts;

  /** Seconds that a method was told to wait for, until when. */
  const told = new Map<string, number>();

  const slowDown = (method: string, seconds: number): Answer => {
    told.set(method, world.clock.now() + seconds * 1000);
    return {
      status: 429,
      body: { ok: false, error: "ratelimited" },
      headers: { "retry-after": String(seconds) },
    };
  };

  const scopesOf = (token: string | undefined): readonly string[] => tokens.scopesOf(token) ?? parts.scopes();

  const work = (method: string, token: string | undefined, args: Record<string, unknown>): Shape => {
    const owner = tokens.check(token, method);
    const run = parts.methods[method];
    if (!run || !knowsMethod(method)) return blameFor("unknown_method", "the fake does not know this method");
    const scope = scopeOf[method];
    if (scope) requireScope(owner?.scopes ?? parts.scopes(), scope);
    const faults = faultsBySchema(method, args);
    if (faults.length > 0) return invalidArguments(faults);
    return run(args as Arguments, owner?.user);
  };

  const call = (method: string, token: string | undefined, args: Record<string, unknown>): Answer => {
    const channel = typeof args["channel"] === "string" ? args["channel"] : undefined;
    const key = method === "chat.postMessage" ? `${method} ${channel}` : method;
    const wait = parts.limiter?.take(method, channel);
    if (wait !== undefined) {
      if (world.clock.now() < (told.get(key) ?? 0)) blame(method, "did not wait as long as Retry-After said");
      return slowDown(key, wait);
    }
    const scopes = scopesOf(token).join(",");
    const headers = {
      "x-oauth-scopes": scopes,
      ...(scopeOf[method] ? { "x-accepted-oauth-scopes": scopeOf[method] } : {}),
    };
    try {
      return { status: 200, body: { ok: true, ...work(method, token, args) }, headers };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.fault !== undefined) blame(method, `${error.code}: ${error.fault}`);
      return { status: 200, body: { ok: false, error: error.code, ...error.more }, headers };
    }
  };

  /** The trouble that the test asked for; `undefined` when the request goes on its way nevertheless. */
  const spoiled = (method: string, fault: Fault | undefined): Answer | "cut" | undefined => {
    if (fault === undefined || fault === "lost answer") return undefined;
    if (fault === "lost request") return "cut";
    if (fault === 429) return slowDown(`injected ${method}`, troubles.retryAfterS);
    if (typeof fault === "object") return { status: 200, body: { ok: false, error: fault.error } };
    return { status: fault, body: { ok: false, error: "internal_error" } };
  };

  const answerCall = async (method: string, request: IncomingMessage, response: ServerResponse) => {
    const body = await textOf(request);
    let read: ReturnType<typeof readArguments>;
    try {
      read = readArguments(body, request.headers["content-type"] ?? "");
    } catch {
      blame(method, "sent broken JSON");
      return send(response, { status: 200, body: { ok: false, error: "invalid_json" } });
    }
    const token = read.token ?? request.headers.authorization?.replace(/^Bearer /, "");
    const fault = troubles.next(method);
    const answer = spoiled(method, fault) ?? call(method, token, read.args);
    const lost = answer === "cut" || fault === "lost answer";
    const status = lost ? 0 : (answer as Answer).status;
    const { error } = answer === "cut" ? { error: "lost" } : (answer.body as { error?: string });
    note({ method, args: read.args, status, result: error ?? "ok", at: world.clock.now() });
    if (troubles.latencyMs > 0) await pause(troubles.latencyMs);
    if (lost) request.socket.destroy();
    else send(response, answer as Answer);
    tell();
    return undefined;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", world.origin);
    if (pathname.startsWith("/api/") && (request.method === "POST" || request.method === "GET"))
      return answerCall(pathname.slice("/api/".length), request, response);
    if (pathname.startsWith("/response/") && request.method === "POST") {
      const taken = parts.responseUrls.take(pathname, await textOf(request));
      tell();
      return send(response, taken);
    }
    if (pathname.startsWith("/files-pri/")) return sendFile(request, response, pathname);
    response.writeHead(404).end("not found");
    return undefined;
  };

  /** docs: reference/objects/file-object#authentication: without a token there is only a page to sign in. */
  const sendFile = (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    const stored = [...world.files.values()].find(({ file: { url_private, url_private_download } }) =>
      [url_private, url_private_download].some((url) => new URL(url).pathname === path),
    );
    const channel = stored && world.channels.get(stored.channelId);
    const mayRead = tokens.mayRead(token) && parts.scopes().includes("files:read");
    if (!mayRead) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end("<!DOCTYPE html><html><head><title>Sign in to Team | Slack</title></head></html>");
    } else if (!stored || !channel?.members.has(world.bot.id)) response.writeHead(404).end("not found");
    else
      response
        .writeHead(200, { "content-type": stored.file.mimetype, "content-length": stored.bytes.byteLength })
        .end(stored.bytes);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      blame(`fake ${request.url}`, String((error as Error).stack));
      response.writeHead(500).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
};

const send = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
    .end(JSON.stringify(body));
};
