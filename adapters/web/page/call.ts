import type { Problem } from "../wire.ts";
import type { Fault } from "./state/state.ts";

/** A request that the server refused, or that did not reach it. */
export class Refused extends Error {
  readonly fault: Fault;
  /** ISO 8601: from then on it may be taken. */
  readonly until: string | undefined;
  constructor(fault: Fault, message: string, until?: string) {
    super(message);
    this.name = "Refused";
    this.fault = fault;
    this.until = until;
  }
}

/** One request to the server. Rejects with `Refused`. */
export type Call = <Answer>(
  method: string,
  path: string,
  token?: string,
  body?: unknown,
  /** `parting`: it is to arrive also when the page is closed meanwhile. */
  urgency?: "parting",
) => Promise<Answer>;

/** @param request `fetch`, or what stands for it */
export function createCall(request: typeof fetch): Call {
  return async <Answer>(
    method: string,
    path: string,
    token?: string,
    body?: unknown,
    urgency?: "parting",
  ) => {
    const headers: Record<string, string> = {};
    if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    let response: Response;
    try {
      response = await request(path, {
        method,
        headers,
        ...(urgency === undefined ? {} : { keepalive: true }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new Refused("offline", String(error));
    }
    if (!response.ok) throw await refusal(response);
    if (response.status === 202 || response.status === 204) return undefined as Answer;
    return (await response.json()) as Answer;
  };
}

async function refusal(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  // A proxy in between may answer in its own way.
  const code = body?.error?.code ?? (response.status === 503 ? "unavailable" : "internal");
  return new Refused(code, body?.error?.message ?? `HTTP ${response.status}`, body?.error?.until);
}
