import { heads } from "../../../src/moderation/router/index.ts";
import type { Example } from "../../../src/moderation/training/index.ts";
import { seededRandom } from "../../../src/moderation/training/index.ts";
import { shuffle } from "../../../src/moderation/training/random.ts";
import { MAX_STEPS, type Sequences, WORD_BUCKETS } from "./sequences.ts";

const HEADS = heads.length;
const ROLES = 128;
/** Size of a word's vector, and number of filters. */
const D = 16;
const F = 24;
const rate = 0.03;
const epochs = 4;
const seed = 20;
/** So often a word is hidden in training and its role must do; more often in templates, whose words are few. */
const hidden = 0.15;
const hiddenInTemplates = 0.3;

/** Numbers that are learnt, with the sums of squares that AdaGrad needs. */
interface Learnt {
  readonly at: Float32Array;
  readonly squares: Float32Array;
}

/**
 * A small neural network over roles and words: filters over three words, of which the strongest answer and an average
 * weighed by attention are read by a linear layer per language. `deep`: a second layer with gaps of two words.
 */
export function trainConvolution(
  examples: readonly Example[],
  sequences: Sequences,
  chosen: Int32Array,
  { deep = false }: { readonly deep?: boolean } = {},
): (place: number) => number {
  const random = seededRandom(seed);
  const learnt = (size: number, spread: number): Learnt => ({
    at: Float32Array.from({ length: size }, () => (random() * 2 - 1) * spread),
    squares: new Float32Array(size).fill(0.01),
  });
  const step = (part: Learnt, i: number, gradient: number) => {
    const sum = (part.squares[i] as number) + gradient * gradient;
    part.squares[i] = sum;
    part.at[i] = (part.at[i] as number) + (rate * gradient) / Math.sqrt(sum);
  };

  const roleVectors = learnt(2 * ROLES * D, 0.3);
  const wordVectors = learnt(WORD_BUCKETS * D, 0.05);
  const filters = learnt(F * 3 * D, Math.sqrt(1.5 / D));
  const filterBias = learnt(F, 0.01);
  const second = learnt(deep ? F * 3 * F : 0, Math.sqrt(1.5 / F));
  const secondBias = learnt(deep ? F : 0, 0.01);
  const attention = learnt(F, 0.1);
  const output = learnt(2 * HEADS * 2 * F, 0.1);
  const outputBias = learnt(2 * HEADS, 0);

  const input = new Float64Array((MAX_STEPS + 2) * D);
  const first = new Float64Array(MAX_STEPS * F);
  const upper = new Float64Array(MAX_STEPS * F);
  const weight = new Float64Array(MAX_STEPS);
  const best = new Int32Array(F);
  const pooled = new Float64Array(2 * F);
  const logits = new Float64Array(HEADS);
  const hides = new Uint8Array(MAX_STEPS);

  function forward(place: number): number {
    const from = sequences.offset[place] as number;
    const n = (sequences.offset[place + 1] as number) - from;
    const language = sequences.korean[place] as number;
    pooled.fill(0);
    input.fill(0, 0, (n + 2) * D);
    for (let k = 0; k < n; k++) {
      const role = ((sequences.role[from + k] as number) + language * ROLES) * D;
      const word = (sequences.word[from + k] as number) * D;
      for (let j = 0; j < D; j++) {
        const own = hides[k] === 1 ? 0 : (wordVectors.at[word + j] as number);
        input[(k + 1) * D + j] = (roleVectors.at[role + j] as number) + own;
      }
    }
    for (let k = 0; k < n; k++) {
      for (let f = 0; f < F; f++) {
        let sum = filterBias.at[f] as number;
        for (let j = 0; j < 3 * D; j++)
          sum += (filters.at[f * 3 * D + j] as number) * (input[k * D + j] as number);
        first[k * F + f] = Math.max(0, sum);
      }
    }
    if (deep) secondLayer(n);
    const top = deep ? upper : first;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < n; k++) {
      let sum = 0;
      for (let f = 0; f < F; f++) sum += (attention.at[f] as number) * (top[k * F + f] as number);
      weight[k] = sum;
      most = Math.max(most, sum);
    }
    let total = 0;
    for (let k = 0; k < n; k++) total += weight[k] = Math.exp((weight[k] as number) - most);
    for (let k = 0; k < n; k++) weight[k] = (weight[k] as number) / total;
    for (let f = 0; f < F; f++) {
      best[f] = 0;
      for (let k = 0; k < n; k++) {
        const value = top[k * F + f] as number;
        if (value > (top[(best[f] as number) * F + f] as number)) best[f] = k;
        pooled[F + f] = (pooled[F + f] as number) + (weight[k] as number) * value;
      }
      pooled[f] = n === 0 ? 0 : (top[(best[f] as number) * F + f] as number);
    }
    for (let h = 0; h < HEADS; h++) {
      const row = (language * HEADS + h) * 2 * F;
      let sum = outputBias.at[language * HEADS + h] as number;
      for (let f = 0; f < 2 * F; f++) sum += (output.at[row + f] as number) * (pooled[f] as number);
      logits[h] = sum;
    }
    return n;
  }

  /** Places of the words that a filter of the second layer sees: two before, here, two after. */
  const seen = (k: number, w: number) => k + (w - 1) * 2;

  function secondLayer(n: number): void {
    for (let k = 0; k < n; k++) {
      for (let f = 0; f < F; f++) {
        let sum = (secondBias.at[f] as number) + (first[k * F + f] as number);
        for (let w = 0; w < 3; w++) {
          const at = seen(k, w);
          if (at < 0 || at >= n) continue;
          const row = (f * 3 + w) * F;
          for (let j = 0; j < F; j++) sum += (second.at[row + j] as number) * (first[at * F + j] as number);
        }
        upper[k * F + f] = Math.max(0, sum);
      }
    }
  }

  const toTop = new Float64Array(MAX_STEPS * F);
  const toFirst = new Float64Array(MAX_STEPS * F);
  const toInput = new Float64Array((MAX_STEPS + 2) * D);
  const toPooled = new Float64Array(2 * F);
  const toWeight = new Float64Array(MAX_STEPS);

  function backward(place: number, n: number, errors: Float64Array): void {
    const language = sequences.korean[place] as number;
    const top = deep ? upper : first;
    toPooled.fill(0);
    for (let h = 0; h < HEADS; h++) {
      const error = errors[h] as number;
      if (error === 0) continue;
      const row = (language * HEADS + h) * 2 * F;
      step(outputBias, language * HEADS + h, error);
      for (let f = 0; f < 2 * F; f++) {
        toPooled[f] = (toPooled[f] as number) + error * (output.at[row + f] as number);
        step(output, row + f, error * (pooled[f] as number));
      }
    }
    if (n === 0) return;
    let mean = 0;
    for (let k = 0; k < n; k++) {
      let sum = 0;
      for (let f = 0; f < F; f++) sum += (toPooled[F + f] as number) * (top[k * F + f] as number);
      toWeight[k] = sum;
      mean += (weight[k] as number) * sum;
    }
    for (let k = 0; k < n; k++) {
      const share = (weight[k] as number) * ((toWeight[k] as number) - mean);
      toWeight[k] = share;
      for (let f = 0; f < F; f++) {
        toTop[k * F + f] =
          (weight[k] as number) * (toPooled[F + f] as number) + share * (attention.at[f] as number);
      }
    }
    for (let f = 0; f < F; f++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (toWeight[k] as number) * (top[k * F + f] as number);
      step(attention, f, sum);
      const at = (best[f] as number) * F + f;
      toTop[at] = (toTop[at] as number) + (toPooled[f] as number);
    }
    if (deep) throughSecond(n);
    throughFirst(place, n, deep ? toFirst : toTop);
  }

  function throughSecond(n: number): void {
    toFirst.fill(0, 0, n * F);
    for (let k = 0; k < n; k++) {
      for (let f = 0; f < F; f++) {
        const error = (upper[k * F + f] as number) > 0 ? (toTop[k * F + f] as number) : 0;
        if (error === 0) continue;
        step(secondBias, f, error);
        toFirst[k * F + f] = (toFirst[k * F + f] as number) + error;
        for (let w = 0; w < 3; w++) {
          const at = seen(k, w);
          if (at < 0 || at >= n) continue;
          const row = (f * 3 + w) * F;
          for (let j = 0; j < F; j++) {
            toFirst[at * F + j] = (toFirst[at * F + j] as number) + error * (second.at[row + j] as number);
            step(second, row + j, error * (first[at * F + j] as number));
          }
        }
      }
    }
  }

  function throughFirst(place: number, n: number, errors: Float64Array): void {
    const from = sequences.offset[place] as number;
    const language = sequences.korean[place] as number;
    toInput.fill(0, 0, (n + 2) * D);
    for (let k = 0; k < n; k++) {
      for (let f = 0; f < F; f++) {
        const error = (first[k * F + f] as number) > 0 ? (errors[k * F + f] as number) : 0;
        if (error === 0) continue;
        step(filterBias, f, error);
        for (let j = 0; j < 3 * D; j++) {
          toInput[k * D + j] = (toInput[k * D + j] as number) + error * (filters.at[f * 3 * D + j] as number);
          step(filters, f * 3 * D + j, error * (input[k * D + j] as number));
        }
      }
    }
    for (let k = 0; k < n; k++) {
      const role = ((sequences.role[from + k] as number) + language * ROLES) * D;
      const word = (sequences.word[from + k] as number) * D;
      for (let j = 0; j < D; j++) {
        const error = toInput[(k + 1) * D + j] as number;
        step(roleVectors, role + j, error);
        if (hides[k] === 0) step(wordVectors, word + j, error);
      }
    }
  }

  const order = chosen.slice();
  const errors = new Float64Array(HEADS);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(random, order);
    for (const place of order) {
      const { answers, set, weight: counts } = examples[place] as Example;
      const share = set.startsWith("templates") ? hiddenInTemplates : hidden;
      for (let k = 0; k < MAX_STEPS; k++) hides[k] = random() < share ? 1 : 0;
      const n = forward(place);
      heads.forEach((head, h) => {
        const answer = answers[head];
        errors[h] = answer === undefined ? 0 : (answer - 1 / (1 + Math.exp(-(logits[h] as number)))) * counts;
      });
      backward(place, n, errors);
    }
  }
  hides.fill(0);
  return (place) => {
    forward(place);
    return 1 / (1 + Math.exp(-(logits[0] as number)));
  };
}
