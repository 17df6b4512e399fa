import { createTextBuffer, makePlain } from "../normalise/index.ts";
import { calibrated } from "./calibrate.ts";
import { weigh } from "./evidence.ts";
import { BLOCKS, createFeatures } from "./feature-list.ts";
import { createFeatureFinder } from "./features.ts";
import { HEADS, type Head, heads, languages } from "./heads.ts";
import { createRestorer } from "./restore/restore.ts";
import type { Evidence, Score } from "./score.ts";
import { findSentences, MAX_SENTENCES } from "./sentences.ts";
import { createTokeniser } from "./tokenise.ts";
import { createTokens } from "./tokens.ts";
import { createVocabulary } from "./vocabulary.ts";
import type { RouterWeights } from "./weights.ts";
import { windowEnd } from "./windows.ts";
import { clearWorstParts, createWorstParts, scoreOf, takePart, type WorstParts } from "./worst-parts.ts";

export interface Router {
  /** Scores a message of any length, whole and by sentence, in time linear in it: about 1 µs a character, and a few where no word is known. Never throws. */
  score(text: string): Score;
  /**
   * Scores a long text with pauses, so that nothing else waits: calls `pause` between parts of about
   * 20,000 characters and goes on when it resolves; it may reject to stop.
   */
  scoreLong(text: string, pause: () => Promise<void>): Promise<Score>;
  /**
   * The parts of the message that weighed most for the head, and against it: at most `max`, the weightiest first. Takes as long as
   * to score the message, without a pause: for a long one use `explainLong`.
   */
  explain(text: string, max: number, head?: Head): readonly Evidence[];
  /** The same with pauses as `scoreLong` has them. */
  explainLong(
    text: string,
    max: number,
    pause: () => Promise<void>,
    head?: Head,
  ): Promise<readonly Evidence[]>;
}

/** So many characters are scored without a pause. */
const CHARS_BETWEEN_PAUSES = 20_000;

/**
 * A message is scored as a whole and sentence by sentence, and is what its worst part is. The more sentences, the likelier one
 * of them scores high by chance: each loses this times the logarithm of their number, in logits.
 */
const HANDICAP = 0.06;

/** Sentences beside the worst one are scored together with it as far as their logits are no lower than this. */
const DOUBTFUL = -2.4;

const [LOOK, THREAT] = [0, 3] as const;

