import { BLOCKS, BUCKETS } from "../router/feature-list.ts";
import { type Head, heads } from "../router/heads.ts";
import type { Encoded } from "./encode.ts";
import type { Example } from "./example.ts";
import { seededRandom, shuffle } from "./random.ts";

interface LinearModel {
  /** For each bucket one weight per head. */
  readonly weights: Float32Array;
  /** For each language one bias per head. */
  readonly bias: Float32Array;
}

interface LinearOptions {
  readonly seed: number;
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull to zero (L2), per example seen. */
  readonly decay: number;
  /** How much each block of features weighs. */
  readonly scales: readonly number[];
}

const H = heads.length;

/** Logistic regression with one output per head, by AdaGrad; an answer that is not given teaches nothing. */
export function trainLinear(
  examples: readonly Example[],
  encoded: Encoded,
  chosen: Int32Array,
  options: LinearOptions,
): LinearModel {
  const weights = new Float32Array(BUCKETS * H);
  const squares = new Float32Array(weights.length).fill(1e-3);
  const bias = new Float32Array(2 * H);
  const biasSquares = new Float32Array(2 * H).fill(1);
  const { offset, bucket, block, language } = encoded;
  const random = seededRandom(options.seed);
  const order = chosen.slice();
  const scale = new Float64Array(BLOCKS);
  const logit = new Float64Array(H);
  const step = new Float64Array(H);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(random, order);
    for (const at of order) {
      const example = examples[at] as Example;
      const from = offset[at] as number;
      const until = offset[at + 1] as number;
      const lang = (language[at] as number) * H;
      scalesOf(encoded, at, options.scales, scale);
      for (let h = 0; h < H; h++) logit[h] = bias[lang + h] as number;
      for (let i = from; i < until; i++) {
        const x = scale[block[i] as number] as number;
        const w = (bucket[i] as number) * H;
        for (let h = 0; h < H; h++) logit[h] = (logit[h] as number) + x * (weights[w + h] as number);
      }
      for (let h = 0; h < H; h++) {
        const answer = example.answers[heads[h] as Head];
        step[h] =
          answer === undefined ? 0 : (answer - 1 / (1 + Math.exp(-(logit[h] as number)))) * example.weight;
      }
      for (let h = 0; h < H; h++) {
        const g = step[h] as number;
        if (g === 0) continue;
        biasSquares[lang + h] = (biasSquares[lang + h] as number) + g * g;
        bias[lang + h] =
          (bias[lang + h] as number) + (options.rate * g) / Math.sqrt(biasSquares[lang + h] as number);
      }
      for (let i = from; i < until; i++) {
        const x = scale[block[i] as number] as number;
        const w = (bucket[i] as number) * H;
        for (let h = 0; h < H; h++) {
          if (step[h] === 0) continue;
          const g = (step[h] as number) * x - options.decay * (weights[w + h] as number);
          const s = (squares[w + h] as number) + g * g;
          squares[w + h] = s;
          weights[w + h] = (weights[w + h] as number) + (options.rate * g) / Math.sqrt(s);
        }
      }
    }
  }
  return { weights, bias };
}

/** The value of one feature of each block in an example: all of a block together have length `scales[block]`. */
function scalesOf(encoded: Encoded, at: number, scales: readonly number[], into: Float64Array): void {
  for (let b = 0; b < BLOCKS; b++) {
    into[b] = (scales[b] as number) / Math.sqrt(Math.max(1, encoded.perBlock[at * BLOCKS + b] as number));
  }
}

/** The logits of all heads for one example, into `into`. */
export function linearLogits(
  model: LinearModel,
  encoded: Encoded,
  at: number,
  scales: readonly number[],
  into: Float64Array,
): void {
  const scale = new Float64Array(BLOCKS);
  scalesOf(encoded, at, scales, scale);
  const lang = (encoded.language[at] as number) * H;
  for (let h = 0; h < H; h++) into[h] = model.bias[lang + h] as number;
  for (let i = encoded.offset[at] as number; i < (encoded.offset[at + 1] as number); i++) {
    const x = scale[encoded.block[i] as number] as number;
    const w = (encoded.bucket[i] as number) * H;
    for (let h = 0; h < H; h++) into[h] = (into[h] as number) + x * (model.weights[w + h] as number);
  }
}
