import { adapter as web } from "../../../../adapters/web/index.ts";
import { COMMANDS } from "../../../../src/core/commands/index.ts";
import type { ChatAdapter, Logger, ReviewDesk } from "../../../../src/core/ports/index.ts";
import type { Message } from "../../../../src/core/types.ts";
import { openStore } from "../../../../src/store/index.ts";
import { createScriptedCore, type Script, type ScriptedCore } from "./scripted-core.ts";

/** The real team chat, served on a free port from a store in memory; only the core's part is played. */
export interface OpenChat {
  readonly address: string;
  readonly core: ScriptedCore;
  readonly adapter: ChatAdapter;
  /** Does what a page would do, without one. */
  join(name: string): Promise<Participant>;
  /** Stops the server and starts it again on the same port and store. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface Participant {
  readonly token: string;
  /** Posts and answers the message's `seq`. */
  post(place: string, text: string, root?: number): Promise<number>;
}

export interface OpenChatOptions {
  readonly script: (question: Message) => Script | undefined;
  readonly channels?: readonly string[];
  readonly desk?: ReviewDesk;
  /** Unix ms. */
  readonly now?: () => number;
}

export async function openChat({
  script,
  channels = ["general", "random"],
  desk,
  now = () => Date.now(),
}: OpenChatOptions): Promise<OpenChat> {
  const store = await openStore("memory:", { dataFolder: "/nonexistent", now, log: silent });
  let port = 0;
  const create = () =>
    web.create(
      { port, channels },
      {
        store,
        log: silent,
        now,
        selfName: "Maru",
        commands: COMMANDS,
        mayAnswerIn: () => true,
        secrets: {},
        routes: {},
        ...(desk ? { desk } : {}),
      },
    );
  let adapter = await create();
  const core = createScriptedCore(() => adapter, script);
  await adapter.start(core.deliver);
  const address = adapter.address ?? "";
  port = Number(new URL(address).port);

  async function call<Answer>(path: string, body: unknown, token?: string): Promise<Answer> {
    const response = await fetch(`${address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  let nonces = 0;
  return {
    address,
    core,
    get adapter() {
      return adapter;
    },
    async join(name) {
      const { token } = await call<{ token: string }>("/api/people", { name, locale: "en" });
      return {
        token,
        async post(place, text, root) {
          const post = { text, nonce: `test-${++nonces}`, ...(root === undefined ? {} : { root }) };
          const path = `/api/places/${encodeURIComponent(place)}/messages`;
          return (await call<{ seq: number }>(path, post, token)).seq;
        },
      };
    },
    async restart(whileDown) {
      await adapter.stop();
      await whileDown?.();
      adapter = await create();
      await adapter.start(core.deliver);
    },
    async close() {
      await adapter.stop();
      await store.close();
    },
  };
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
