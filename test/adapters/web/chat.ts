import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { createWebChat, type WebChatTimes, webChatTimes } from "../../../adapters/web/web-chat.ts";
import type {
  ChatMessage,
  Joined,
  LiveEvent,
  Page,
  Post,
  Problem,
  WirePerson,
} from "../../../adapters/web/wire.ts";
import type { AdapterParts, ChatAdapter, Logger, ReviewDesk, Store } from "../../../src/core/ports/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { FakeCore } from "../../fakes/core.ts";
import { silentLog } from "../../store/silent-log.ts";

export interface Chat {
  readonly core: FakeCore;
  readonly store: Store;
  readonly adapter: ChatAdapter;
  readonly address: string;
  join(name: string): Promise<Tab>;
  /** Any request, as a program that is no browser would send it. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

export interface ChatOptions {
  readonly store?: Store;
  readonly core?: FakeCore;
  readonly channels?: readonly string[];
  readonly times?: Partial<WebChatTimes>;
  readonly routes?: AdapterParts["routes"];
  readonly port?: number;
  readonly log?: Logger;
  readonly desk?: ReviewDesk;
  /** Unix ms. */
  readonly now?: () => number;
}

export const memoryStore = () =>
  openStore("memory:", { dataFolder: "/nowhere", now: Date.now, log: silentLog });

const COMMANDS: AdapterParts["commands"] = [
  { name: "summarise", description: { en: "Summarise", ko: "요약하기" }, words: ["summarise"] },
  { name: "catchup", description: { en: "Catch up", ko: "놓친 이야기" }, words: ["catchup"] },
  { name: "optout", description: { en: "Leave me out", ko: "요약에서 빼기" }, words: [] },
  { name: "help", description: { en: "What I can do", ko: "할 수 있는 일" }, words: ["help"] },
  { name: "ask", description: { en: "Ask me", ko: "물어보기" }, words: [] },
];

export function adapterParts(
  store: Store,
  routes: AdapterParts["routes"] = {},
  log: Logger = silentLog,
): AdapterParts {
  const mayAnswerIn = () => true;
  return {
    store,
    log,
    now: Date.now,
    selfName: "Maru",
    commands: COMMANDS,
    mayAnswerIn,
    secrets: {},
    routes,
  };
}

/** The real chat on a free port, with a fake core behind it; stopped when the test ends. */
export async function openChat(options: ChatOptions = {}): Promise<Chat> {
  const core = options.core ?? new FakeCore();
  const store = options.store ?? (await memoryStore());
  const adapter = createWebChat(
    { port: options.port ?? 0, channels: options.channels ?? ["general", "random"] },
    {
      ...adapterParts(store, options.routes, options.log),
      ...(options.desk ? { desk: options.desk } : {}),
      ...(options.now ? { now: options.now } : {}),
    },
    { ...webChatTimes, graceMs: 300, persistMs: 20, ...options.times },
  );
  await adapter.start(core.deliver);
  onTestFinished(() => adapter.stop());
  const address = adapter.address ?? "";
  return {
    core,
    store,
    adapter,
    address,
    join: (name) => join(address, name),
    request: (path, init) => fetch(address + path, init),
  };
}

/** One person's tab: what it sends, and what it is told. */
export interface Tab {
  readonly person: WirePerson;
  readonly token: string;
  readonly socket: WebSocket;
  /** What the server told it, in order. */
  readonly told: LiveEvent[];
  until<Type extends LiveEvent["type"]>(
    type: Type,
    condition?: (event: Extract<LiveEvent, { type: Type }>) => boolean,
  ): Promise<Extract<LiveEvent, { type: Type }>>;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Posts and expects it to be taken. */
  post(place: string, text: string, more?: Partial<Post>): Promise<ChatMessage>;
  /** What the page shows of a place, or of a thread in it. */
  read(place: string, root?: number): Promise<readonly ChatMessage[]>;
}

export async function join(address: string, name: string): Promise<Tab> {
  const { status, body } = await request(address, "POST", "/api/people", { name, locale: "en" });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const { person, token } = body as Joined;
  return openTab(address, person, token);
}

/** A tab of somebody who joined before. */
export async function openTab(address: string, person: WirePerson, token: string): Promise<Tab> {
  const told: LiveEvent[] = [];
  const changes = new EventEmitter().setMaxListeners(0);
  const socket = new WebSocket(`${address.replace("http", "ws")}/api/live`, { origin: address });
  socket.on("message", (data) => {
    told.push(JSON.parse(String(data)));
    changes.emit("told");
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "hello", token }));

  const until: Tab["until"] = async (type, condition = () => true) => {
    for (;;) {
      for (const event of told) {
        const candidate = event as Extract<LiveEvent, { type: typeof type }>;
        if (event.type === type && condition(candidate)) return candidate;
      }
      await once(changes, "told", { signal: AbortSignal.timeout(10_000) });
    }
  };
  const call: Tab["call"] = (method, path, body) => request(address, method, path, body, token);
  await until("welcome");
  return {
    person,
    token,
    socket,
    told,
    until,
    call,
    async post(place, text, more) {
      const { status, body } = await call("POST", `/api/places/${encodeURIComponent(place)}/messages`, {
        text,
        nonce: randomUUID(),
        ...more,
      });
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body as ChatMessage;
    },
    async read(place, root) {
      const name = encodeURIComponent(place);
      const path = root === undefined ? `/api/places/${name}` : `/api/threads/${name}/${root}`;
      const { status, body } = await call("GET", `${path}/messages?last=200`);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      return (body as Page).messages;
    },
  };
}

async function request(address: string, method: string, path: string, body?: unknown, token?: string) {
  const response = await fetch(address + path, {
    method,
    headers: {
      origin: address,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

/** The code of a refusal. */
export const codeOf = (body: unknown) => (body as Problem).error.code;
