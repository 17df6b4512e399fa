import type { ChatHistoryItem, ChatWrapper, LlamaModel, Token } from "node-llama-cpp";
import type { Turn } from "../../../core/types.ts";
import { toHistory } from "./history.ts";
import { commonStart } from "./slots.ts";
import type { Opening } from "./thread-states.ts";

export interface ChatPrompt {
  readonly tokens: readonly Token[];
  /** What every prompt with its system turn begins with, if it has one. */
  readonly opening?: Opening;
  /** Whether the template leaves the model within a thought. */
  readonly endsInThought: boolean;
}

/** Turns as the tokens that the model reads. */
export interface ChatPrompts {
  of(turns: readonly Turn[]): ChatPrompt;
}

/** There are a few: one for answers, and some for titles and parts of summaries. */
const KEPT_OPENINGS = 16;

export function createChatPrompts(model: LlamaModel, wrapper: ChatWrapper): ChatPrompts {
  const openings = new Map<string, readonly Token[]>();

  function render(chatHistory: ChatHistoryItem[]) {
    const { contextText } = wrapper.generateContextState({ chatHistory });
    return { contextText, tokens: contextText.tokenize(model.tokenizer) };
  }

  /** What prompts with this system turn begin with: where two that say nothing alike part. */
  function openingOf(system: ChatHistoryItem & { type: "system" }): readonly Token[] {
    const key = JSON.stringify(system.text);
    const saying = (text: string) =>
      render([system, { type: "user", text }, { type: "model", response: [] }]).tokens;
    const tokens = openings.get(key) ?? startOf(saying("A"), saying("9"));
    openings.delete(key);
    openings.set(key, tokens);
    for (const oldest of openings.keys()) {
      if (openings.size <= KEPT_OPENINGS) break;
      openings.delete(oldest);
    }
    return tokens;
  }

  return {
    of(turns) {
      const history = toHistory(turns);
      const { tokens, contextText } = render(history);
      const endsInThought = contextText.toString().trimEnd().endsWith("<think>");
      const [first] = history;
      if (first?.type !== "system") return { tokens, endsInThought };
      const opening = openingOf(first);
      // What a template does with the conversation may reach back to its start.
      if (commonStart(opening, tokens) < opening.length) return { tokens, endsInThought };
      return { tokens, endsInThought, opening: { system: JSON.stringify(first.text), tokens: opening } };
    },
  };
}

function startOf(one: readonly Token[], other: readonly Token[]): readonly Token[] {
  return one.slice(0, commonStart(one, other));
}
