import { faultOfResponse } from "./fault-of-response.ts";
import { ServerFault } from "./server-fault.ts";
import type { ServerSettings } from "./settings.ts";
import { createTurns } from "./turns.ts";

/** Talks to one server. Everything rejects with a `ServerFault`, or with the signal's reason. */
export interface ServerHttp {
  /** Of the server, without `/v1` and without a slash at the end. */
  readonly base: string;
  /** Whatever JSON it answers. */
  json(path: string, ask: JsonAsk): Promise<unknown>;
  /** The body of an answer that is streamed. */
  stream(path: string, body: object, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

interface JsonAsk {
  /** Absent: it is only read (GET). */
  readonly body?: object;
  readonly signal: AbortSignal;
  /** Answered without the model: only few of these are asked at a time. */
  readonly brief?: true;
}

/**
 * llama-server has four threads for connections beyond its slots, and a connection keeps one for seconds after its answer. More
 * brief requests at a time would make all others wait. Source: llama.cpp, `tools/server/server-http.cpp`.
 */
const BRIEF_AT_ONCE = 2;

/** The longest answer that is read as a whole: thousands of probabilities with their tokens. */
const MAX_ANSWER_BYTES = 16_000_000;

export function createServerHttp({ url, key }: Pick<ServerSettings, "url" | "key">): ServerHttp {
  const base = url.replace(/\/+$/, "").replace(/\/v1$/, "");
  const inTurn = createTurns(BRIEF_AT_ONCE);

  async function send(path: string, { body, signal }: JsonAsk): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        signal,
        // Neither people's words nor the key go where nobody said that they may go.
        redirect: "error",
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw new ServerFault("unreachable", `${base} does not answer (${causeOf(error)})`, { cause: error });
    }
    if (response.ok) return response;
    throw await faultOfResponse(response, base, () => textOf(response, signal, base));
  }

  return {
    base,
    async json(path, ask) {
      const fetchText = async () => textOf(await send(path, ask), ask.signal, base);
      const text = await (ask.brief ? inTurn(fetchText, ask.signal) : fetchText());
      try {
        return JSON.parse(text);
      } catch (error) {
        throw new ServerFault("broken", `${base} answered ${path} with something else than JSON`, {
          cause: error,
        });
      }
    },
    async stream(path, body, signal) {
      const response = await send(path, { body, signal });
      if (response.body) return response.body;
      throw new ServerFault("broken", `${base} answered ${path} with nothing`);
    },
  };
}

async function textOf(response: Response, signal: AbortSignal, base: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of response.body ?? []) {
      bytes += part.length;
      if (bytes > MAX_ANSWER_BYTES) throw new ServerFault("broken", `${base} answers without end`);
      parts.push(part);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServerFault) throw error;
    throw new ServerFault("broken", `${base} broke off (${causeOf(error)})`, { cause: error });
  }
  return Buffer.concat(parts).toString("utf8");
}

/** In a word, why `fetch` failed: `ECONNREFUSED`. */
export function causeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return "no reason given";
  const { code } = cause as NodeJS.ErrnoException;
  return code ?? (cause.message || cause.name);
}
