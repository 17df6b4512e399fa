import type { z } from "zod";
import type { Attachment } from "../world/shapes.ts";
import type { RateLimitName } from "./rate-limits.ts";

/** A request that was understood: what a route works on. */
export interface Call<Body = unknown> {
  /** A part of the path by its name in the route's pattern; empty when the pattern has none of that name. */
  id(name: string): string;
  readonly query: URLSearchParams;
  /** What the route's form made of the JSON; `{}` when there was none. */
  readonly body: Body;
  /** Uploaded files, stored and described. */
  readonly files: readonly Attachment[];
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** Below `/api/v10`, e.g. `/channels/:channel/messages`. */
  readonly pattern: string;
  readonly limit: RateLimitName;
  /** No `Authorization` is asked for: the token is in the path. */
  readonly open?: boolean;
  /** A limit within the limit, for some bodies only: 429 without a trace in the headers. */
  innerLimit?(body: unknown): RateLimitName | undefined;
  /** The shape of the body. What does not fit is answered 50035 before the route runs. */
  readonly form?: z.ZodType;
  run(call: Call): Answer;
}

/** A route whose body has a form. */
export const withForm = <Body>(
  route: Omit<Route, "form" | "run"> & { readonly form: z.ZodType<Body>; run(call: Call<Body>): Answer },
): Route => route as unknown as Route;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds routes by method and path; a route with more literal parts wins over one with parameters. */
export const createRouter = (
  routes: readonly Route[],
): ((method: string, path: string) => Match | undefined) => {
  const literals = (pattern: string) =>
    pattern.split("/").filter((part) => part && !part.startsWith(":")).length;
  const compiled = routes
    .toSorted((a, b) => literals(b.pattern) - literals(a.pattern))
    .map((route) => ({
      route,
      matcher: new RegExp(`^${route.pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`),
    }));
  return (method, path) => {
    for (const { route, matcher } of compiled) {
      const found = route.method === method ? matcher.exec(path) : null;
      if (found) return { route, params: found.groups ?? {} };
    }
    return undefined;
  };
};
