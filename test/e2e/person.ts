import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { ChatMessage, Joined, Page, Problem } from "../../adapters/web/wire.ts";

/** Somebody who uses the web chat through its HTTP interface, as the page does. */
export interface Person {
  readonly id: string;
  /** Posts a message; sends it again with the same nonce until the server takes it. */
  post(place: string, text: string, root?: number): Promise<ChatMessage>;
  /** The thread's messages: root first. */
  thread(place: string, root: number): Promise<readonly ChatMessage[]>;
  /** Waits until the thread satisfies the condition. */
  until(
    place: string,
    root: number,
    condition: (messages: readonly ChatMessage[]) => boolean,
  ): Promise<readonly ChatMessage[]>;
  /** Any other request. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
}

/**
 * @param address where the chat is at the moment; asked before each request, since a restart moves it
 */
export async function join(name: string, address: () => Promise<string>): Promise<Person> {
  let token = "";

  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const base = await address();
    return fetch(new URL(path, base), {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json", origin: new URL(base).origin }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Repeats a request that may be repeated while the server is away or restarting. */
  async function insist<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    for (let tries = 0; ; tries++) {
      try {
        const response = await call(method, path, body);
        if (response.ok) return (await response.json()) as Result;
        const problem = (await response.json()) as Problem;
        if (response.status < 500) throw new RefusedError(problem);
      } catch (error) {
        if (error instanceof RefusedError || tries > 1_000) throw error;
      }
      await pause(20);
    }
  }

  const joined = await insist<Joined>("POST", "/api/people", { name, locale: "en" });
  token = joined.token;

  const thread = async (place: string, root: number) =>
    (await insist<Page>("GET", `/api/threads/${place}/${root}/messages?last=200`)).messages;

  return {
    id: joined.person.id,
    post: (place, text, root) =>
      insist<ChatMessage>("POST", `/api/places/${place}/messages`, {
        text,
        nonce: randomUUID(),
        ...(root === undefined ? {} : { root }),
      }),
    thread,
    async until(place, root, condition) {
      for (const deadline = Date.now() + 60_000; ; ) {
        const messages = await thread(place, root);
        if (condition(messages)) return messages;
        if (Date.now() > deadline) throw new Error(`the thread stayed ${JSON.stringify(messages)}`);
        await pause(20);
      }
    },
    call,
  };
}

class RefusedError extends Error {
  constructor({ error }: Problem) {
    super(`${error.code}: ${error.message}`);
  }
}
