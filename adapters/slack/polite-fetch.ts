import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Clock } from "./clock.ts";

/** What is known of a method; of posts, in one channel. */
interface Method {
  /** Slack wants to be left alone until then. */
  openAt: number;
  /** How many were told so since. */
  waiting: number;
  /** When it was called within the last minute. */
  calls: readonly number[];
}

/** The lowest limit is 20 calls a minute (docs: apis/web-api/rate-limits#tiers). */
const CROWDED = 15;
const POST = "chat.postMessage";

/**
 * A `fetch` for the SDK that leaves a method alone as long as Slack wants: its rate limit is that of a whole workspace, so
 * what one reply was told holds for all. Posts are limited in each channel (docs: apis/web-api/rate-limits). Near a limit calls go
 * one by one, so that none is under way while another one is told to wait; and those that wait are told to come back one by one.
 */
export function createPoliteFetch(clock: Pick<Clock, "now">, fetch: typeof globalThis.fetch): typeof fetch {
  const methods = new Map<string, Method>();
  const inTurn = createInTurn();

  return async (input, init) => {
    const key = keyOf(String(input), init?.body);
    const method = methods.get(key) ?? { openAt: 0, waiting: 0, calls: [] };
    methods.set(key, method);
    method.calls = method.calls.filter((at) => clock.now() - at < 60_000);
    const isCrowded = key.startsWith(POST) || method.calls.length >= CROWDED;
    return isCrowded ? inTurn(key, () => call(method, input, init)) : call(method, input, init);
  };

  async function call(method: Method, ...request: Parameters<typeof fetch>): Promise<Response> {
    const waitMs = method.openAt - clock.now();
    if (waitMs > 0) return tooMany(Math.ceil(waitMs / 1000) + ++method.waiting);
    method.calls = [...method.calls, clock.now()];
    const response = await fetch(...request);
    const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    if (response.status === 429 && seconds > 0) {
      method.openAt = clock.now() + seconds * 1000;
      method.waiting = 0;
    }
    return response;
  }
}

function keyOf(url: string, body: unknown): string {
  const method = new URL(url).pathname.split("/").at(-1)!;
  if (method !== POST || typeof body !== "string") return method;
  return `${method} ${new URLSearchParams(body).get("channel")}`;
}

/** What Slack would answer. */
const tooMany = (seconds: number): Response =>
  Response.json(
    { ok: false, error: "ratelimited" },
    { status: 429, headers: { "retry-after": String(seconds) } },
  );
