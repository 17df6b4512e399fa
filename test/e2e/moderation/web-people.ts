import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Backlog, CasePage } from "../../../adapters/web/shared/moderation-wire.ts";
import type { Joined, WirePerson } from "../../../adapters/web/wire.ts";
import type { ReviewCase } from "../../../src/core/ports/index.ts";
import { openTab, type Tab } from "../../adapters/web/chat.ts";
import type { Mortal } from "./run-mortal.ts";
import type { Desk } from "./team.ts";

/** Somebody with the web chat open, who sends again what the server did not take, and connects anew when it went away. */
export interface WebPerson {
  readonly person: WirePerson;
  /** Sends a request until the server answers it; rejects when it refuses. */
  send<Result>(method: string, path: string, body?: unknown): Promise<Result>;
  /** The same, and what the server said. */
  ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  /** The open page, connected. */
  tab(): Promise<Tab>;
}

/** So long a server may be away. */
const AWAY_MS = 40_000;

export async function joinWeb(maru: Mortal, name: string): Promise<WebPerson> {
  let joined: Joined | undefined;
  let open: { readonly address: string; readonly tab: Tab } | undefined;

  async function ask(method: string, path: string, body?: unknown) {
    for (const deadline = Date.now() + AWAY_MS; ; ) {
      try {
        const address = await maru.address();
        const response = await fetch(address + path, {
          method,
          headers: {
            origin: address,
            ...(joined ? { authorization: `Bearer ${joined.token}` } : {}),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (response.status < 500)
          return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
      } catch (error) {
        // It died, or is about to be there again.
        if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
      }
      await pause(20);
    }
  }

  async function send<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const answer = await ask(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Result;
  }

  const { person, token } = await send<Joined>("POST", "/api/people", { name, locale: "en" });
  joined = { person, token };
  return {
    person,
    send,
    ask,
    async tab() {
      const address = await maru.address();
      if (open?.address !== address) open = { address, tab: await openTab(address, person, token) };
      return open.tab;
    },
  };
}

export async function openReview(maru: Mortal, person: WebPerson): Promise<void> {
  await person.send("POST", "/api/review/open", { key: await maru.reviewKey() });
}

/** The review page as this moderator sees it. */
export const deskOf = ({ send }: WebPerson): Desk => ({
  find: (id) => send<ReviewCase>("GET", `/api/review/cases/${id}`),
  async list(tab) {
    const { cases } = await send<CasePage>("GET", `/api/review/cases?tab=${tab}&last=200`);
    return cases.map((one) => one.id);
  },
  async move(id, move) {
    await send("POST", `/api/review/cases/${id}/moves`, { move, nonce: randomUUID() });
  },
  guard: async () => (await send<Backlog>("GET", "/api/review/backlog")).guard?.state,
});
