import { type ChatWrapper, Llama2ChatWrapper, SpecialTokensText } from "node-llama-cpp";

/** What node-llama-cpp writes after a user's turn. The space at its end belongs to the answer. */
const END_OF_USER = " [/INST] ";

/**
 * Llama 2's chat format, with the space between `[/INST]` and an answer where its makers have it: as the
 * answer's first character. node-llama-cpp puts it into the prompt, where it becomes a token of its own that the model
 * never saw there in training. Source: `llama/generation.py` of Llama 2 (`chat_completion`).
 */
export function llama2Template(): ChatWrapper {
  const wrapper = new Llama2ChatWrapper({ addSpaceBeforeEos: true });
  const generate = wrapper.generateContextState.bind(wrapper);
  wrapper.generateContextState = (options) => {
    const state = generate(options);
    const contextText = state.contextText.mapValues((value, index, values) => {
      if (isEndOfUser(value)) return new SpecialTokensText(END_OF_USER.trimEnd());
      if (typeof value !== "string" || !isEndOfUser(values[index - 1])) return value;
      return value.trim() === "" ? "" : ` ${value}`;
    });
    return { ...state, contextText };
  };
  return wrapper;
}

function isEndOfUser(value: unknown): boolean {
  return value instanceof SpecialTokensText && value.value.endsWith(END_OF_USER);
}
