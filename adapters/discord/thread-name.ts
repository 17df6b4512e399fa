import { shorten } from "../../src/text/cut-text.ts";
import { sentencesOf } from "../../src/text/sentences.ts";

/** Docs: resources/channel#start-thread-from-message. */
const MAX_CHARS = 100;

/** A title given by somebody else, as a thread's name. */
export const asThreadName = (title: string): string => shorten(title, MAX_CHARS);

/**
 * A thread's name by the question: its first sentence in plain words, without mentions and Markdown, at most 100
 * characters. Empty when nothing is left.
 */
export function threadName(question: string): string {
  const plain = question
    .replace(/```[\s\S]*?(?:```|$)/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(^|[\s(])@[\p{L}\p{N}_.-]+/gu, "$1")
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, "")
    .replace(/[`*~|]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .replace(/[\p{Cc}\p{Co}\p{Cn}\u202a-\u202e\u2066-\u2069\s]+/gu, " ")
    .replace(/^[\s,:;，：]+/, "")
    .trim();
  return shorten((sentencesOf(plain)[0] ?? "").trim(), MAX_CHARS);
}
