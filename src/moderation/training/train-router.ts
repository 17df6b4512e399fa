import { type Head, heads, languages, type RouterLanguage } from "../router/heads.ts";
import { createRouter } from "../router/router.ts";
import { createVocabulary } from "../router/vocabulary.ts";
import { FEATURES_VERSION, type RouterWeights } from "../router/weights.ts";
import { buildVocabulary } from "./build-vocabulary.ts";
import { fitCalibration } from "./calibration.ts";
import { chooseDefaultThreshold } from "./default-threshold.ts";
import { encode } from "./encode.ts";
import type { Example } from "./example.ts";
import { linearLogits, trainLinear } from "./linear.ts";
import { quantise } from "./quantise.ts";

/** What was tried and kept: see bench/moderation/README.md. */
const recipe = { epochs: 4, rate: 0.1, decay: 1e-6, scales: [0.7, 0.7, 1] } as const;
/** Every so many training examples are kept from the model and tell how far its scores can be believed. */
const calibrationOf = 12;

/** From this probability on a head besides `look` is a label: likelier than not. */
const likely = 0.5;

export interface Training {
  readonly seed: number;
  /** Told what is being done, for a person who waits. */
  readonly tell: (step: string) => void;
}

/** Makes the router's weights from examples: the same bits for the same examples in the same order and the same seed. */
export function trainRouter(examples: readonly Example[], { seed, tell }: Training): RouterWeights {
  const taught = examples.filter((example) => example.part === "train");
  tell(`${taught.length} examples to learn from`);
  const tables = buildVocabulary(taught);
  tell(`${tables.lexiconKeys.length} words in the lexicon, ${tables.commonKeys.length} common ones`);
  const encoded = encode(taught, createVocabulary(tables));
  tell(`${encoded.bucket.length} features found`);
  const fitting = indexes(taught, (i) => i % calibrationOf !== 0);
  const model = trainLinear(taught, encoded, fitting, { seed, ...recipe });
  tell("weights fitted");
  const { linear, unit } = quantise(model.weights);

  const rounded = Float32Array.from(linear, (weight, i) => weight * (unit[i % heads.length] as number));
  const kept = indexes(taught, (i) => i % calibrationOf === 0);
  const logits = Array.from(kept, (at) => {
    const z = new Float64Array(heads.length);
    linearLogits({ weights: rounded, bias: model.bias }, encoded, at, recipe.scales, z);
    return z;
  });
  /** The kept examples of a language that answer a head's question, by their place in `kept`. */
  const answering = (language: RouterLanguage, head: Head) =>
    Array.from(kept.keys()).filter(
      (k) =>
        languages[encoded.language[kept[k] as number] as number] === language &&
        exampleOf(k).answers[head] !== undefined,
    );
  const exampleOf = (k: number) => taught[kept[k] as number] as Example;
  const each = <T>(of: (language: RouterLanguage, head: Head, h: number) => T) => {
    const perHead = (language: RouterLanguage) =>
      Object.fromEntries(heads.map((head, h) => [head, of(language, head, h)])) as Record<Head, T>;
    return { en: perHead("en"), ko: perHead("ko") };
  };
  const calibration = each((language, head, h) => {
    const places = answering(language, head);
    return fitCalibration(
      places.map((k) => logits[k]?.[h] as number),
      places.map((k) => exampleOf(k).answers[head] as number),
      places.map((k) => exampleOf(k).weight),
    );
  });
  tell("scores calibrated");

  const weights = (look: (language: RouterLanguage) => number): RouterWeights => ({
    header: {
      features: FEATURES_VERSION,
      seed,
      unit,
      scales: recipe.scales,
      bias: {
        en: Array.from(model.bias.subarray(0, heads.length)),
        ko: Array.from(model.bias.subarray(heads.length)),
      },
      calibration,
      threshold: each((language, head) => (head === "look" ? look(language) : likely)),
    },
    linear,
    ...tables,
  });
  // The router scores sentence by sentence, which the threshold has to be high enough for.
  const router = createRouter(weights(() => 0));
  return weights((language) => {
    const places = answering(language, "look");
    return chooseDefaultThreshold(
      places.map(exampleOf),
      places.map((k) => router.score(exampleOf(k).text).look),
      places.map((k) => exampleOf(k).answers.look as number),
    );
  });
}

const indexes = (of: readonly unknown[], test: (i: number) => boolean) =>
  Int32Array.from(of.keys()).filter((i) => test(i));
