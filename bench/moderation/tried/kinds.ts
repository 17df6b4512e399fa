import { createVocabulary } from "../../../src/moderation/router/vocabulary.ts";
import { buildVocabulary } from "../../../src/moderation/training/build-vocabulary.ts";
import { disguisedExamples } from "../../../src/moderation/training/disguise/disguise-examples.ts";
import { encode } from "../../../src/moderation/training/encode.ts";
import type { Example } from "../../../src/moderation/training/index.ts";
import { linearLogits, trainLinear } from "../../../src/moderation/training/linear.ts";
import { trainConvolution } from "./convolution.ts";
import { readSequences } from "./sequences.ts";

/** A kind of router that was tried. */
interface Kind {
  readonly name: string;
  /** Learns from the examples' training part; answers the score of an example by its place. */
  readonly train: () => (place: number) => number;
}

const recipe = { seed: 20, epochs: 4, rate: 0.1, decay: 1e-6 } as const;
const HEADS = 4;

const probability = (logit: number) => 1 / (1 + Math.exp(-logit));

/** Every kind that was tried. */
export function createKinds(examples: readonly Example[]): readonly Kind[] {
  const taught = (example: Example) => example.part === "train";
  const vocabulary = createVocabulary(buildVocabulary(examples.filter(taught)));
  const disguised = disguisedExamples(examples.filter(taught), vocabulary, recipe.seed);
  const all = [...examples, ...disguised];
  const encoded = encode(all, vocabulary);
  /** Places of examples, and of their copies in disguise if they are to be learnt from as well. */
  const chosen = (test: (example: Example) => boolean, copies = false) =>
    Int32Array.from(all.keys()).filter((i) => (copies || i < examples.length) && test(all[i] as Example));

  const linear = (name: string, scales: readonly number[], test = taught, copies = false): Kind => ({
    name,
    train() {
      const model = trainLinear(all, encoded, chosen(test, copies), { ...recipe, scales });
      const logits = new Float64Array(HEADS);
      return (place) => {
        linearLogits(model, encoded, place, scales, logits);
        return probability(logits[0] as number);
      };
    },
  });
  const withoutTemplates = (example: Example) => taught(example) && !example.set.startsWith("templates");
  const sequences = () => readSequences(examples, vocabulary);
  return [
    linear("logistic regression, n-grams; no templates", [1, 1, 0], withoutTemplates),
    linear("logistic regression, n-grams", [1, 1, 0]),
    linear("logistic regression, roles alone", [0, 0, 1]),
    linear("logistic regression, n-grams and roles; no templates", [0.7, 0.7, 1], withoutTemplates),
    linear("logistic regression, n-grams and roles", [0.7, 0.7, 1]),
    linear("**the same, with copies in disguise** (ships)", [0.7, 0.7, 1], taught, true),
    {
      name: "convolution over roles and words, attention",
      train: () => trainConvolution(examples, sequences(), chosen(taught)),
    },
    {
      name: "convolution, two layers",
      train: () => trainConvolution(examples, sequences(), chosen(taught), { deep: true }),
    },
  ];
}
