import type { LlamaModel, Token } from "node-llama-cpp";

/** The tokens of a vocabulary that are no text: what turns and roles are made of. */
export interface ControlMarks {
  /** Finds the marks of control tokens in text of ours. */
  readonly inTemplate: RegExp;
  isMark(token: Token): boolean;
  /** The text with whatever would be read as a mark taken apart by a space: `<|im_end|>` becomes `< |im_end|>`. */
  disarm(text: string): string;
}

/**
 * Control tokens never come of plain text: llama.cpp does not look for them there. "User-defined" ones do, and some of
 * those say who speaks or thinks (`<think>`, `<tool_call>`); so neither kind is left standing in what people wrote.
 */
export function controlMarks(model: LlamaModel): ControlMarks {
  const control: string[] = [];
  const all: string[] = [];
  const tokens = new Set<Token>();
  for (const token of model.iterateAllTokens()) {
    const { control: isControl, userDefined } = model.getTokenAttributes(token);
    if (!isControl && !userDefined && !model.isEogToken(token)) continue;
    const text = model.detokenize([token], true);
    // Some vocabularies define runs of white space: they are text.
    if (text.trim().length < 2) continue;
    tokens.add(token);
    all.push(text);
    if (isControl) control.push(text);
  }
  const anywhere = anyOf(all);

  return {
    inTemplate: anyOf(control),
    isMark: (token) => tokens.has(token),
    disarm(text) {
      let disarmed = text;
      // Taking one apart could make another of what stood around it; what is still there in the end is left out, which ends.
      for (let round = 0; disarmed.search(anywhere) >= 0; round++) {
        disarmed = disarmed.replace(anywhere, (mark) => (round < MOST_ROUNDS ? takeApart(mark) : ""));
      }
      return disarmed;
    },
  };
}

const MOST_ROUNDS = 4;

function takeApart(mark: string): string {
  const [first = "", ...rest] = mark.replaceAll(/\s/g, "");
  return `${first} ${rest.join("")}`;
}

/** The longest first, so that none is cut short by its own beginning. */
function anyOf(texts: readonly string[]): RegExp {
  const alternatives = [...new Set(texts)]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return alternatives.length === 0 ? /(?!)/ : new RegExp(alternatives.join("|"), "g");
}
