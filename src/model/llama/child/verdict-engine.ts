import {
  type LlamaContextSequence,
  type LlamaGrammar,
  LlamaGrammarEvaluationState,
  type LlamaModel,
  type Token,
} from "node-llama-cpp";
import {
  type Continuation,
  ModelError,
  type QuestionLength,
  type VerdictQuestion,
  type VerdictReading,
  type VerdictReadings,
} from "../../../core/ports/index.ts";
import { CHUNK_TOKENS } from "../chunk-tokens.ts";
import { type AnswerTokens, answerTokens, BIAS_NATS } from "./answer-tokens.ts";
import { evaluateUpTo } from "./evaluate-up-to.ts";
import type { KeptOpenings } from "./kept-openings.ts";
import type { PromptReader } from "./prompt-reader.ts";
import type { Slots } from "./slots.ts";

/** A loaded model that gives verdicts, within its process. */
export interface VerdictEngine {
  measure(questions: readonly VerdictQuestion[]): QuestionLength[];
  /** Throws a `ModelError`, or the signal's reason. */
  read(question: VerdictQuestion, signal: AbortSignal): Promise<VerdictReadings>;
}

export interface VerdictEngineParts {
  readonly model: LlamaModel;
  readonly reader: PromptReader;
  readonly slots: Slots<LlamaContextSequence, readonly Token[]>;
  readonly openings: KeptOpenings;
  readonly contextTokens: number;
}

export function createVerdictEngine(parts: VerdictEngineParts): VerdictEngine {
  const { model, reader, slots, openings, contextTokens } = parts;
  const answersOf = new Map<string, AnswerTokens>();
  const grammars = new Map<string, Promise<LlamaGrammar>>();

  function tokensOf(answers: VerdictQuestion["answers"]): AnswerTokens {
    return remembered(answersOf, JSON.stringify(answers), () => answerTokens(model, answers));
  }

  function roomFor({ continuation }: VerdictQuestion): number {
    return contextTokens - (continuation === undefined ? 0 : continuation.maxTokens + LONGEST_ANSWER_TOKENS);
  }

  function grammarOf(grammar: string): Promise<LlamaGrammar> {
    return remembered(grammars, grammar, () => model.llama.createGrammar({ grammar }));
  }

  /** Reads the answers' probabilities off the last token, which is evaluated in one batch with those before it. */
  async function readLast(
    sequence: LlamaContextSequence,
    rest: readonly Token[],
    { first, bias }: AnswerTokens,
  ): Promise<VerdictReading> {
    const last = rest.length - 1;
    const count = first.flat().length;
    const results = await sequence.controlledEvaluate(
      rest.map((token, index) =>
        index < last
          ? token
          : [
              token,
              {
                generateNext: {
                  probabilities: true,
                  // With the bias, the answers are the likeliest; one more shows what else the model would have said.
                  options: { temperature: 1, topK: count + 1, topP: 1, minP: 0, tokenBias: bias },
                },
              },
            ],
      ),
    );
    const found = results[last]?.next.probabilities ?? new Map<Token, number>();
    const weights = first.map((tokens) => sum(tokens.map((token) => found.get(token) ?? 0)));
    const all = sum(weights);
    if (!(all > 0)) throw new ModelError("failed", "the model gives its answers no probability at all");
    const others = sum(
      [...found].flatMap(([token, weight]) => (first.flat().includes(token) ? [] : [weight])),
    );
    return {
      probabilities: weights.map((weight) => weight / all),
      share: 1 / (1 + (others / all) * Math.exp(BIAS_NATS)),
    };
  }

  async function write(
    sequence: LlamaContextSequence,
    tokens: readonly Token[],
    { grammar, maxTokens }: Continuation,
    signal: AbortSignal,
  ): Promise<string> {
    const grammarEvaluationState = new LlamaGrammarEvaluationState({
      model,
      grammar: await grammarOf(grammar),
    });
    const written: Token[] = [];
    const rest = tokens.slice(sequence.nextTokenIndex);
    for await (const token of sequence.evaluate(rest, { temperature: 0, grammarEvaluationState })) {
      signal.throwIfAborted();
      written.push(token);
      if (written.length >= maxTokens) break;
    }
    return model.detokenize(written);
  }

  return {
    measure: (questions) =>
      questions.map((question) => ({
        tokens: Math.max(...question.prompts.map((prompt) => reader.tokens(prompt).length)),
        room: roomFor(question),
      })),
    async read(question, signal) {
      const { prompts, answers, continuation } = question;
      const choices = tokensOf(answers);
      const all = prompts.map((prompt) => reader.tokens(prompt));
      const room = roomFor(question);
      for (const tokens of all) {
        if (tokens.length > room) {
          throw new ModelError(
            "overflow",
            `the prompt of ${tokens.length} tokens exceeds the ${room} that there is room for`,
          );
        }
      }
      let evaluatedTokens = 0;
      const count = (tokens: number) => {
        evaluatedTokens += tokens;
      };

      async function readOne(
        sequence: LlamaContextSequence,
        tokens: readonly Token[],
      ): Promise<VerdictReading> {
        await openings.rewind(sequence, tokens);
        const tail = Math.max(sequence.nextTokenIndex, tokens.length - CHUNK_TOKENS);
        await evaluateUpTo(sequence, tokens.slice(0, tail), signal, count);
        const rest = tokens.slice(sequence.nextTokenIndex);
        const reading = await readLast(sequence, rest, choices);
        count(rest.length);
        signal.throwIfAborted();
        const answer = continuation && likeliest(reading.probabilities, continuation.after);
        const spelling = answer === undefined ? undefined : answers[answer]?.[0];
        if (continuation === undefined || spelling === undefined) return reading;
        const continued = [...tokens, ...model.tokenize(spelling, false, "trimLeadingSpace")];
        return { ...reading, written: await write(sequence, continued, continuation, signal) };
      }

      const first = all[0] ?? [];
      const readings = await slots.use(first, signal, async (sequence) => {
        try {
          const done: VerdictReading[] = [];
          for (const tokens of all) done.push(await readOne(sequence, tokens));
          return done;
        } catch (error) {
          // After a failure of llama.cpp's, what the sequence holds is not to be trusted.
          if (!signal.aborted) await sequence.clearHistory();
          throw error;
        }
      });
      return { readings, promptTokens: sum(all.map((tokens) => tokens.length)), evaluatedTokens };
    },
  };
}

/** Tokens that the spelling of an answer may take; those that there are take four at most. */
const LONGEST_ANSWER_TOKENS = 8;

/** The likeliest of the answers that something is written after; `undefined` when these are less likely than the others. */
function likeliest(probabilities: readonly number[], after: readonly number[]): number | undefined {
  if (sum(after.map((answer) => probabilities[answer] ?? 0)) < 0.5) return undefined;
  return after.toSorted((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))[0];
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
