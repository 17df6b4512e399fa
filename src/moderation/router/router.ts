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

export interface Router {
  /** Scores a message of any length, whole and by sentence, in time linear in it: below 1 µs a character. Never throws. */
  score(text: string): Score;
  /**
   * Scores a long text with pauses, so that nothing else waits: calls `pause` between parts of about
   * 20,000 characters and goes on when it resolves; it may reject to stop.
   */
  scoreLong(text: string, pause: () => Promise<void>): Promise<Score>;
  /** The parts of the message that weighed most for the head, and against it: at most `max`, the weightiest first. */
  explain(text: string, max: number, head?: Head): readonly Evidence[];
}

/** So many characters are scored without a pause. */
const CHARS_BETWEEN_PAUSES = 20_000;

/**
 * A message is scored as a whole and sentence by sentence, and is what its worst part is. The more sentences, the likelier one
 * of them scores high by chance: each loses this times the logarithm of their number in log odds.
 */
const HANDICAP = 0.2;

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
  const sentenceEnds = new Int32Array(MAX_SENTENCES);
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

  /** The score of what was added up last; as one of several sentences it needs more to be as likely. */
  function scoreOf(handicap: number): Score {
    const language = languages[features.language];
    const calibration = header.calibration[language];
    const threshold = header.threshold[language];
    const hate = calibrated(calibration.hate, sum[1] as number, handicap);
    const abuse = calibrated(calibration.abuse, sum[2] as number, handicap);
    const threat = calibrated(calibration.threat, sum[3] as number, handicap);
    const labels: Exclude<Head, "look">[] = [];
    if (hate >= threshold.hate) labels.push("hate");
    if (abuse >= threshold.abuse) labels.push("abuse");
    let look = calibrated(calibration.look, sum[0] as number, handicap);
    if (threat >= threshold.threat) {
      labels.push("threat");
      look = Math.max(look, threat, threshold.look);
    }
    return { language, look, hate, abuse, threat, labels };
  }

  function scorePart(text: string, start: number, end: number, handicap: number): Score {
    addUp(text, start, end);
    return scoreOf(handicap);
  }

  /** Tells `seen` the score of a window and, where it has several sentences, of each of them. */
  function eachPart(
    text: string,
    start: number,
    end: number,
    seen: (score: Score, start: number, end: number) => void,
  ): void {
    seen(scorePart(text, start, end, 0), start, end);
    const count = findSentences(text, start, end, sentenceEnds);
    if (count < 2) return;
    const handicap = HANDICAP * Math.log(count);
    for (let i = 0, from = start; i < count; i++) {
      const until = sentenceEnds[i] as number;
      seen(scorePart(text, from, until, handicap), from, until);
      from = until;
    }
  }

  function scoreWindow(text: string, start: number, end: number): Score {
    let score: Score | undefined;
    eachPart(text, start, end, (part) => {
      score = score === undefined ? part : higher(score, part);
    });
    return score as Score;
  }

  return {
    score(text) {
      let end = windowEnd(text, 0);
      let score = scoreWindow(text, 0, end);
      while (end < text.length) {
        const start = end;
        end = windowEnd(text, start);
        score = higher(score, scoreWindow(text, start, end));
      }
      return score;
    },

    async scoreLong(text, pause) {
      let score: Score | undefined;
      let scored = 0;
      for (let start = 0, end = 0; score === undefined || start < text.length; start = end) {
        end = windowEnd(text, start);
        const part = scoreWindow(text, start, end);
        score = score === undefined ? part : higher(score, part);
        scored += end - start;
        if (scored < CHARS_BETWEEN_PAUSES) continue;
        scored = 0;
        await pause();
      }
      return score;
    },

    explain(text, max, head = "look") {
      let best: Score | undefined;
      let [from, until] = [0, 0];
      for (let start = 0, end = 0; best === undefined || start < text.length; start = end) {
        end = windowEnd(text, start);
        eachPart(text, start, end, (part, partStart, partEnd) => {
          if (best === undefined || part[head] > best[head]) [best, from, until] = [part, partStart, partEnd];
        });
      }
      addUp(text, from, until);
      const language = languages[features.language];
      // What is looked at for its threat is explained by that.
      const own = calibrated(header.calibration[language].look, sum[0] as number);
      const menacing = (best as Score).threat >= header.threshold[language].threat;
      const at = heads.indexOf(head === "look" && menacing && (best as Score).threat > own ? "threat" : head);
      const unit = header.unit[at] as number;
      const weightOf = (i: number) =>
        (linear[(features.bucket[i] as number) * HEADS + at] as number) *
        (scale[features.block[i] as number] as number) *
        unit;
      return weigh(text, plain, tokens, features, weightOf, max);
    },
  };
}

/** Of each head the higher: a message is what its worst part is. */
function higher(a: Score, b: Score): Score {
  const language = a.look >= b.look ? a.language : b.language;
  const labels = [...new Set([...a.labels, ...b.labels])];
  return {
    language,
    look: Math.max(a.look, b.look),
    hate: Math.max(a.hate, b.hate),
    abuse: Math.max(a.abuse, b.abuse),
    threat: Math.max(a.threat, b.threat),
    labels,
  };
}
