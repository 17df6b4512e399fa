import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { chatRequest, completionRequest } from "./requests.ts";

/**
 * A server on loopback that speaks OpenAI's protocol as vLLM, Ollama, or some other server does, and is as strict as the strictest of
 * them: what a request holds that it does not know is refused, and so are turns that do not alternate.
 */
export interface FakeServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The text of every answer, a piece for each element. */
  answer: readonly string[];
  /** What befalls the next chat requests, one each. */
  readonly befalls: Befall[];
  /** What every request gets instead of an answer, while set; also those that ask how it is. */
  down: { readonly status: number; readonly body: unknown } | undefined;
  /** It takes requests and answers none, while set. */
  isSilent: boolean;
  /** Probabilities of the next token by its text, as logarithms. */
  logprobs: Readonly<Record<string, number>> | undefined;
  /** As Ollama: the context with which its model is loaded now; not loaded while absent. */
  loaded: number | undefined;
  /** Chat requests that are being answered. */
  readonly open: number;
  stop(): Promise<void>;
}

export interface FakeServerOptions {
  readonly kind?: "vllm" | "ollama" | "other";
  readonly key?: string;
  readonly contextTokens?: number;
  readonly sees?: boolean;
  readonly models?: readonly string[];
  readonly port?: number;
}

export interface SeenRequest {
  readonly path: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like.
  readonly body: any;
  readonly authorization: string | undefined;
  /** Resolves when the connection is closed; to whether that was before the end of the answer. */
  readonly leftEarly: Promise<boolean>;
}

export type Befall =
  | {
      readonly type: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly retryAfter?: string;
    }
  /** The connection is cut after that many pieces. */
  | { readonly type: "cut"; readonly afterPieces: number }
  /** Nothing more comes after that many pieces, until the other side leaves. */
  | { readonly type: "stall"; readonly afterPieces: number }
  /** These bytes stand for the whole stream, sent in chunks of so many bytes. */
  | { readonly type: "bytes"; readonly bytes: string; readonly chunkBytes?: number }
  /** The client is sent to another address. */
  | { readonly type: "redirect"; readonly to: string };

/** Tokens of a text, as this server counts: a word each. */
export const tokensOf = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

/** Rendered in the events of a chat answer. */
export const event = (data: object | "[DONE]") =>
  `data: ${data === "[DONE]" ? data : JSON.stringify(data)}\n\n`;
export const piece = (delta: object, finish: string | null = null) =>
  event({ id: "x", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] });

