import { HEADS, type Head, heads, type RouterLanguage } from "./heads.ts";
import type { Score } from "./score.ts";

/** What the parts of a message that were scored so far come to: a message is what its worst part is. */
export interface WorstParts {
  /** By the part whose `look` is highest. */
  language: RouterLanguage;
  /** For each head the highest probability, -1 before any part, and where that part stands in the message. */
  readonly probability: Float64Array;
  readonly from: Int32Array;
  readonly until: Int32Array;
  /** A bit for each head that reached its threshold in some part. */
  labels: number;
}

export function createWorstParts(): WorstParts {
  return {
    language: "en",
    probability: new Float64Array(HEADS).fill(-1),
    from: new Int32Array(HEADS),
    until: new Int32Array(HEADS),
    labels: 0,
  };
}

export function clearWorstParts(worst: WorstParts): void {
  worst.probability.fill(-1);
  worst.labels = 0;
}

/** Takes in a part: its probabilities by head, and its labels. */
export function takePart(
  worst: WorstParts,
  language: RouterLanguage,
  probability: Float64Array,
  labels: number,
  from: number,
  until: number,
): void {
  worst.labels |= labels;
  for (let h = 0; h < HEADS; h++) {
    if ((probability[h] as number) <= (worst.probability[h] as number)) continue;
    if (h === 0) worst.language = language;
    worst.probability[h] = probability[h] as number;
    worst.from[h] = from;
    worst.until[h] = until;
  }
}

const labelHeads = heads.slice(1) as readonly Exclude<Head, "look">[];

export function scoreOf({ language, probability, labels }: WorstParts): Score {
  return {
    language,
    look: probability[0] as number,
    hate: probability[1] as number,
    abuse: probability[2] as number,
    threat: probability[3] as number,
    labels: labelHeads.filter((_, i) => (labels & (2 << i)) !== 0),
  };
}
