import { createHmac, randomUUID } from "node:crypto";
import type { HttpAddress } from "./config.ts";

const TIMEOUT_MS = 1_000;

/**
 * Whether a Maru with this signing secret listens: it is asked what Slack asks when a Request URL is saved
 * (docs: reference/events/url_verification, authentication/verifying-requests-from-slack).
 */
export async function isMaru({ host, port, path }: HttpAddress, signingSecret: string): Promise<boolean> {
  const challenge = randomUUID();
  const body = JSON.stringify({ type: "url_verification", challenge });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  try {
    const response = await fetch(`http://${reachable(host)}:${port}${path}`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
      },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer: unknown = await response.json();
    return (
      typeof answer === "object" && answer !== null && "challenge" in answer && answer.challenge === challenge
    );
  } catch {
    return false;
  }
}

/** Where a server that listens on a host is to be found on the same machine. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