export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const { kind = "other", key, contextTokens = 4096, sees = false, models = ["fake-model"] } = options;
  const requests: SeenRequest[] = [];
  let open = 0;
  const fake = {
    answer: ["Hello", " there."] as readonly string[],
    befalls: [] as Befall[],
    down: undefined as FakeServer["down"],
    isSilent: false,
    logprobs: undefined as FakeServer["logprobs"],
    loaded: undefined as FakeServer["loaded"],
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    const { authorization } = request.headers;
    const text = Buffer.concat(await Array.fromAsync(request)).toString("utf8");
    const body = text === "" ? undefined : JSON.parse(text);
    const leftEarly = new Promise<boolean>((resolve) =>
      response.once("close", () => resolve(!response.writableFinished)),
    );
    requests.push({ path, body, authorization, leftEarly });
    if (fake.isSilent) return;
    if (fake.down) return json(response, fake.down.status, fake.down.body);
    if (key !== undefined && authorization !== `Bearer ${key}`)
      return json(response, 401, { error: { message: "Invalid API Key", type: "authentication_error" } });
    const answer = ANSWERS[`${request.method} ${path}`];
    if (answer === undefined || (answer.only !== undefined && answer.only !== kind))
      return json(response, 404, { detail: "Not Found" });
    await answer.act(response, body);
  }

  interface Answering {
    readonly only?: "vllm" | "ollama";
    // biome-ignore lint/suspicious/noExplicitAny: parsed where it is used.
    act(response: ServerResponse, body: any): Promise<void> | void;
  }
  const ANSWERS: Readonly<Record<string, Answering>> = {
    "GET /v1/models": {
      act: (response) =>
        json(response, 200, {
          object: "list",
          data: models.map((id) => ({
            id,
            object: "model",
            owned_by: kind === "vllm" ? "vllm" : "someone",
            ...(kind === "vllm" ? { max_model_len: contextTokens } : {}),
          })),
        }),
    },
    "GET /api/version": { only: "ollama", act: (response) => json(response, 200, { version: "0.13.0" }) },
    "POST /api/show": {
      only: "ollama",
      act: (response) =>
        json(response, 200, {
          capabilities: ["completion", ...(sees ? ["vision"] : [])],
          parameters: `${options.contextTokens === undefined ? "" : `num_ctx                        ${contextTokens}\n`}stop "<|im_end|>"`,
          template: "{{ .Prompt }}",
        }),
    },
    "GET /api/ps": {
      only: "ollama",
      act: (response) => {
        const { loaded } = fake;
        json(response, 200, {
          models: loaded === undefined ? [] : [{ name: models[0], context_length: loaded }],
        });
      },
    },
    "POST /tokenize": {
      only: "vllm",
      act: (response, body) => {
        const text = body.prompt ?? body.messages.map((one: { content: string }) => one.content).join(" ");
        json(response, 200, { count: tokensOf(text), max_model_len: contextTokens, tokens: [] });
      },
    },
    "POST /v1/completions": {
      act: (response, body) => {
        const asked = completionRequest.parse(body);
        const [likeliest = ""] = Object.entries(fake.logprobs ?? {}).sort((a, b) => b[1] - a[1])[0] ?? [];
        const choice = {
          text: asked.logprobs === undefined ? fake.answer.join("") : likeliest,
          logprobs: asked.logprobs === undefined || !fake.logprobs ? null : { top_logprobs: [fake.logprobs] },
        };
        json(response, 200, { choices: [choice], usage: { prompt_tokens: tokensOf(asked.prompt) } });
      },
    },
    "POST /v1/chat/completions": { act: chat },
  };

  async function chat(response: ServerResponse, body: unknown): Promise<void> {
    const parsed = chatRequest(kind).safeParse(body);
    if (!parsed.success)
      return json(response, 400, { error: { message: parsed.error.message, type: "BadRequestError" } });
    const befall = fake.befalls.shift();
    if (befall?.type === "status") {
      if (befall.retryAfter !== undefined) response.setHeader("retry-after", befall.retryAfter);
      return json(response, befall.status, befall.body ?? { error: { message: "no", type: "server_error" } });
    }
    if (befall?.type === "redirect") {
      response.writeHead(307, { location: befall.to }).end();
      return;
    }
    if (!parsed.data.stream) {
      const content = Object.entries(fake.logprobs ?? {}).map(([token, logprob]) => ({ token, logprob }));
      const logprobs =
        parsed.data.logprobs && fake.logprobs ? { content: [{ top_logprobs: content }] } : null;
      const message = { role: "assistant", content: fake.answer.join("") };
      return json(response, 200, { choices: [{ message, logprobs, finish_reason: "stop" }] });
    }
    open += 1;
    response.once("close", () => {
      open -= 1;
    });
    response.writeHead(200, { "content-type": "text/event-stream" });
    if (befall?.type === "bytes") return sendBytes(response, befall);
    response.write(piece({ role: "assistant", content: "" }));
    for (const [index, text] of fake.answer.entries()) {
      if (befall?.type === "cut" && befall.afterPieces === index) return cut(response);
      if (befall?.type === "stall" && befall.afterPieces === index) return;
      response.write(piece({ content: text }));
    }
    if (befall?.type === "cut") return cut(response);
    if (befall?.type === "stall") return;
    const words = parsed.data.messages.flatMap(({ content }) =>
      typeof content === "string"
        ? [content]
        : content.flatMap((part) => ("text" in part ? [part.text] : [])),
    );
    const usage = { prompt_tokens: tokensOf(words.join(" ")), completion_tokens: fake.answer.length };
    response.write(piece({}, parsed.data.max_tokens < fake.answer.length ? "length" : "stop"));
    response.end(event({ choices: [], usage }) + event("[DONE]"));
  }

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) =>
      json(response, 500, { error: { message: String(error), type: "server_error" } }),
    );
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return Object.defineProperties(fake as unknown as FakeServer, {
    url: { value: `http://127.0.0.1:${port}` },
    requests: { value: requests },
    open: { get: () => open },
    stop: {
      value: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    },
  });
}

async function sendBytes(
  response: ServerResponse,
  { bytes, chunkBytes = 1_000_000 }: Extract<Befall, { type: "bytes" }>,
): Promise<void> {
  const all = Buffer.from(bytes);
  for (let at = 0; at < all.length && !response.destroyed; at += chunkBytes) {
    response.write(all.subarray(at, at + chunkBytes));
    await pause(0);
  }
  response.end();
}

/** What was written before is sent first, so that it is the connection that breaks and not the answer that is lost. */
function cut(response: ServerResponse): void {
  setTimeout(() => response.socket?.resetAndDestroy(), 20);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
}
