import { shorten } from "../../src/text/cut-text.ts";
import { sentencesOf } from "../../src/text/sentences.ts";

/** Docs: resources/channel#start-thread-from-message. */
const MAX_CHARS = 100;

/**
 * What nobody sees, or what turns the text around it: private and unassigned characters, halves of surrogate pairs, soft
 * hyphens, blank letters, zero widths and marks of direction. Joiners within words and emoji, and the tags that make a
 * flag, stay.
 */
const UNSEEN = new RegExp(
  [
    "[\\p{Co}\\p{Cn}\\p{Cs}\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufeff\\uffa0]",
    "(?<![\\p{L}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}])[\\u200c\\u200d]",
    "[\\u200c\\u200d](?![\\p{L}\\p{Extended_Pictographic}])",
    "(?<!\\u{1f3f4}[\\u{e0020}-\\u{e007e}]*)[\\u{e0000}-\\u{e007f}]",
  ].join("|"),
  "gu",
);

/** A title given by somebody else, as a thread's name. Empty when nothing is left. */
export const asThreadName = (title: string): string => shorten(inOneLine(withoutUnseen(title)), MAX_CHARS);

/**
 * A thread's name by the question: its first sentence in plain words, without mentions and Markdown, at most 100
 * characters. Empty when nothing is left.
 */
export function threadName(question: string): string {
  const plain = withoutUnseen(question)
    .replace(/```[\s\S]*?(?:```|$)/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(^|[\s(])@[\p{L}\p{N}_.-]+/gu, "$1")
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, "")
    .replace(/[`*~|]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "");
  const line = inOneLine(plain).replace(/^[\s,:;，：]+/, "");
  return shorten((sentencesOf(line)[0] ?? "").trim(), MAX_CHARS);
}

const withoutUnseen = (text: string) => text.replace(UNSEEN, "");
const inOneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, " ").trim();
