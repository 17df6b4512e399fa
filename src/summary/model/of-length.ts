import type { MessageId, SummaryLength } from "../../core/types.ts";
import type { Claim, Summary } from "../summary.ts";
import type { Item, PartialSummary, Section } from "./partial.ts";

/** Items of each section at most. Decisions and tasks are left out last. */
const MOST: Readonly<Record<SummaryLength, Readonly<Record<Section, number>>>> = {
  short: { gist: 2, keyPoints: 3, decisions: 4, actionItems: 4, openQuestions: 2 },
  medium: { gist: 2, keyPoints: 6, decisions: 8, actionItems: 8, openQuestions: 4 },
  long: { gist: 2, keyPoints: 12, decisions: 16, actionItems: 16, openQuestions: 8 },
};

/** The most important of what was found, each section in the order of writing. */
export function ofLength(
  { items, cited }: PartialSummary,
  length: SummaryLength,
): Pick<Summary, "gist" | "keyPoints" | "decisions" | "actionItems" | "openQuestions" | "cited"> {
  const place = new Map<MessageId, number>(cited.map(({ id }, at) => [id, at]));
  const first = ({ sources }: Claim) =>
    Math.min(...sources.map((source) => place.get(source) ?? cited.length));
  const of = (section: Section) =>
    items.filter((item) => item.section === section).slice(0, MOST[length][section]);
  const ordered = (some: readonly Item[]) => some.toSorted((a, b) => first(a) - first(b));

  const told = of("gist");
  const points = of("keyPoints");
  // An answer that was cut short has no gist: the most important point stands for it.
  const gist = told.length > 0 ? told : points.slice(0, 1);
  const keyPoints = ordered(points.filter((point) => !gist.includes(point)));
  const decisions = ordered(of("decisions"));
  const actionItems = ordered(of("actionItems"));
  const openQuestions = ordered(of("openQuestions"));
  const named = new Set(
    [gist, keyPoints, decisions, actionItems, openQuestions].flat().flatMap(({ sources }) => sources),
  );
  return {
    gist: gist.map(claim),
    keyPoints: keyPoints.map(claim),
    decisions: decisions.map((item) => ({ ...claim(item), by: item.by ?? [] })),
    actionItems: actionItems.map((item) => ({
      ...claim(item),
      ...(item.owner === undefined ? {} : { owner: item.owner }),
      ...(item.due === undefined ? {} : { due: item.due }),
    })),
    openQuestions: openQuestions.map(claim),
    cited: cited.filter(({ id }) => named.has(id)),
  };
}

const claim = ({ text, sources, unverified }: Item): Claim => ({
  text,
  sources,
  ...(unverified === undefined ? {} : { unverified }),
});
