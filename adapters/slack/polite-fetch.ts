import type { Clock } from "./clock.ts";

/**
 * A `fetch` for the SDK that leaves a method alone as long as Slack wants: its rate limit is that of a whole workspace, so
 * what one reply was told holds for all. Posts are limited in each channel (docs: apis/web-api/rate-limits).
 */
export function createPoliteFetch(clock: Pick<Clock, "now">, fetch: typeof globalThis.fetch): typeof fetch {
  const openAt = new Map<string, number>();

  return async (input, init) => {
    const key = keyOf(String(input), init?.body);
    const waitMs = (openAt.get(key) ?? 0) - clock.now();
    if (waitMs > 0) return tooMany(Math.ceil(waitMs / 1000));
    openAt.delete(key);
    const response = await fetch(input, init);
    const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    if (response.status === 429 && seconds > 0) openAt.set(key, clock.now() + seconds * 1000);
    return response;
  };
}

function keyOf(url: string, body: unknown): string {
  const method = new URL(url).pathname.split("/").at(-1)!;
  if (method !== "chat.postMessage" || typeof body !== "string") return method;
  return `${method} ${new URLSearchParams(body).get("channel")}`;
}

/** What Slack would answer. */
const tooMany = (seconds: number): Response =>
  Response.json(
    { ok: false, error: "ratelimited" },
    { status: 429, headers: { "retry-after": String(seconds) } },
  );
