import { z } from "zod";
import { ServerFault } from "./server-fault.ts";

/** Of OpenAI's protocol; FastAPI (vLLM) says `detail` where it refuses by itself, Ollama's own paths a bare `error`. */
const errorBody = z.union([
  z.object({
    error: z.object({ message: z.string(), type: z.string().nullish(), code: z.unknown().optional() }),
  }),
  z
    .object({ error: z.string() })
    .transform(({ error }) => ({ error: { message: error, type: null, code: null } })),
  z
    .object({ message: z.string() })
    .transform(({ message }) => ({ error: { message, type: null, code: null } })),
]);

/**
 * How servers say that a prompt is too long, beside `exceed_context_size_error` of llama-server. Sources: llama.cpp `tools/server`,
 * vLLM `vllm/entrypoints` ("maximum context length", "maximum model length"), OpenAI ("context_length_exceeded"), Ollama
 * `server/prompt.go` ("exceeds maximum context length", "exceeds the context length").
 */
const TOO_LONG =
  /exceed_context_size|context_length_exceeded|maximum (?:context|model) length|exceeds? the (?:available )?context (?:size|length)|larger than the max context size|longer than the (?:maximum )?(?:context|model) length/i;

const MAX_QUOTED_CHARS = 300;
/** What is waited for at most; a server that asks for more is tried again after it all the same. */
const MOST_RETRY_AFTER_MS = 60_000;

/** What an answer that is no success means. `text` reads its body. */
export async function faultOfResponse(
  response: Pick<Response, "status" | "headers">,
  base: string,
  text: () => Promise<string>,
): Promise<ServerFault> {
  const { status } = response;
  const body = await text();
  const { message, type } = errorIn(body);
  const said = message === "" ? `${base}: HTTP ${status}` : `${base}: HTTP ${status}: ${message}`;
  if (TOO_LONG.test(`${type} ${message}`)) return new ServerFault("overflow", said, { status });
  if (status === 503 && /loading model/i.test(message)) return new ServerFault("loading", said, { status });
  if (status === 429 || status === 503) {
    return new ServerFault("busy", said, { status, retryAfterMs: retryAfterMs(response.headers) });
  }
  if (status >= 500 || status === 408) return new ServerFault("broken", said, { status });
  return new ServerFault("refused", said, { status });
}

/** What an error within a stream means, which has no status of its own. */
export function faultOfError(error: unknown, base: string): ServerFault {
  const { message, type } = errorIn(JSON.stringify({ error }));
  const said = `${base}: ${message || "it failed while it answered"}`;
  return new ServerFault(TOO_LONG.test(`${type} ${message}`) ? "overflow" : "broken", said);
}

function errorIn(body: string): { readonly message: string; readonly type: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { message: "", type: "" };
  }
  const parsed = errorBody.safeParse(json);
  if (!parsed.success) return { message: "", type: "" };
  const { message, type, code } = parsed.data.error;
  const kind = [type, code].filter((part) => typeof part === "string").join(" ");
  return { message: message.replaceAll(/\s+/g, " ").slice(0, MAX_QUOTED_CHARS), type: kind };
}

/** Seconds, or a date. Source: RFC 9110, 10.2.3. */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), MOST_RETRY_AFTER_MS) : undefined;
}
