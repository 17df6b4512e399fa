import { z } from "zod";
import { eventData } from "./event-stream.ts";
import { faultOfError } from "./fault-of-response.ts";
import { causeOf } from "./http.ts";
import { ServerFault } from "./server-fault.ts";

/** What a chat answer that is streamed says, in order. `ended` is the last. */
export type ChatEvent =
  | { readonly type: "text"; readonly text: string }
  /** `cut`: the model would have gone on. Tokens as far as the server told. */
  | { readonly type: "ended"; readonly cut: boolean; readonly told: TokensTold };

export interface TokensTold {
  readonly prompt?: number;
  /** Of the prompt; from the cache. */
  readonly cached?: number;
  readonly written?: number;
}

const count = z.int().nonnegative().nullish();
/**
 * Of OpenAI's protocol; `timings` is llama-server's, which is also told where nobody asked for the usage. Figures that make no sense count as
 * not told: an answer is worth more than they are.
 */
const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).nullish(),
    })
    .nullish()
    .catch(undefined),
  timings: z.object({ cache_n: count, prompt_n: count, predicted_n: count }).nullish().catch(undefined),
  error: z.unknown().optional(),
});

/**
 * Reads an answer. What a reasoning model thinks comes in fields of its own (`reasoning_content`, `reasoning`), which are not looked at.
 * Rejects with a `ServerFault` when the server fails, breaks off before the end, or says what cannot be understood.
 */
export async function* chatEvents(body: ReadableStream<Uint8Array>, base: string): AsyncGenerator<ChatEvent> {
  let finish: string | undefined;
  let told: TokensTold = {};
  for await (const data of unbroken(eventData(body), base)) {
    if (data === "[DONE]") break;
    const { choices, usage, timings, error } = parsed(data, base);
    if (error !== undefined && error !== null) throw faultOfError(error, base);
    if (usage || timings) told = { ...told, ...tokensOf(usage, timings) };
    const [choice] = choices;
    const text = choice?.delta?.content;
    if (text) yield { type: "text", text };
    finish ??= choice?.finish_reason ?? undefined;
  }
  if (finish === undefined) throw new ServerFault("broken", `${base} broke off before the end of its answer`);
  yield { type: "ended", cut: finish === "length", told };
}

async function* unbroken(events: AsyncGenerator<string>, base: string): AsyncGenerator<string> {
  try {
    yield* events;
  } catch (error) {
    if (error instanceof ServerFault) throw error;
    throw new ServerFault("broken", `${base} broke off (${causeOf(error)})`, { cause: error });
  }
}

function parsed(data: string, base: string): z.output<typeof chunk> {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch (error) {
    throw new ServerFault("broken", `${base} streams something else than JSON`, { cause: error });
  }
  const result = chunk.safeParse(json);
  if (result.success) return result.data;
  throw new ServerFault("broken", `${base} streams something else than pieces of an answer`);
}

type Chunk = z.output<typeof chunk>;

function tokensOf(usage: Chunk["usage"], timings: Chunk["timings"]): TokensTold {
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? timings?.cache_n ?? undefined;
  const ofTimings = timings?.prompt_n == null ? undefined : timings.prompt_n + (timings.cache_n ?? 0);
  const prompt = usage?.prompt_tokens ?? ofTimings;
  const written = usage?.completion_tokens ?? timings?.predicted_n ?? undefined;
  return {
    ...(prompt === undefined ? {} : { prompt }),
    ...(cached === undefined ? {} : { cached }),
    ...(written === undefined ? {} : { written }),
  };
}
