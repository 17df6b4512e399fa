import type { Locale } from "../../../src/core/types.ts";
import type { About, ChatMessage, Joined, Me, Page, Problem } from "../wire.ts";
import type { Fault } from "./state/state.ts";

/** A request that the server refused, or that did not reach it. */
export class Refused extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, message: string) {
    super(message);
    this.name = "Refused";
    this.fault = fault;
  }
}

/** The server's HTTP side, as `wire.ts` describes it. Every call rejects with `Refused`. */
export interface Api {
  about(): Promise<About>;
  join(name: string, locale: Locale): Promise<Joined>;
  me(token: string): Promise<Me>;
  /** Messages of a place (`root` 0) or of a thread. */
  messages(token: string, where: Where, range?: { before?: number; last?: number }): Promise<Page>;
  post(token: string, where: Where, text: string, nonce: string): Promise<ChatMessage>;
  edit(token: string, message: MessageAddress, text: string): Promise<ChatMessage>;
  remove(token: string, message: MessageAddress): Promise<void>;
  rate(token: string, message: MessageAddress, rating: "up" | "down" | null): Promise<ChatMessage>;
  /** Stops one reply of Maru's that is open. */
  stop(token: string, reply: MessageAddress): Promise<void>;
}

export interface Where {
  readonly place: string;
  /** 0 for the place itself. */
  readonly root: number;
}

export interface MessageAddress {
  readonly place: string;
  readonly seq: number;
}

/** @param request `fetch`, or what stands for it */
export function createApi(request: typeof fetch): Api {
  async function call<Answer>(method: string, path: string, token?: string, body?: unknown): Promise<Answer> {
    const headers: Record<string, string> = {};
    if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    let response: Response;
    try {
      response = await request(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new Refused("offline", String(error));
    }
    if (!response.ok) throw await refusal(response);
    if (response.status === 202 || response.status === 204) return undefined as Answer;
    return (await response.json()) as Answer;
  }

  return {
    about: () => call("GET", "/api/about"),
    join: (name, locale) => call("POST", "/api/people", undefined, { name, locale }),
    me: (token) => call("GET", "/api/me", token),
    messages(token, { place, root }, { before, last } = {}) {
      const query = new URLSearchParams();
      if (before !== undefined) query.set("before", String(before));
      if (last !== undefined) query.set("last", String(last));
      const path =
        root === 0 ? `/api/places/${name(place)}/messages` : `/api/threads/${name(place)}/${root}/messages`;
      return call("GET", `${path}?${query}`, token);
    },
    post(token, { place, root }, text, nonce) {
      const body = root === 0 ? { text, nonce } : { text, nonce, root };
      return call("POST", `/api/places/${name(place)}/messages`, token, body);
    },
    edit: (token, message, text) => call("PATCH", addressOf(message), token, { text }),
    remove: (token, message) => call("DELETE", addressOf(message), token),
    rate: (token, message, rating) => call("PUT", `${addressOf(message)}/rating`, token, { rating }),
    stop: (token, reply) => call("POST", `${addressOf(reply)}/stop`, token),
  };
}

const name = encodeURIComponent;

const addressOf = ({ place, seq }: MessageAddress) => `/api/messages/${name(place)}/${seq}`;

async function refusal(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  // A proxy in between may answer in its own way.
  const code = body?.error?.code ?? (response.status === 503 ? "unavailable" : "internal");
  return new Refused(code, body?.error?.message ?? `HTTP ${response.status}`);
}
