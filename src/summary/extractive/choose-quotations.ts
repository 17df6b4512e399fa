import type { Pace } from "../pace.ts";
import { createChoice } from "./choose.ts";
import type { Quotable, Reading } from "./reading.ts";
import { withoutAddressee } from "./without-addressee.ts";

/** Where a quotation stands in the summary. */
export type Section = "gist" | "keyPoints" | "decisions" | "actions" | "questions";

/** What each section may take of the words, and how many items it may have for every hundred of them. */
const shares = {
  decisions: { words: 0.25, items: 3 },
  actions: { words: 0.2, items: 3 },
  questions: { words: 0.12, items: 2 },
};
const gistLines = 2;
/** A smaller question cannot be understood by itself: one of fewer than five words, or of fewer than two of Hangul, which each say as much as two or three. */
const minQuestionSize = 5;
const sizeOfHangulWord = 2.5;

/** Chooses the sentences to be quoted, `maxWords` in all: each in one section, there in the order of writing. */
export async function chooseQuotations(
  { sentences, weights, answered }: Reading,
  maxWords: number,
  pace: Pace,
): Promise<Readonly<Record<Section, readonly Quotable[]>>> {
  const choice = createChoice(sentences, weights);
  const indices = [...sentences.keys()];
  const sentence = (at: number) => sentences[at] as Quotable;
  const which = (fits: (each: Quotable) => boolean) => indices.filter((at) => fits(sentence(at)));
  const isOpen = ({ asks, message, text, length }: Quotable) =>
    asks && questionSize(text, length) >= minQuestionSize && !answered(message);

  const reserved: number[] = [];
  const reserve = async (among: readonly number[], { words, items }: { words: number; items: number }) => {
    const most = Math.max(1, Math.round((items * maxWords) / 100));
    reserved.push(...(await choice.take(among, words * maxWords, most, pace)));
  };
  await reserve(
    which(({ decides }) => decides),
    shares.decisions,
  );
  await reserve(
    which(({ action, decides }) => action?.plain === true && !decides),
    shares.actions,
  );
  await reserve(which(isOpen), shares.questions);

  const left = maxWords - reserved.reduce((sum, at) => sum + sentence(at).length, 0);
  const points = await choice.take(
    which((each) => !isOpen(each)),
    left,
    Number.POSITIVE_INFINITY,
    pace,
  );
  // All are longer than there is room: the best one is quoted all the same.
  if (reserved.length + points.length === 0)
    points.push(...(await choice.take(indices, Number.POSITIVE_INFINITY, 1, pace)));

  const sectionOf = (at: number): Section => {
    const { decides, action } = sentence(at);
    if (decides) return "decisions";
    if (action !== undefined) return "actions";
    return isOpen(sentence(at)) ? "questions" : "keyPoints";
  };
  const gist = gistOf(
    points.filter((at) => sectionOf(at) === "keyPoints"),
    sentences,
  );
  const sections: Record<Section, number[]> = {
    gist: [],
    keyPoints: [],
    decisions: [],
    actions: [],
    questions: [],
  };
  for (const at of [...points, ...reserved]) sections[gist.has(at) ? "gist" : sectionOf(at)].push(at);
  // Nothing but decisions and the like: they are what it was about.
  if (gist.size === 0) sections.gist.push(...[...reserved, ...points].slice(0, 1));

  const quoted = (section: Section) => sections[section].sort((a, b) => a - b).map(sentence);
  return {
    gist: quoted("gist"),
    keyPoints: quoted("keyPoints"),
    decisions: quoted("decisions"),
    actions: quoted("actions"),
    questions: quoted("questions"),
  };
}

function questionSize(text: string, length: number): number {
  const hangul = withoutAddressee(text).match(/\S*[가-힣]\S*/gu)?.length ?? 0;
  return length + hangul * (sizeOfHangulWord - 1);
}

/** The points that carry most, in the conversations in which most was said. */
function gistOf(points: readonly number[], sentences: readonly Quotable[]): ReadonlySet<number> {
  const sizes = new Map<number, number>();
  for (const { conversation } of sentences) sizes.set(conversation, (sizes.get(conversation) ?? 0) + 1);
  const weight = (at: number) => {
    const { worth, conversation } = sentences[at] as Quotable;
    return worth * Math.sqrt(sizes.get(conversation) ?? 1);
  };
  return new Set(points.toSorted((a, b) => weight(b) - weight(a) || a - b).slice(0, gistLines));
}
