import { ModelError, type ReplyOptions } from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";
import { createThoughtFilter } from "../thought-filter.ts";
import { satisfies } from "./answer-schema.ts";
import { chatEvents, type TokensTold } from "./chat-events.ts";
import { chatRequest } from "./chat-request.ts";
import { createControlMarks } from "./control-marks.ts";
import { createEstimate } from "./estimate.ts";
import { joinSignals } from "./joined-signal.ts";
import { type ChatRequestMessage, toMessages } from "./messages.ts";
import { ServerFault } from "./server-fault.ts";
import { countTexts, measureMessages, type PromptSize } from "./tokens.ts";
import type { Upstream } from "./watch-servers.ts";

/** Asks one server. Everything rejects with a `ServerFault`, a `ModelError` or the signal's reason. */
export interface Asking {
  count(upstream: Upstream, texts: readonly string[], signal: AbortSignal): Promise<readonly number[]>;
  measure(upstream: Upstream, turns: readonly Turn[], signal: AbortSignal): Promise<number>;
  /** Streams an answer, and notes in `sofar` what has come of it. */
  answer(
    upstream: Upstream,
    turns: readonly Turn[],
    options: Omit<ReplyOptions, "thread" | "urgency">,
    sofar: Sofar,
  ): AsyncGenerator<string>;
  /** Tokens of what was written, where the server did not tell. */
  estimated(text: string): number;
}

/** What has come of an answer. */
export interface Sofar {
  readonly askedAt: number;
  text: string;
  tokens: TokensTold;
  /** From the request to the first text shown. */
  firstTokenMs: number | undefined;
}

interface AskingSettings {
  readonly contextTokens: number;
  readonly deadlineMs: number;
}

/**
 * An answer with more characters to each token that it may have comes from a server that does not hold to `max_tokens`: of words a token
 * has about four, and 128 (of some vocabularies 512) only where it is nothing but spaces.
 */
const MOST_CHARS_PER_TOKEN = 128;

export function createAsking({ contextTokens, deadlineMs }: AskingSettings): Asking {
  const marks = createControlMarks();
  const estimate = createEstimate();

  async function prepare(
    upstream: Upstream,
    turns: readonly Turn[],
    signal: AbortSignal,
  ): Promise<readonly ChatRequestMessage[]> {
    const disarm = await marks.disarmFor(upstream, turns, signal);
    return toMessages(turns, { sees: upstream.facts.sees, disarm });
  }

  function assertFits({ facts }: Upstream, { tokens }: PromptSize, maxTokens: number): void {
    const room = Math.min(contextTokens, facts.contextTokens ?? contextTokens);
    if (tokens + maxTokens <= room) return;
    throw new ModelError(
      "overflow",
      `the prompt of ${tokens} tokens and an answer of ${maxTokens} exceed the context of ${room}`,
    );
  }

  async function* answerUntil(
    upstream: Upstream,
    turns: readonly Turn[],
    { signal, maxTokens, onCut, schema }: Omit<ReplyOptions, "thread" | "urgency">,
    sofar: Sofar,
  ): AsyncGenerator<string> {
    const messages = await prepare(upstream, turns, signal);
    const size = await measureMessages(upstream, messages, estimate, signal);
    sofar.tokens = { prompt: size.tokens };
    assertFits(upstream, size, maxTokens);
    if (maxTokens < 1) {
      onCut?.();
      return;
    }
    const thoughts = schema === undefined ? createThoughtFilter(false) : undefined;
    const { base } = upstream.http;
    const body = chatRequest(upstream, messages, { maxTokens, schema });
    const stream = await upstream.http.stream("/v1/chat/completions", body, signal);
    let chars = 0;
    // Whoever leaves this loop early closes the connection, by which servers know that nobody wants the rest.
    for await (const event of chatEvents(stream, base)) {
      signal.throwIfAborted();
      const written = event.type === "text" ? event.text : "";
      chars += written.length;
      if (chars > maxTokens * MOST_CHARS_PER_TOKEN) {
        onCut?.();
        return;
      }
      const shown = thoughts === undefined ? written : shownBy(thoughts, event.type, written);
      if (shown !== "") {
        sofar.firstTokenMs ??= performance.now() - sofar.askedAt;
        sofar.text += shown;
        yield shown;
      }
      if (event.type === "text") continue;
      sofar.tokens = { ...sofar.tokens, ...event.told };
      if (!size.counted && event.told.prompt !== undefined) estimate.learn(size.tokens, event.told.prompt);
      if (event.cut) onCut?.();
      else if (schema !== undefined && !satisfies(sofar.text, schema))
        throw new ServerFault("refused", `${base} does not hold its model to a JSON schema`);
    }
  }

  return {
    count: (upstream, texts, signal) => countTexts(upstream, texts, estimate, signal),
    async measure(upstream, turns, signal) {
      const messages = await prepare(upstream, turns, signal);
      return (await measureMessages(upstream, messages, estimate, signal)).tokens;
    },
    async *answer(upstream, turns, options, sofar) {
      const until = joinSignals([options.signal], deadlineMs);
      try {
        yield* answerUntil(upstream, turns, { ...options, signal: until.signal }, sofar);
      } catch (error) {
        // A stream that we ourselves break off looks broken.
        options.signal.throwIfAborted();
        if (until.isLate) throw new ModelError("deadline", `the answer took longer than ${deadlineMs} ms`);
        throw error;
      } finally {
        until.release();
      }
    },
    estimated: estimate.tokensOf,
  };
}

function shownBy(
  thoughts: ReturnType<typeof createThoughtFilter>,
  type: "text" | "ended",
  written: string,
): string {
  return type === "text" ? thoughts.push(written) : thoughts.end();
}
