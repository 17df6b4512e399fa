import { sentencesOf } from "../../text/sentences.ts";
import { wordsOf } from "../../text/words/words.ts";
import type { SourceMessage } from "../source-message.ts";
import { isCourtesy, isThanks } from "./courtesy.ts";
import { fillers } from "./fillers.ts";
import { withoutAddressee } from "./without-addressee.ts";

/** A sentence that may be quoted. */
export interface Sentence {
  /** The message it stands in, as an index. */
  readonly message: number;
  /** Word for word as it stands there. */
  readonly text: string;
  /** Words between spaces: what a quotation costs. */
  readonly length: number;
  /** Numbers of its telling words in the vocabulary, each once. */
  readonly words: readonly number[];
}

export interface Sentences {
  readonly sentences: readonly Sentence[];
  /** In how many sentences each word of the vocabulary occurs. */
  readonly frequencies: readonly number[];
}

/** Longer sentences are quoted in parts, each of at most so many UTF-16 units. */
const maxSentenceChars = 300;
/** What is further on in a message is not quoted: no chat message needs more, a pasted log has more. */
const maxMessageChars = 20_000;
/** A sentence that tells something has so many telling words. A Hangul word tells as much as two. */
export const MIN_TELLING = 2;

const fence = /^[ \t>]*(?:```|~~~)/m;
const quotation = /^\s*>/;
/** It says nothing of the matter. */
const webAddress = /https?:\/\/\S+/gu;

/** Collects sentences while they are read, one message after the other; no greetings, and thanks only with a `minTelling` of 1. @param minTelling telling words that each must have */
export function createSentences(
  minTelling: number,
): Sentences & { add(message: SourceMessage, at: number): void } {
  const sentences: Sentence[] = [];
  const frequencies: number[] = [];
  const vocabulary = new Map<string, number>();

  const numberOf = (word: string) => {
    const known = vocabulary.get(word);
    if (known !== undefined) return known;
    vocabulary.set(word, frequencies.length);
    return frequencies.push(0) - 1;
  };

  return {
    sentences,
    frequencies,
    add(message, at) {
      const bounds = { maxChars: maxSentenceChars, maxBlockChars: maxSentenceChars };
      for (const part of sentencesOf(message.text.slice(0, maxMessageChars), bounds)) {
        const text = part.trim();
        // Code tells little by itself, and somebody else's words are not its author's.
        if (text === "" || fence.test(text) || quotation.test(text)) continue;
        const length = lengthInWords(text);
        if (isCourtesy(text) || (minTelling > 1 && isThanks(text, length))) continue;
        const words = new Set<number>();
        let telling = 0;
        for (const { forms, base, stop } of wordsOf(withoutAddressee(text.replace(webAddress, " ")))) {
          const form = base ?? forms.keys().next().value;
          if (stop || form === undefined || fillers.has(form) || /^\p{N}+$/u.test(form)) continue;
          words.add(numberOf(form));
          telling += /^[가-힣]/.test(form) ? 2 : 1;
        }
        if (telling < minTelling) continue;
        for (const word of words) frequencies[word] = (frequencies[word] as number) + 1;
        sentences.push({ message: at, text, length, words: [...words] });
      }
    },
  };
}

/** Words between spaces that hold a letter or a digit. */
function lengthInWords(text: string): number {
  return text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}
