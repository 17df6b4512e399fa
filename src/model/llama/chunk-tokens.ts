/** Tokens of a prompt that are read in one go: 128 keep an abort below about a second on a slow machine, at no cost in speed. */
export const CHUNK_TOKENS = 128;
