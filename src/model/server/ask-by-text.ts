import { z } from "zod";
import type {
  Continuation,
  PromptPiece,
  TemplatePrompt,
  VerdictPrompt,
  VerdictQuestion,
  VerdictReading,
} from "../../core/ports/index.ts";
import type { Estimate } from "./estimate.ts";
import { toMessages } from "./messages.ts";
import { ServerFault } from "./server-fault.ts";
import { NO_THOUGHTS } from "./tokens.ts";
import {
  asProbabilities,
  disarmed,
  roomFor,
  spellingToContinue,
  tooLong,
  type VerdictAsker,
} from "./verdict-asker.ts";
import type { Upstream } from "./watch-servers.ts";

/** As many as vLLM and OpenAI's protocol tell at most without being set up for more. */
const PROBABILITIES = 20;

const counts = z.object({ prompt_tokens: z.int().nonnegative().nullish() }).nullish();
const ofChat = z.object({
  content: z.array(z.object({ top_logprobs: z.array(z.object({ token: z.string(), logprob: z.number() })) })),
});
const ofText = z.object({ top_logprobs: z.array(z.record(z.string(), z.number()).nullable()) });
const answered = z.object({
  choices: z.array(
    z.object({
      text: z.string().optional(),
      message: z.object({ content: z.string().nullish() }).optional(),
      logprobs: z.union([ofChat, ofText]).nullish(),
    }),
  ),
  usage: counts,
});

/**
 * Servers that take no tokens are asked with text, in which all that people said is disarmed. A format of its own goes to
 * `/v1/completions`, turns to `/v1/chat/completions`. Their tokens are known by their text alone, so an answer is known by
 * whatever one of its spellings begins with. What is written after it is held by no grammar.
 */
export function askByText(upstream: Upstream, contextTokens: number, estimate: Estimate): VerdictAsker {
  const { http, facts } = upstream;

  async function ask(path: string, body: object, signal: AbortSignal) {
    const asked = { model: facts.model, temperature: 0, ...body };
    const parsed = answered.safeParse(await http.json(path, { body: asked, signal }));
    const choice = parsed.data?.choices[0];
    if (choice === undefined)
      throw new ServerFault("broken", `${http.base} answered ${path} with something else than a completion`);
    return { choice, promptTokens: parsed.data?.usage?.prompt_tokens ?? undefined };
  }

  /** What is sent for a prompt that has `begun` to be answered. */
  function request(prompt: VerdictPrompt, begun: string): { readonly path: string; readonly body: object } {
    if ("pieces" in prompt) return requestForPieces(prompt.pieces, begun);
    // A guard's own template makes one prompt of a whole conversation: how its answer begins cannot be told beside it.
    const answer = `${prompt.answer}${begun}`;
    if (answer === "") return requestForTurns(prompt);
    if (prompt.otherwise !== undefined) return requestForPieces(prompt.otherwise, begun);
    throw new ServerFault("refused", `${http.base} cannot be told how an answer begins; llama-server can`);
  }

  function requestForPieces(pieces: Extract<VerdictPrompt, { pieces: unknown }>["pieces"], begun: string) {
    if (facts.kind === "ollama")
      throw new ServerFault(
        "refused",
        "Ollama takes no prompt in a guard's own format: use llama-server, or format: custom",
      );
    // The prompt has its start token already.
    const plain = facts.kind === "vllm" ? { add_special_tokens: false } : {};
    return { path: "/v1/completions", body: { prompt: `${textOf(pieces)}${begun}`, ...plain } };
  }

  function requestForTurns({ turns }: TemplatePrompt) {
    const marked = turns.map(({ role, pieces }) => ({ role, text: textOf(pieces) }));
    const messages = toMessages(marked, { sees: false, disarm: (text) => text });
    return {
      path: "/v1/chat/completions",
      body: { messages, ...(facts.kind === "vllm" ? NO_THOUGHTS : {}) },
    };
  }

  async function readOne(question: VerdictQuestion, prompt: VerdictPrompt, signal: AbortSignal) {
    const { path, body } = request(prompt, "");
    const logprobs =
      path === "/v1/completions"
        ? { logprobs: PROBABILITIES }
        : { logprobs: true, top_logprobs: PROBABILITIES };
    const { choice, promptTokens } = await ask(path, { ...body, ...logprobs, max_tokens: 1 }, signal);
    const next = firstOf(choice.logprobs);
    if (next === undefined) {
      throw new ServerFault(
        "refused",
        `${http.base} tells no probabilities, so that it cannot serve a guard`,
      );
    }
    const reading = asProbabilities(weigh(next, question.answers));
    const { continuation } = question;
    const spelling = continuation && spellingToContinue(question, reading.probabilities, continuation);
    if (continuation === undefined || spelling === undefined) return { reading, promptTokens };
    return {
      reading: { ...reading, written: await write(prompt, spelling, continuation, signal) },
      promptTokens,
    };
  }

  async function write(
    prompt: VerdictPrompt,
    spelling: string,
    { maxTokens }: Continuation,
    signal: AbortSignal,
  ): Promise<string> {
    const { path, body } = request(prompt, spelling);
    const { choice } = await ask(path, { ...body, max_tokens: maxTokens }, signal);
    return choice.text ?? choice.message?.content ?? "";
  }

  const estimated = (prompt: VerdictPrompt) => estimate.tokensOf(JSON.stringify(prompt));

  return {
    async read(question, signal) {
      const room = roomFor(question, contextTokens);
      const prompts = question.prompts.map(disarmed);
      const readings: VerdictReading[] = [];
      let all = 0;
      for (const prompt of prompts) {
        const tokens = estimated(prompt);
        if (tokens > room) throw tooLong(tokens, room);
        const { reading, promptTokens } = await readOne(question, prompt, signal);
        if (promptTokens !== undefined) estimate.learn(tokens, promptTokens);
        readings.push(reading);
        all += promptTokens ?? tokens;
      }
      return { readings, promptTokens: all, evaluatedTokens: all };
    },
    async measure(question) {
      const tokens = Math.max(...question.prompts.map((prompt) => estimated(disarmed(prompt))));
      return { tokens, room: roomFor(question, contextTokens) };
    },
  };
}

const textOf = (pieces: readonly PromptPiece[]) => pieces.flatMap((piece) => Object.values(piece)).join("");

/** The likeliest first tokens, by their text. */
function firstOf(
  logprobs: z.output<typeof ofChat> | z.output<typeof ofText> | null | undefined,
): readonly (readonly [string, number])[] | undefined {
  if (!logprobs) return undefined;
  if ("content" in logprobs)
    return logprobs.content[0]?.top_logprobs.map(({ token, logprob }) => [token, logprob] as const);
  const [first] = logprobs.top_logprobs;
  return first ? Object.entries(first) : undefined;
}

/** A token that could begin two answers begins neither. */
function weigh(
  next: readonly (readonly [string, number])[],
  answers: VerdictQuestion["answers"],
): readonly number[] {
  const begins = (token: string, spellings: readonly string[]) =>
    token.trim() !== "" &&
    spellings.some((spelling) => spelling.startsWith(token) || spelling.trim().startsWith(token));
  return answers.map((spellings, at) =>
    next.reduce((sum, [token, logprob]) => {
      const isOther = answers.some((other, index) => index !== at && begins(token, other));
      return begins(token, spellings) && !isOther ? sum + Math.exp(logprob) : sum;
    }, 0),
  );
}
