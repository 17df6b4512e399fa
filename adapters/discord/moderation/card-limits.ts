/**
 * Most characters of each part, so that even a case with all of them fits: all parts of an embed together have at most 6,000
 * characters, and a field's value 1,024 (docs: resources/message#embed-object-embed-limits).
 */
export const MAX = {
  text: 1_000,
  title: 120,
  name: 60,
  list: 120,
  evidence: 300,
  context: 600,
  words: 200,
  reason: 150,
  done: 400,
  footer: 250,
} as const;
