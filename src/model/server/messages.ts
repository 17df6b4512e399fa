import type { Turn } from "../../core/types.ts";
import type { Disarm } from "./disarm.ts";

/** A message of a chat request. Source: OpenAI's reference of `/v1/chat/completions`. */
export interface ChatRequestMessage {
  readonly role: Turn["role"];
  readonly content: string | readonly ContentPart[];
}

type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

/**
 * Turns as every model's template can take them: at most one system turn, first; then user and assistant in alternation, the
 * user first. Nothing is left out but images that a model would not see: turns of one role that follow each other are joined by an
 * empty line, and a later system turn counts as the user's.
 */
export function toMessages(
  turns: readonly Turn[],
  { sees, disarm }: { readonly sees: boolean; readonly disarm: Disarm },
): readonly ChatRequestMessage[] {
  const merged: { role: Turn["role"]; text: string; images: string[] }[] = [];
  for (const turn of turns) {
    const last = merged.at(-1);
    const leading = merged.length === 0 || (merged.length === 1 && last?.role === "system");
    const role = turn.role === "system" && !leading ? "user" : turn.role;
    const images = sees ? (turn.images ?? []).map(dataUrl) : [];
    // A system prompt is ours, but may quote names; a lone half of a character is no text to JSON.
    const text = disarm(turn.text.toWellFormed());
    if (last?.role === role) {
      last.text += `\n\n${text}`;
      last.images.push(...images);
      continue;
    }
    const opening = last === undefined || last.role === "system";
    if (role === "assistant" && opening) merged.push({ role: "user", text: MISSING, images: [] });
    merged.push({ role, text, images });
  }
  // Servers take a last turn of the model's for the beginning of its answer, and go on with it.
  if (merged.at(-1)?.role === "assistant") merged.push({ role: "user", text: MISSING, images: [] });
  return merged.map(({ role, text, images }) => ({
    role,
    content: images.length === 0 ? text : [{ type: "text", text }, ...images.map(imagePart)],
  }));
}

/** Stands for a turn of somebody's that there was not. */
const MISSING = "…";

const dataUrl = ({ mediaType, base64 }: NonNullable<Turn["images"]>[number]) =>
  `data:${mediaType};base64,${base64}`;

const imagePart = (url: string): ContentPart => ({ type: "image_url", image_url: { url } });

/** How many images stand in the messages. */
export function imagesIn(messages: readonly ChatRequestMessage[]): number {
  return messages.flatMap(({ content }) =>
    typeof content === "string" ? [] : content.filter(({ type }) => type === "image_url"),
  ).length;
}