/** The router for these weights. Holds its own working memory, about 2 MB, and keeps nothing of what it is given. */
export function createRouter(weights: RouterWeights): Router {
  const { header, linear } = weights;
  const vocabulary = createVocabulary(weights);
  const buffer = createTextBuffer();
  const tokens = createTokens();
  const features = createFeatures();
  const restore = createRestorer(vocabulary);
  const tokenise = createTokeniser(vocabulary);
  const find = createFeatureFinder();
  const scale = new Float64Array(BLOCKS);
  const sum = new Float64Array(HEADS);
  const probability = new Float64Array(HEADS);
  const sentenceEnds = new Int32Array(MAX_SENTENCES);
  const sentenceLooks = new Float64Array(MAX_SENTENCES);
  const worstOfOne = createWorstParts();
  let plain = buffer;

  /** Leaves the logits of a window in `sum`. */
  function addUp(text: string, start: number, end: number): void {
    makePlain(text, start, end, buffer);
    plain = restore(buffer);
    tokenise(plain, tokens);
    find(plain, tokens, features);
    for (let b = 0; b < BLOCKS; b++) {
      scale[b] = (header.scales[b] as number) / Math.sqrt(Math.max(1, features.perBlock[b] as number));
    }
    let look = 0;
    let hate = 0;
    let abuse = 0;
    let threat = 0;
    const { bucket, block, count } = features;
    for (let i = 0; i < count; i++) {
      const at = (bucket[i] as number) * HEADS;
      const x = scale[block[i] as number] as number;
      look += x * (linear[at] as number);
      hate += x * (linear[at + 1] as number);
      abuse += x * (linear[at + 2] as number);
      threat += x * (linear[at + 3] as number);
    }
    const bias = header.bias[languages[features.language]];
    sum[0] = look * (header.unit[0] as number) + (bias[0] as number);
    sum[1] = hate * (header.unit[1] as number) + (bias[1] as number);
    sum[2] = abuse * (header.unit[2] as number) + (bias[2] as number);
    sum[3] = threat * (header.unit[3] as number) + (bias[3] as number);
  }

  /** Scores a part; as one of several sentences it needs more to be as likely. */
  function takeIn(worst: WorstParts, text: string, start: number, end: number, handicap: number): void {
    addUp(text, start, end);
    const language = languages[features.language];
    const calibration = header.calibration[language];
    const threshold = header.threshold[language];
    let labels = 0;
    for (let h = 0; h < HEADS; h++) {
      const head = heads[h] as Head;
      const likely = calibrated(calibration[head], (sum[h] as number) - handicap);
      probability[h] = likely;
      if (h !== LOOK && likely >= threshold[head]) labels |= 1 << h;
    }
    const threat = probability[THREAT] as number;
    if (threat >= threshold.threat)
      probability[LOOK] = Math.max(probability[LOOK] as number, threat, threshold.look);
    takePart(worst, language, probability, labels, start, end);
  }

  /** Scores a window and, where it has several sentences, each of them, and the worst with what stands around it. */
  function takeWindow(worst: WorstParts, text: string, start: number, end: number): void {
    takeIn(worst, text, start, end, 0);
    const count = findSentences(text, start, end, sentenceEnds);
    if (count < 2) return;
    const handicap = HANDICAP * Math.log(count);
    const startOf = (sentence: number) => (sentence === 0 ? start : (sentenceEnds[sentence - 1] as number));
    let at = 0;
    for (let i = 0; i < count; i++) {
      takeIn(worst, text, startOf(i), sentenceEnds[i] as number, handicap);
      sentenceLooks[i] = sum[LOOK] as number;
      if ((sum[LOOK] as number) > (sentenceLooks[at] as number)) at = i;
    }
    let [first, last] = [at, at];
    while (first > 0 && (sentenceLooks[first - 1] as number) >= DOUBTFUL) first--;
    while (last + 1 < count && (sentenceLooks[last + 1] as number) >= DOUBTFUL) last++;
    if (first === last || last - first === count - 1) return;
    takeIn(worst, text, startOf(first), sentenceEnds[last] as number, handicap);
  }

  function score(text: string): Score {
    clearWorstParts(worstOfOne);
    let start = 0;
    do {
      const end = windowEnd(text, start);
      takeWindow(worstOfOne, text, start, end);
      start = end;
    } while (start < text.length);
    return scoreOf(worstOfOne);
  }

  async function takeWithPauses(text: string, pause: () => Promise<void>): Promise<WorstParts> {
    const worst = createWorstParts();
    let scored = 0;
    let start = 0;
    do {
      const end = windowEnd(text, start);
      takeWindow(worst, text, start, end);
      scored += end - start;
      start = end;
      if (scored < CHARS_BETWEEN_PAUSES) continue;
      scored = 0;
      await pause();
    } while (start < text.length);
    return worst;
  }

  function evidence(worst: WorstParts, text: string, max: number, head: Head): readonly Evidence[] {
    const chosen = heads.indexOf(head);
    addUp(text, worst.from[chosen] as number, worst.until[chosen] as number);
    const language = languages[features.language];
    const { look, threat } = header.calibration[language];
    const menace = calibrated(threat, sum[THREAT] as number);
    // What is looked at for its threat is explained by that.
    const menacing = head === "look" && menace >= header.threshold[language].threat;
    const at = menacing && menace > calibrated(look, sum[LOOK] as number) ? THREAT : chosen;
    const unit = header.unit[at] as number;
    const weightOf = (i: number) =>
      (linear[(features.bucket[i] as number) * HEADS + at] as number) *
      (scale[features.block[i] as number] as number) *
      unit;
    return weigh(text, plain, tokens, features, weightOf, max);
  }

  return {
    score,
    scoreLong: async (text, pause) => scoreOf(await takeWithPauses(text, pause)),
    explain(text, max, head = "look") {
      score(text);
      return evidence(worstOfOne, text, max, head);
    },
    explainLong: async (text, max, pause, head = "look") =>
      evidence(await takeWithPauses(text, pause), text, max, head),
  };
}
