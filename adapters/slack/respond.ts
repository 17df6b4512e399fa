import { WebAPIHTTPError } from "@slack/web-api";
import type { SlackBlock } from "./api-types.ts";
import type { Ts } from "./ids.ts";
import { NO_PREVIEWS } from "./no-previews.ts";

/** What `response_url` takes (docs: interactivity/handling-user-interaction#message_responses). */
interface ResponseBody {
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
  readonly response_type: "ephemeral";
  /** Whether it takes the place of what stands there. */
  readonly replace_original: boolean;
  readonly thread_ts?: Ts;
}

const TIMEOUT_MS = 10_000;

/**
 * Answers a command or a pressed button at the address that came with it: 5 times within 30 minutes. Rejects with a
 * `WebAPIHTTPError` when it is worn out (404) or Slack fails. Not repeated.
 */
export async function respond(responseUrl: string, body: ResponseBody): Promise<void> {
  const response = await fetch(responseUrl, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ ...body, ...NO_PREVIEWS }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await response.text();
  if (!response.ok) {
    const headers = Object.fromEntries(response.headers);
    throw new WebAPIHTTPError(response.status, response.statusText, headers, answer);
  }
}
