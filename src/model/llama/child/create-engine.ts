import {
  type ChatWrapper,
  LlamaChat,
  type LlamaContextSequence,
  type LlamaGrammar,
  type LlamaModel,
  type Token,
} from "node-llama-cpp";
import { ModelError } from "../../../core/ports/index.ts";
import type { Turn } from "../../../core/types.ts";
import type { Ending } from "../chat-protocol.ts";
import type { Engine, ReplyRequest } from "./engine.ts";
import { toHistory } from "./history.ts";
import { prefill } from "./prefill.ts";
import { createSchemaGrammars } from "./schema-grammars.ts";
import { createThoughtFilter } from "./thought-filter.ts";

/** How Llama 3 samples by its makers' `generation_config.json`; it suits the other families too. */
const SAMPLING = { temperature: 0.6, topP: 0.9, topK: 0, repeatPenalty: false } as const;
/** Where the form is given, the content is looked up rather than invented: nothing is left to chance. */
const SAMPLING_IN_SCHEMA = { temperature: 0, repeatPenalty: false } as const;

export interface EngineParts {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly wrapper: ChatWrapper;
  readonly name: string;
  readonly contextTokens: number;
}

/** One conversation's worth of engine: requests must come one at a time. */
export function createEngine({ model, sequence, wrapper, name, contextTokens }: EngineParts): Engine {
  const grammars = createSchemaGrammars(model.llama);
  const chat = new LlamaChat({ contextSequence: sequence, chatWrapper: wrapper });

  function prompt(turns: readonly Turn[]): { readonly tokens: Token[]; readonly endsInThought: boolean } {
    const { contextText } = wrapper.generateContextState({ chatHistory: toHistory(turns) });
    const tokens = contextText.tokenize(model.tokenizer);
    return { tokens, endsInThought: contextText.toString().trimEnd().endsWith("<think>") };
  }

  async function reply(request: ReplyRequest): Promise<Ending> {
    const { turns, maxTokens, signal, usage, schema } = request;
    const { tokens, endsInThought } = prompt(turns);
    usage.promptTokens = tokens.length;
    if (tokens.length + maxTokens > contextTokens) {
      throw new ModelError(
        "overflow",
        `the prompt of ${tokens.length} tokens and an answer of ${maxTokens} exceed the context of ${contextTokens}`,
      );
    }
    // node-llama-cpp takes 0 for "without end".
    if (maxTokens < 1) return "cut";
    const grammar = schema && (await grammars.of(schema));
    try {
      await prefill(sequence, tokens, signal, (evaluated) => {
        usage.evaluatedTokens += evaluated;
      });
      usage.evaluatedTokens += 1;
      return await write(request, grammar, endsInThought);
    } catch (error) {
      // After a failure of llama.cpp's, what the sequence holds is not to be trusted.
      if (!signal.aborted) await sequence.clearHistory();
      throw error;
    }
  }

  async function write(
    request: ReplyRequest,
    grammar: LlamaGrammar | undefined,
    endsInThought: boolean,
  ): Promise<Ending> {
    const { turns, maxTokens, signal, usage, onPiece } = request;
    const written =
      grammar === undefined
        ? freely(request, endsInThought)
        : { ...SAMPLING_IN_SCHEMA, grammar, show: onPiece, end: () => undefined };
    const { show, end, ...how } = written;
    const { metadata } = await chat.generateResponse(toHistory(turns), {
      ...how,
      maxTokens,
      signal,
      onResponseChunk: (chunk) => {
        usage.writtenTokens += chunk.tokens.length;
        // What a grammar holds is the answer and no thought, even where a template's prompt ends within one.
        if ((chunk.type === undefined || grammar !== undefined) && chunk.text !== "") show(chunk.text);
      },
    });
    end();
    return metadata.stopReason === "maxTokens" ? "cut" : "complete";
  }

  /** An answer in the model's own form, of which its thoughts are not shown. */
  function freely({ maxTokens, onPiece }: ReplyRequest, endsInThought: boolean) {
    const knowsThoughts = wrapper.settings.segments?.thought !== undefined;
    const thoughts = createThoughtFilter(endsInThought && !knowsThoughts);
    const pass = (text: string) => {
      if (text !== "") onPiece(text);
    };
    return {
      ...SAMPLING,
      // Half of the answer at most: a model that never stops thinking would never answer.
      budgets: { thoughtTokens: Math.floor(maxTokens / 2) },
      show: (text: string) => pass(thoughts.push(text)),
      end: () => pass(thoughts.end()),
    };
  }

  return {
    name,
    contextTokens,
    countTokens: (texts) => texts.map((text) => model.tokenize(text).length),
    measure: (turns) => prompt(turns).tokens.length,
    reply,
  };
}
