import type { Model, Moderation } from "./ports/index.ts";
import { spokenText, withoutOwnMention } from "./speakers.ts";
import type { Message } from "./types.ts";

/** A title is a by-product: it may not keep the model from the next question for long. */
const PATIENCE_MS = 20_000;
const MAX_TOKENS = 32;
const MAX_TITLE_CHARS = 80;
/** The beginning of a question says what it is about. */
const READ_CHARS = 2_000;

/**
 * Asks the model for a title of the thread that `question` opened, and passes it through moderation. `undefined` when what
 * it says is no title. Rejects with a `ModelError`, and with an `AnswerHeld` when moderation holds it.
 */
export async function threadTitle(
  question: Message,
  parts: {
    readonly model: Model;
    readonly screen: Moderation["screen"];
    readonly prompt: string;
    readonly selfName: string;
  },
  signal: AbortSignal,
): Promise<string | undefined> {
  const text = spokenText(withoutOwnMention(question.text, parts.selfName)).slice(0, READ_CHARS);
  const turns = [
    { role: "system", text: parts.prompt },
    { role: "user", text },
  ] as const;
  const options = {
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    maxTokens: MAX_TOKENS,
    urgency: "background",
  } as const;
  const screened = parts.screen(parts.model.reply(turns, options), { to: question, sources: [text] });
  return asTitle((await Array.fromAsync(screened)).join("").trim());
}

/** One line without the quotation marks, Markdown and full stop that models like to add; too long is no title. */
export function asTitle(said: string): string | undefined {
  const title = said
    .replace(/^#+\s*/, "")
    .replace(/<(https?:[^\s<>]*)>/g, "$1")
    .replace(/^[\s"'“”‘’«»*_`]+|[\s"'“”‘’«»*_`.。]+$/gu, "")
    .trim();
  if (title === "" || /[\n\r]/.test(title) || [...title].length > MAX_TITLE_CHARS) return undefined;
  return title;
}
