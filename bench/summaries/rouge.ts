/** Shares from 0 to 1; F is their harmonic mean. */
export interface Rouge {
  readonly precision: number;
  readonly recall: number;
  readonly f: number;
}

type Tokens = readonly string[];

/**
 * ROUGE-N (Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", section 2) of one candidate against one reference: n-grams in
 * common, each counted at most as often as either has it.
 */
export function rougeN(candidate: Tokens, reference: Tokens, n: number): Rouge {
  const wanted = countNgrams(reference, n);
  const given = countNgrams(candidate, n);
  let common = 0;
  for (const [ngram, count] of given) common += Math.min(count, wanted.get(ngram) ?? 0);
  return rougeOf(common, Math.max(0, candidate.length - n + 1), Math.max(0, reference.length - n + 1));
}

/**
 * ROUGE-L of summaries (section 3.2): for each sentence of the reference the words that its longest common subsequences with all
 * sentences of the candidate hit together; each word counted at most as often as either summary has it. With one sentence each it is that of section 3.1.
 */
export function rougeL(candidate: readonly Tokens[], reference: readonly Tokens[]): Rouge {
  const left = countNgrams(candidate.flat(), 1);
  const wanted = countNgrams(reference.flat(), 1);
  let common = 0;
  for (const sentence of reference) {
    const hit = new Set(candidate.flatMap((other) => subsequence(sentence, other)));
    for (const at of [...hit].sort((a, b) => a - b)) {
      const word = sentence[at] as string;
      if ((left.get(word) ?? 0) <= 0 || (wanted.get(word) ?? 0) <= 0) continue;
      left.set(word, (left.get(word) as number) - 1);
      wanted.set(word, (wanted.get(word) as number) - 1);
      common++;
    }
  }
  return rougeOf(common, candidate.flat().length, reference.flat().length);
}

function rougeOf(common: number, given: number, wanted: number): Rouge {
  const precision = given === 0 ? 0 : common / given;
  const recall = wanted === 0 ? 0 : common / wanted;
  return { precision, recall, f: common === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

function countNgrams(tokens: Tokens, n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= tokens.length; at++) {
    const ngram = tokens.slice(at, at + n).join(" ");
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

/** Where in `a` a longest common subsequence with `b` stands. */
function subsequence(a: Tokens, b: Tokens): readonly number[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const length = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      (lengths[i] as Uint32Array)[j] =
        a[i - 1] === b[j - 1] ? length(i - 1, j - 1) + 1 : Math.max(length(i - 1, j), length(i, j - 1));
  const places: number[] = [];
  for (let i = a.length, j = b.length; i > 0 && j > 0; ) {
    if (a[i - 1] === b[j - 1]) {
      places.push(--i);
      j--;
    } else if (length(i, j - 1) > length(i - 1, j)) j--;
    else i--;
  }
  return places;
}
