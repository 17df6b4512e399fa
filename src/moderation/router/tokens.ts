/** So many words at most in a window, which has fewer characters than twice that. */
export const MAX_TOKENS = 1024;

/** The words of a window and what they are; reused from message to message. */
export interface Tokens {
  count: number;
  /** Where they stand in the plain text. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The hash of the word, or of the word that is meant where it was misspelt. */
  readonly hash: Int32Array;
  /** A number of `wordClasses`. */
  readonly kind: Uint8Array;
  /** Which sentence of the window, from 0. */
  readonly sentence: Uint16Array;
  /** Whether it begins what is written without a space: a Korean word has several tokens. */
  readonly fresh: Uint8Array;
}

export function createTokens(): Tokens {
  return {
    count: 0,
    start: new Int32Array(MAX_TOKENS),
    end: new Int32Array(MAX_TOKENS),
    hash: new Int32Array(MAX_TOKENS),
    kind: new Uint8Array(MAX_TOKENS),
    sentence: new Uint16Array(MAX_TOKENS),
    fresh: new Uint8Array(MAX_TOKENS),
  };
}

export function addToken(
  tokens: Tokens,
  start: number,
  end: number,
  hash: number,
  kind: number,
  sentence: number,
  fresh: boolean,
): void {
  const at = tokens.count;
  if (at >= MAX_TOKENS) return;
  tokens.start[at] = start;
  tokens.end[at] = end;
  tokens.hash[at] = hash;
  tokens.kind[at] = kind;
  tokens.sentence[at] = sentence;
  tokens.fresh[at] = fresh ? 1 : 0;
  tokens.count = at + 1;
}
