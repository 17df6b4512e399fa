import { z } from "zod";
import type { VerdictQuestion, VerdictReading } from "../../core/ports/index.ts";
import { createPromptTokens } from "./prompt-tokens.ts";
import { ServerFault } from "./server-fault.ts";
import { asProbabilities, roomFor, spellingToContinue, tooLong, type VerdictAsker } from "./verdict-asker.ts";
import type { Upstream } from "./watch-servers.ts";

/** Tokens whose probability is asked for: an answer that is not among them is less likely than one in some hundreds. */
const PROBABILITIES = 200;

const token = z.object({ id: z.int(), logprob: z.number() });
const completion = z.object({
  content: z.string(),
  timings: z.object({ prompt_n: z.int().nonnegative().optional() }).optional(),
  completion_probabilities: z.array(z.object({ top_logprobs: z.array(token) })).optional(),
});

/**
 * llama-server is asked by tokens, so that nothing that people say can be read as anything else than text, and tells the
 * probabilities of tokens as the model has them, before any sampling. Source: llama.cpp, `tools/server/README.md`.
 */
export function askLlamaServer(upstream: Upstream, contextTokens: number): VerdictAsker {
  const { http } = upstream;
  const prompts = createPromptTokens(upstream);
  const remembered = new Map<string, Promise<readonly (readonly number[])[]>>();

  /** Of each answer, the first tokens of its spellings. */
  function firstTokens(
    answers: VerdictQuestion["answers"],
    signal: AbortSignal,
  ): Promise<readonly (readonly number[])[]> {
    const key = JSON.stringify(answers);
    const found = remembered.get(key) ?? makeFirstTokens(answers, signal);
    remembered.set(key, found);
    found.catch(() => remembered.delete(key));
    return found;
  }

  async function makeFirstTokens(answers: VerdictQuestion["answers"], signal: AbortSignal) {
    const first = await Promise.all(
      answers.map(async (spellings) => {
        const tokens = await Promise.all(spellings.map((spelling) => prompts.afterStart(spelling, signal)));
        return [...new Set(tokens.flatMap((list) => list.slice(0, 1)))];
      }),
    );
    const all = first.flat();
    if (new Set(all).size === all.length && first.every((tokens) => tokens.length > 0)) return first;
    const names = answers.map(([spelling]) => JSON.stringify(spelling)).join(", ");
    throw new ServerFault(
      "refused",
      `The model of ${http.base} cannot tell the answers ${names} apart by their first token`,
    );
  }

  async function complete(body: object, signal: AbortSignal) {
    const answer = completion.safeParse(await http.json("/completion", { body, signal }));
    if (answer.success) return answer.data;
    throw new ServerFault(
      "broken",
      `${http.base} answered /completion with something else than a completion`,
    );
  }

  async function readOne(
    question: VerdictQuestion,
    tokens: readonly number[],
    first: readonly (readonly number[])[],
    signal: AbortSignal,
  ): Promise<{ readonly reading: VerdictReading; readonly evaluated: number }> {
    const asked = { prompt: tokens, temperature: 0, cache_prompt: true };
    const answer = await complete({ ...asked, n_predict: 1, n_probs: PROBABILITIES }, signal);
    const [next] = answer.completion_probabilities ?? [];
    if (next === undefined) throw new ServerFault("refused", `${http.base} tells no probabilities`);
    const found = new Map(next.top_logprobs.map(({ id, logprob }) => [id, Math.exp(logprob)]));
    const weights = first.map((ids) => ids.reduce((sum, id) => sum + (found.get(id) ?? 0), 0));
    const reading = asProbabilities(weights);
    const evaluated = answer.timings?.prompt_n ?? tokens.length;
    const { continuation } = question;
    const spelling = continuation && spellingToContinue(question, reading.probabilities, continuation);
    if (continuation === undefined || spelling === undefined) return { reading, evaluated };
    const { content } = await complete(
      {
        ...asked,
        prompt: [...tokens, ...(await prompts.afterStart(spelling, signal))],
        n_predict: continuation.maxTokens,
        grammar: continuation.grammar,
      },
      signal,
    );
    return { reading: { ...reading, written: content }, evaluated };
  }

  const lengthOf = async (question: VerdictQuestion, signal: AbortSignal) =>
    Promise.all(question.prompts.map((prompt) => prompts.of(prompt, signal)));

  return {
    async read(question, signal) {
      const first = await firstTokens(question.answers, signal);
      const all = await lengthOf(question, signal);
      const room = roomFor(question, contextTokens);
      for (const { length } of all) if (length > room) throw tooLong(length, room);
      const readings: VerdictReading[] = [];
      let evaluatedTokens = 0;
      // One after the other: each finds in the cache what it shares with the one before.
      for (const tokens of all) {
        const { reading, evaluated } = await readOne(question, tokens, first, signal);
        readings.push(reading);
        evaluatedTokens += evaluated;
      }
      return { readings, promptTokens: all.flat().length, evaluatedTokens };
    },
    async measure(question, signal) {
      const all = await lengthOf(question, signal);
      return {
        tokens: Math.max(...all.map(({ length }) => length)),
        room: roomFor(question, contextTokens),
      };
    },
  };
}
