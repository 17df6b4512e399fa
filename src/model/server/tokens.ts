import { z } from "zod";
import type { Estimate } from "./estimate.ts";
import { type ChatRequestMessage, imagesIn } from "./messages.ts";
import { ServerFault } from "./server-fault.ts";
import type { Upstream } from "./watch-servers.ts";

const tokenList = z.object({ tokens: z.array(z.int()) });
const pieceList = z.object({
  tokens: z.array(z.object({ id: z.int(), piece: z.union([z.string(), z.array(z.int())]) })),
});
const templated = z.object({ prompt: z.string() });
const counted = z.object({ count: z.int().nonnegative() });

/** What an image takes of the context, as far as can be said before it is looked at; models that see differ. */
const IMAGE_TOKENS = 1500;
/** What templates write around a turn, and around the whole. */
const TURN_TOKENS = 8;
const PROMPT_TOKENS = 16;

/** Keeps reasoning models from thinking, where their template can: people wait for the answer. */
export const NO_THOUGHTS = { chat_template_kwargs: { enable_thinking: false } } as const;

/** The tokens of a text by llama-server, without any of the tokenizer's own at the start. */
export async function tokenize(
  { http }: Upstream,
  text: string,
  { parseMarks, addStart = false }: { readonly parseMarks: boolean; readonly addStart?: boolean },
  signal: AbortSignal,
): Promise<readonly number[]> {
  const body = { content: text, parse_special: parseMarks, add_special: addStart };
  const answer = tokenList.safeParse(await http.json("/tokenize", { body, signal, brief: true }));
  if (answer.success) return answer.data.tokens;
  throw new ServerFault("broken", `${http.base} answered /tokenize with something else than tokens`);
}

/** The same with control tokens looked for, and what is written for each token; nothing for one that is no whole character. */
export async function tokenPieces(
  { http }: Upstream,
  text: string,
  signal: AbortSignal,
): Promise<readonly TokenPiece[]> {
  const body = { content: text, parse_special: true, with_pieces: true };
  const answer = pieceList.safeParse(await http.json("/tokenize", { body, signal, brief: true }));
  if (!answer.success)
    throw new ServerFault("broken", `${http.base} answered /tokenize with something else than tokens`);
  return answer.data.tokens.map(({ id, piece }) => ({ id, piece: typeof piece === "string" ? piece : "" }));
}

interface TokenPiece {
  readonly id: number;
  readonly piece: string;
}

/** The prompt that llama-server's template makes of the messages. */
export async function applyTemplate(
  { http }: Upstream,
  messages: readonly ChatRequestMessage[],
  signal: AbortSignal,
): Promise<string> {
  const answer = templated.safeParse(
    await http.json("/apply-template", { body: { messages, ...NO_THOUGHTS }, signal, brief: true }),
  );
  if (answer.success) return answer.data.prompt;
  throw new ServerFault("broken", `${http.base} answered /apply-template with something else than a prompt`);
}

/** Tokens of each text, chat template not counted. */
export async function countTexts(
  upstream: Upstream,
  texts: readonly string[],
  estimate: Estimate,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const count = counter(upstream, estimate, signal);
  return Promise.all(texts.map((text) => (text === "" ? 0 : count(text.toWellFormed()))));
}

function counter(upstream: Upstream, estimate: Estimate, signal: AbortSignal) {
  const { kind, model } = upstream.facts;
  if (kind === "llama-server")
    return async (text: string) => (await tokenize(upstream, text, { parseMarks: false }, signal)).length;
  if (kind === "vllm")
    return (text: string) =>
      countByVllm(upstream, { model, prompt: text, add_special_tokens: false }, signal);
  return (text: string) => estimate.tokensOf(text);
}

export interface PromptSize {
  readonly tokens: number;
  /** Whether they were counted, or only estimated. */
  readonly counted: boolean;
}

/** How long the prompt of the messages is, and whether that was counted or only estimated. */
export async function measureMessages(
  upstream: Upstream,
  messages: readonly ChatRequestMessage[],
  estimate: Estimate,
  signal: AbortSignal,
): Promise<PromptSize> {
  const { kind, model } = upstream.facts;
  const images = imagesIn(messages) * IMAGE_TOKENS;
  const words = messages.map(({ role, content }) => ({ role, content: wordsOf(content) }));
  if (kind === "llama-server") {
    const prompt = await applyTemplate(upstream, words, signal);
    const tokens = await tokenize(upstream, prompt, { parseMarks: true, addStart: true }, signal);
    return { tokens: tokens.length + images, counted: images === 0 };
  }
  if (kind === "vllm") {
    const body = { model, messages: words, add_generation_prompt: true, ...NO_THOUGHTS };
    return { tokens: (await countByVllm(upstream, body, signal)) + images, counted: images === 0 };
  }
  const texts = words.reduce(
    (sum, { content }) => sum + estimate.tokensOf(content) + TURN_TOKENS,
    PROMPT_TOKENS,
  );
  return { tokens: texts + images, counted: false };
}

/** Source: vLLM, `vllm/entrypoints/serve/tokenize`. */
async function countByVllm({ http }: Upstream, body: object, signal: AbortSignal): Promise<number> {
  const answer = counted.safeParse(await http.json("/tokenize", { body, signal, brief: true }));
  if (answer.success) return answer.data.count;
  throw new ServerFault("broken", `${http.base} answered /tokenize with something else than a count`);
}

function wordsOf(content: ChatRequestMessage["content"]): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
