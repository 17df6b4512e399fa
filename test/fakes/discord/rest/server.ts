import { createServer, type Server, type ServerResponse } from "node:http";
import type { Changes } from "../../changes.ts";
import type { Contract } from "../validation/contract.ts";
import { textLength } from "../validation/fields.ts";
import { parseForm } from "../validation/form-errors.ts";
import type { Violation } from "../violations.ts";
import { fetchFile } from "../world/files.ts";
import type { World } from "../world/world.ts";
import { ApiError, apiError, invalidForm } from "./errors.ts";
import {
  apiPrefix,
  auditReasonHeader,
  decoded,
  type Exchange,
  type Headers,
  openExchange,
  type Request,
} from "./exchange.ts";
import { createInvalidCount, createRateLimiter, type RateLimits } from "./rate-limits.ts";
import { readBody } from "./read-body.ts";
import { createRouter, type Match, type Route } from "./router.ts";
import type { Fault, Troubles } from "./troubles.ts";

export interface RestParts {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly changes: Changes;
  readonly troubles: Troubles;
  readonly contract: Contract | undefined;
  readonly limits: RateLimits | "none";
  readonly globalPerSecond: number;
  readonly mostInvalid: number;
  readonly token: () => string;
  readonly violate: (violation: Violation) => void;
  readonly note: (request: Request) => void;
}

export interface Rest {
  readonly server: Server;
  /** 401, 403 and 429 in the running ten minutes. */
  readonly invalidRequests: () => number;
}

/** Docs: reference#user-agent: "DiscordBot ($url, $versionNumber)", else Cloudflare may block the request. */
const properAgent = /^DiscordBot \(\S+, \S+\)/;

export const createRest = (parts: RestParts): Rest => {
  const { world, troubles, contract, violate } = parts;
  const router = createRouter(parts.routes);
  const limiter = createRateLimiter(world.clock, parts.limits, parts.globalPerSecond);
  const invalid = createInvalidCount(world.clock, parts.mostInvalid);

  /** What is seen before the request is looked into. */
  const admit = (exchange: Exchange): Match | undefined => {
    const { headers, url = "" } = exchange.request;
    const match = url.startsWith(apiPrefix) ? router(exchange.method, exchange.path) : undefined;
    if (!match) {
      exchange.blame("the fake has no such route");
      exchange.refuse(apiError(404, 0, "404: Not Found"));
    } else if (!properAgent.test(headers["user-agent"] ?? "")) {
      exchange.blame(`the User-Agent is not "DiscordBot (url, version)": ${headers["user-agent"]}`);
      exchange.refuse(apiError(403, 40333, "internal network error"));
    } else if (match.route.open !== true && headers.authorization !== `Bot ${parts.token()}`) {
      exchange.refuse(apiError(401, 0, "401: Unauthorized"));
    } else return match;
    return undefined;
  };

  /** Makes the trouble that the test asked for; `false` when the request goes on its way nevertheless. */
  const spoil = (exchange: Exchange, fault: Fault | undefined): boolean => {
    if (fault === undefined || fault === "lost answer") return false;
    if (fault === "lost request") exchange.cut();
    else if (fault === 429)
      exchange.slowDown(troubles.retryAfterS, false, {
        "x-ratelimit-scope": "shared",
        "x-ratelimit-reset-after": String(troubles.retryAfterS),
      });
    else exchange.refuse(apiError(fault, 0, `${fault}: made by the test`));
    return true;
  };

  /** Checks the body and runs the route. */
  const run = async (exchange: Exchange, match: Match, headers: Headers, loseAnswer: boolean) => {
    const { route, params } = match;
    const { body, files } = await readBody(world, exchange.request, majorOf(match));
    exchange.sent = body;
    requireReason(exchange.request.headers[auditReasonHeader]);
    const checked = route.form ? parseForm(route.form, body ?? {}) : (body ?? {});
    const names = [...exchange.query.keys()];
    const faults = contract?.request(exchange.method, exchange.path, names, body) ?? [];
    if (faults.length > 0)
      throw invalidForm(faults.map((message) => ({ path: [], code: "CONTRACT", message })));
    const inner = route.innerLimit?.(checked);
    const waitS = inner && limiter.takeInner(inner, majorOf(match));
    if (waitS !== undefined)
      return exchange.slowDown(waitS, false, { ...headers, "x-ratelimit-scope": "shared" });
    const answer = route.run({
      id: (name) => params[name] ?? "",
      query: exchange.query,
      body: checked,
      files,
    });
    if (loseAnswer) exchange.cut();
    else exchange.say(answer.status, answer.body, headers);
  };

  const answer = async (exchange: Exchange) => {
    const match = admit(exchange);
    if (!match) return;
    const fault = troubles.next(exchange.method, exchange.path);
    if (spoil(exchange, fault)) return;
    const { headers, limited } = limiter.take(match.route.limit, majorOf(match), match.route.open !== true);
    if (limited) return exchange.slowDown(limited.retryAfterS, limited.global, headers);
    try {
      await run(exchange, match, headers, fault === "lost answer");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      exchange.refuse(error, headers);
    }
  };

  const server = createServer((request, response) => {
    if (request.url?.startsWith("/attachments/")) return sendFile(world, request.url, response);
    // Cloudflare answers in Discord's place, without JSON.
    if (invalid.shutOut()) return response.writeHead(429, { "retry-after": "600" }).end("error code: 1015");
    const exchange = openExchange(parts, request, response, invalid.note);
    answer(exchange).catch((error: unknown) => {
      const what = `${request.method} ${request.url}`;
      violate({ by: "fake", what, faults: [String((error as Error).stack)] });
      response.writeHead(500).end();
    });
    return undefined;
  });
  server.keepAliveTimeout = 60_000;
  return { server, invalidRequests: invalid.count };
};

/** "This header supports 1-512 URL-encoded UTF-8 characters" (docs: resources/audit-log). */
const requireReason = (reason: string | string[] | undefined) => {
  if (reason === undefined) return;
  const length = textLength(decoded(String(reason)));
  const isEncoded = /^[\x20-\x7e]*$/.test(String(reason));
  if (!isEncoded || length < 1 || length > 512)
    throw invalidForm([
      { path: ["reason"], code: "BASE_TYPE_BAD_LENGTH", message: "Must be between 1 and 512 in length." },
    ]);
};

/** Docs: topics/rate-limits#rate-limits: channels, guilds and webhooks count for themselves. */
const majorOf = ({ params: { channel, guild, token } }: Match): string => channel ?? guild ?? token ?? "";

const sendFile = (world: World, path: string, response: ServerResponse) => {
  const file = fetchFile(world, new URL(path, world.origin));
  if (!file) response.writeHead(404).end("This content is no longer available.");
  else
    response
      .writeHead(200, { "content-type": file.contentType, "content-length": file.bytes.byteLength })
      .end(file.bytes);
};
