import type { ChatWrapper, LlamaChat, LlamaGrammar } from "node-llama-cpp";
import { createThoughtFilter } from "../../thought-filter.ts";
import type { Ending } from "../chat-protocol.ts";
import type { ChatPrompt } from "./chat-prompts.ts";
import type { ReplyRequest } from "./engine.ts";
import { toHistory } from "./history.ts";
import { PRIORITY } from "./priority.ts";

/**
 * How Llama 3 samples by its makers' `generation_config.json`; it suits the other families too. That file cuts at no number of tokens, and
 * Hugging Face's library then cuts at 50. Beyond the likeliest 128 there is next to nothing of the nine tenths that `topP` leaves, and up to so
 * many llama.cpp selects, while for more it sorts all of the vocabulary into buckets: nothing else is computed meanwhile.
 */
const SAMPLING = { temperature: 0.6, topP: 0.9, topK: 128, repeatPenalty: false } as const;
/** Where the form is given, the content is looked up rather than invented: nothing is left to chance. */
const SAMPLING_IN_SCHEMA = { temperature: 0, repeatPenalty: false } as const;

/** Writes the answer to a prompt that has been read but for its last token. */
export type WriteAnswer = (
  chat: LlamaChat,
  request: ReplyRequest,
  prompt: ChatPrompt,
  grammar: LlamaGrammar | undefined,
) => Promise<Ending>;

export function createWriting(wrapper: ChatWrapper): WriteAnswer {
  /** An answer in the model's own form, of which its thoughts are not shown. */
  function freely({ maxTokens, onPiece }: ReplyRequest, { endsInThought }: ChatPrompt) {
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

  return async (chat, request, prompt, grammar) => {
    const { turns, maxTokens, signal, usage, onPiece, urgency } = request;
    const written =
      grammar === undefined
        ? freely(request, prompt)
        : { ...SAMPLING_IN_SCHEMA, grammar, show: onPiece, end: () => undefined };
    const { show, end, ...how } = written;
    const { metadata } = await chat.generateResponse(toHistory(turns), {
      ...how,
      maxTokens,
      signal,
      evaluationPriority: urgency === "background" ? PRIORITY.background : PRIORITY.interactive,
      onResponseChunk: (chunk) => {
        usage.writtenTokens += chunk.tokens.length;
        // What a grammar holds is the answer and no thought, even where a template's prompt ends within one.
        if ((chunk.type === undefined || grammar !== undefined) && chunk.text !== "") show(chunk.text);
      },
    });
    end();
    return metadata.stopReason === "maxTokens" ? "cut" : "complete";
  };
}
