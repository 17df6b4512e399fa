import type { Model } from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";

/** Short words that are one token, or two, to most models. */
const WORDS = "time work day team plan test build road tree water light house river stone paper table".split(
  " ",
);
const TASK = "Write the numbers from one to two hundred in words, one per line, and nothing else.";

/**
 * Makes questions of about so many tokens to the model, whose answers are long.
 *
 * @returns `name`: what sets a question apart from others, with which it begins
 */
export async function questionsFor(
  model: Pick<Model, "countTokens">,
): Promise<(name: string, tokens: number) => Turn> {
  const [ofWords = WORDS.length, ofTask = 0] = await model.countTokens([WORDS.join(" "), TASK]);
  return (name, tokens) => {
    const count = Math.max(1, Math.round(((tokens - ofTask) * WORDS.length) / ofWords));
    const words = Array.from({ length: count }, (_, at) => WORDS[(at * 7 + (at >> 4)) % WORDS.length]);
    return { role: "user", text: `${name}: ${words.join(" ")}. ${TASK}` };
  };
}
