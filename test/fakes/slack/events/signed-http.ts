import { createHmac } from "node:crypto";
import type { Clock } from "../clock.ts";
import { ackWithinMs, type Carrier, type Outcome, type Parcel, type Retry } from "./carrier.ts";

/**
 * The signature of a request (docs: authentication/verifying-requests-from-slack):
 * `v0=` and the hexadecimal HMAC-SHA256 of `v0:<timestamp>:<body>`.
 */
export const signature = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;

export interface SignedHttp extends Carrier {
  /** Where everything goes from now on. The app must answer Slack's challenge, as when the URL is saved. */
  use(url: string): Promise<void>;
}

/** Brings everything as POST requests to the app's own URL. */
export const createSignedHttp = (clock: Clock, secret: () => string, appToken: () => string): SignedHttp => {
  let url: string | undefined;

  const post = async (body: string, contentType: string, { number, reason }: Retry): Promise<Response> => {
    const timestamp = String(Math.floor(clock.now() / 1000));
    const giveUp = new AbortController();
    const callOff = clock.after(ackWithinMs, () => giveUp.abort());
    try {
      return await fetch(url!, {
        method: "POST",
        body,
        signal: giveUp.signal,
        headers: {
          "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
          "content-type": contentType,
          "x-slack-request-timestamp": timestamp,
          "x-slack-signature": signature(secret(), timestamp, body),
          ...(number > 0
            ? { "x-slack-retry-num": String(number), "x-slack-retry-reason": asHttpReason(reason) }
            : {}),
        },
      });
    } finally {
      callOff();
    }
  };

  const bring = async (parcel: Parcel, retry: Retry): Promise<Outcome> => {
    if (url === undefined) return { acked: false, reason: "no_connection" };
    const { body, contentType } = wrap(parcel);
    try {
      const response = await post(body, contentType, retry);
      const text = await response.text();
      if (response.ok) return { acked: true, response: readResponse(text) };
      return {
        acked: false,
        reason: "http_error",
        ...(response.headers.get("x-slack-no-retry") === "1" ? { final: true } : {}),
      };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "AbortError";
      return { acked: false, reason: timedOut ? "timeout" : "connection_failed" };
    }
  };

  return {
    bring,
    newConnection: () => new Promise(() => {}),
    use: async (to) => {
      url = to;
      const challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P";
      const body = JSON.stringify({ token: appToken(), challenge, type: "url_verification" });
      const response = await post(body, "application/json", { number: 0, reason: "" });
      const text = await response.text();
      if (!response.ok || !text.includes(challenge))
        throw new Error(`the app did not answer Slack's challenge at ${to}: ${response.status} ${text}`);
    },
  };
};

/** Events are JSON; commands and clicks are forms (docs: interactivity/implementing-slash-commands, interactivity/handling-user-interaction). */
const wrap = ({ type, payload }: Parcel): { body: string; contentType: string } => {
  if (type === "events_api") return { body: JSON.stringify(payload), contentType: "application/json" };
  const fields =
    type === "interactive" ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return {
    body: new URLSearchParams(fields).toString(),
    contentType: "application/x-www-form-urlencoded",
  };
};

const asHttpReason = (reason: string): string => (reason === "timeout" ? "http_timeout" : reason);

const readResponse = (text: string): unknown => {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { text };
  }
};
