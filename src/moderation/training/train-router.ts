import { type Calibration, calibrated } from "../router/calibrate.ts";
import { type Head, heads, languages, type RouterLanguage } from "../router/heads.ts";
import { createRouter } from "../router/router.ts";
import { createVocabulary } from "../router/vocabulary.ts";
import { FEATURES_VERSION, type RouterWeights } from "../router/weights.ts";
import { buildVocabulary } from "./build-vocabulary.ts";
import { fitCalibration } from "./calibration.ts";
import { chooseDefaultThreshold } from "./default-threshold.ts";
import { disguisedExamples } from "./disguise/disguise-examples.ts";
import { encode } from "./encode.ts";
import type { Example } from "./example.ts";
import { trainLinear } from "./linear.ts";
import { quantise } from "./quantise.ts";

/** What was tried and kept: see bench/moderation/README.md. */
const recipe = { epochs: 4, rate: 0.1, decay: 1e-6, scales: [0.7, 0.7, 1] } as const;
/** Every so many training examples are kept from the model and tell how far its scores can be believed. */
const calibrationOf = 12;

/** From this probability on a head besides `look` is a label: likelier than not. */
const likely = 0.5;

interface Training {
  readonly seed: number;
  /** Told what is being done, for a person who waits. */
  readonly tell: (step: string) => void;
}

/** Makes the router's weights from examples: the same bits for the same examples in the same order and the same seed. */
export function trainRouter(examples: readonly Example[], { seed, tell }: Training): RouterWeights {
  const plain = examples.filter((example) => example.part === "train");
  tell(`${plain.length} examples to learn from`);
  const tables = buildVocabulary(plain);
  tell(`${tables.lexiconKeys.length} words in the lexicon, ${tables.commonKeys.length} common ones`);
  const vocabulary = createVocabulary(tables);
  const fitted = plain.filter((_, i) => i % calibrationOf !== 0);
  const disguised = disguisedExamples(fitted, vocabulary, seed);
  tell(`${disguised.length} of them in disguise as well`);
  const taught = [...plain, ...disguised];
  const encoded = encode(taught, vocabulary);
  tell(`${encoded.bucket.length} features found`);
  const isKept = (i: number) => i < plain.length && i % calibrationOf === 0;
  const fitting = indexes(taught, (i) => !isKept(i));
  const model = trainLinear(taught, encoded, fitting, { seed, ...recipe });
  tell("weights fitted");
  const { linear, unit } = quantise(model.weights);

  const kept = indexes(taught, isKept);
  /** The kept examples of a language that answer a head's question, by their place in `kept`. */
  const answering = (language: RouterLanguage, head: Head) =>
    Array.from(kept.keys()).filter(
      (k) =>
        languages[encoded.language[kept[k] as number] as number] === language &&
        exampleOf(k).answers[head] !== undefined,
    );
  const exampleOf = (k: number) => taught[kept[k] as number] as Example;
  const each = <T>(of: (language: RouterLanguage, head: Head) => T) => {
    const perHead = (language: RouterLanguage) =>
      Object.fromEntries(heads.map((head) => [head, of(language, head)])) as Record<Head, T>;
    return { en: perHead("en"), ko: perHead("ko") };
  };
  const weights = (
    calibration: (language: RouterLanguage, head: Head) => Calibration,
    threshold: (language: RouterLanguage, head: Head) => number,
  ): RouterWeights => ({
    header: {
      features: FEATURES_VERSION,
      seed,
      unit,
      scales: recipe.scales,
      bias: {
        en: Array.from(model.bias.subarray(0, heads.length)),
        ko: Array.from(model.bias.subarray(heads.length)),
      },
      calibration: each(calibration),
      threshold: each(threshold),
    },
    linear,
    ...tables,
  });

  // The router scores sentence by sentence: what it says is calibrated, and not the logit of the whole.
  const uncalibrated = createRouter(
    weights(
      () => ({ slope: 1, shift: 0 }),
      () => Number.POSITIVE_INFINITY,
    ),
  );
  const raw = Array.from(kept.keys(), (k) => uncalibrated.score(exampleOf(k).text));
  const calibration = each((language, head) => {
    const places = answering(language, head);
    return fitCalibration(
      places.map((k) => logitOf(raw[k]?.[head] as number)),
      places.map((k) => exampleOf(k).answers[head] as number),
      setWeights(places.map(exampleOf)),
    );
  });
  tell("scores calibrated");

  const threshold = each((language, head) => {
    if (head !== "look") return likely;
    const places = answering(language, head);
    return chooseDefaultThreshold(
      places.map(exampleOf),
      places.map((k) => calibrated(calibration[language].look, logitOf(raw[k]?.look as number))),
      places.map((k) => exampleOf(k).answers.look as number),
    );
  });
  return weights(
    (language, head) => calibration[language][head],
    (language, head) => threshold[language][head],
  );
}

/** Every set counts the same, whatever its size. */
function setWeights(examples: readonly Example[]): readonly number[] {
  const sizes = new Map<string, number>();
  for (const { set } of examples) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  return examples.map(({ set }) => examples.length / (sizes.size * (sizes.get(set) as number)));
}

const logitOf = (probability: number) => {
  const inside = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return Math.log(inside / (1 - inside));
};

const indexes = (of: readonly unknown[], test: (i: number) => boolean) =>
  Int32Array.from(of.keys()).filter((i) => test(i));
