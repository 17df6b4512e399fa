import type { Message, Verdict } from "../core/types.ts";
import { sentencesOf } from "../text/sentences.ts";
import { endOf, type Judge, verdictOf } from "./judge.ts";

/** A message up to this length is judged as a whole. */
const maxWindowChars = 4000;

/** Judges a message; a longer one in parts, all of which must be allowed. The first part that is held decides. */
export async function judgeMessage(judge: Judge, message: Message): Promise<Verdict> {
  const judging = new AbortController();
  let before = "";
  for (const text of windowsOf(message.text)) {
    const verdict = await verdictOf(judge, text, { of: "message", message, before, signal: judging.signal });
    if (verdict.action === "hold") return verdict;
    before = endOf(before + text);
  }
  return { action: "allow" };
}

/** Whole sentences, as many as fit in a window. */
function windowsOf(text: string): readonly string[] {
  if (text.length <= maxWindowChars) return [text];
  const windows: string[] = [];
  let window = "";
  for (const sentence of sentencesOf(text, { maxChars: maxWindowChars, maxBlockChars: maxWindowChars })) {
    if (window.length + sentence.length > maxWindowChars) {
      windows.push(window);
      window = "";
    }
    window += sentence;
  }
  return [...windows, window];
}
