import type { CaseId, Locale } from "../../../src/core/types.ts";
import type { Notices } from "../shared/moderation-wire.ts";
import type { About, ChatMessage, Joined, Me, Page } from "../wire.ts";
import type { Call } from "./call.ts";

/** The server's HTTP side, as `wire.ts` describes it. Every call rejects with `Refused`. */
export interface Api {
  about(): Promise<About>;
  join(name: string, locale: Locale): Promise<Joined>;
  me(token: string): Promise<Me>;
  /** Messages of a place (`root` 0) or of a thread. */
  messages(token: string, where: Where, range?: { before?: number; last?: number }): Promise<Page>;
  /** @param from of `/summarise` alone: the message from which on */
  post(token: string, where: Where, text: string, nonce: string, from?: number): Promise<ChatMessage>;
  /** The person has read the place until there. */
  markRead(token: string, place: string, seq: number): Promise<void>;
  edit(token: string, message: MessageAddress, text: string): Promise<ChatMessage>;
  remove(token: string, message: MessageAddress): Promise<void>;
  rate(token: string, message: MessageAddress, rating: "up" | "down" | null): Promise<ChatMessage>;
  /** Stops one reply of Maru's that is open. */
  stop(token: string, reply: MessageAddress): Promise<void>;
  report(token: string, message: MessageAddress, words?: string): Promise<void>;
  notices(token: string): Promise<Notices>;
  dismissNotice(token: string, id: string): Promise<void>;
  appeal(token: string, id: CaseId, words: string, nonce: string): Promise<void>;
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

export function createApi(call: Call): Api {
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
    post(token, { place, root }, text, nonce, from) {
      const body = {
        ...{ text, nonce },
        ...(root === 0 ? {} : { root }),
        ...(from === undefined ? {} : { from }),
      };
      return call("POST", `/api/places/${name(place)}/messages`, token, body);
    },
    markRead: (token, place, seq) =>
      call("PUT", `/api/places/${name(place)}/read`, token, { seq }, "parting"),
    edit: (token, message, text) => call("PATCH", addressOf(message), token, { text }),
    remove: (token, message) => call("DELETE", addressOf(message), token),
    rate: (token, message, rating) => call("PUT", `${addressOf(message)}/rating`, token, { rating }),
    stop: (token, reply) => call("POST", `${addressOf(reply)}/stop`, token),
    report: (token, message, words) =>
      call("POST", `${addressOf(message)}/report`, token, words === undefined ? {} : { words }),
    notices: (token) => call("GET", "/api/notices", token),
    dismissNotice: (token, id) => call("DELETE", `/api/notices/${name(id)}`, token),
    appeal: (token, id, words, nonce) => call("POST", `/api/appeals/${id}`, token, { words, nonce }),
  };
}

const name = encodeURIComponent;

const addressOf = ({ place, seq }: MessageAddress) => `/api/messages/${name(place)}/${seq}`;
