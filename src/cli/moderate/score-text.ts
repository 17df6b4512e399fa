import type { Evidence, Router, Score } from "../../moderation/router/index.ts";
import { hasWords } from "../../text/has-words.ts";
import { pause } from "../pause.ts";

/** Longer texts are scored with pauses, so that the program stays awake, e.g. for Ctrl-C. */
const LONG_CHARS = 50_000;

/** The score of a text of any length; `undefined` of one that has no words. */
export async function scoreText(router: Router, text: string): Promise<Score | undefined> {
  if (!hasWords(text)) return undefined;
  return text.length > LONG_CHARS ? router.scoreLong(text, pause) : router.score(text);
}

/** What weighed most in a text of any length: at most `max` parts. */
export async function explainText(router: Router, text: string, max: number): Promise<readonly Evidence[]> {
  if (max === 0) return [];
  return text.length > LONG_CHARS ? router.explainLong(text, max, pause) : router.explain(text, max);
}
