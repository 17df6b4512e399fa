import { Hono } from "hono";
import type { Logger } from "../../../src/core/ports/logger.ts";
import { Refusal } from "../refusal.ts";
import { unavailable } from "./api.ts";
import { isLocalHost, isOwnOrigin } from "./origin.ts";
import type { PageFiles } from "./page-files.ts";
import { answerFailure, asProblem } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";

export interface AppParts {
  readonly port: () => number;
  readonly pageFiles: PageFiles;
  readonly routes: Readonly<Record<string, () => Promise<Response>>>;
  /** The API; `undefined` while Maru starts and once it stops. */
  readonly api: () => Pick<Hono, "fetch"> | undefined;
  /** Told when a request to the API begins; the result when it ends. */
  readonly begin: () => () => void;
  readonly log: Logger;
}

/** Everything that is served over HTTP: the page, the API, and Maru's own routes. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    const host = context.req.header("host");
    const known = isLocalHost(host, parts.port());
    if (known) await next();
    else {
      context.res = context.json(
        asProblem("foreign-origin", `Open Maru at http://127.0.0.1:${parts.port()}.`),
        421,
      );
    }
    for (const [name, value] of Object.entries(securityHeaders(known ? host : undefined))) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  });

  app.use(async (context, next) => {
    const reads = context.req.method === "GET" || context.req.method === "HEAD";
    if (!reads && !isOwnOrigin(context.req.header("origin"), context.req.header("host") ?? "")) {
      throw new Refusal(403, "foreign-origin", "Only Maru's own page may ask for this.");
    }
    await next();
  });

  app.all("/api/*", async (context) => {
    const api = parts.api();
    if (!api) return context.json(unavailable(), 503, { "retry-after": "1" });
    const end = parts.begin();
    try {
      return await api.fetch(context.req.raw, context.env);
    } finally {
      end();
    }
  });

  for (const [path, answer] of Object.entries(parts.routes)) app.get(path, () => answer());

  app.get("*", async (context) => {
    const file = await parts.pageFiles(context.req.path);
    if (!file) return context.notFound();
    const headers = {
      ...securityHeaders(context.req.header("host"), file.scriptHashes),
      "content-type": file.type,
      "cache-control": "no-cache",
      etag: file.etag,
    };
    if (context.req.header("if-none-match") === file.etag) return context.body(null, 304, headers);
    return context.body(file.body, 200, headers);
  });

  app.notFound((context) => context.json(asProblem("not-found", "There is nothing at this address."), 404));
  app.onError((error, context) => answerFailure(context, error, parts.log));
  return app;
}
