import { hasWords, type Router, type Score } from "../../moderation/index.ts";

/** Longer texts are scored with pauses, so that the program stays awake, e.g. for Ctrl-C. */
const LONG_CHARS = 50_000;

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The score of a text of any length; `undefined` of one that has no words. */
export async function scoreText(router: Router, text: string): Promise<Score | undefined> {
  if (!hasWords(text)) return undefined;
  return text.length > LONG_CHARS ? router.scoreLong(text, pause) : router.score(text);
}
