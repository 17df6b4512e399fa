import { after, type Inside } from "./chat-blocks.ts";

/** The text with the code block closed that it ends in, if it does: what is added behind it is no code. */
export function closeCode(text: string): string {
  let inside: Inside = {};
  let previous: string | undefined;
  for (const line of text.split("\n")) {
    inside = after(inside, line, previous);
    previous = line;
  }
  return inside.fence ? `${text.replace(/\n$/, "")}\n${inside.fence.quote}${inside.fence.mark}` : text;
}
