const WORDS =
  "we the team will ship this week after some more tests on new machines so please tell me what you think about that plan and who can help with it before friday because people asked again for a short answer that says which part comes first".split(
    " ",
  );

/** So many words of chance, the same for the same seed; nearly all of them are one token each. */
export function words(count: number, seed: number): string {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[(state >>> 16) % WORDS.length];
  }).join(" ");
}
