import type { MessageId, PersonId } from "../core/types.ts";
import type { Claim, Summary } from "./summary.ts";

/**
 * The summary without what these messages said. A claim that names one of them goes as a whole, whatever else it names: nobody can tell
 * which of its words came from where. The same object where it names none of them.
 */
export function withoutMessages(summary: Summary, messages: ReadonlySet<MessageId>): Summary {
  if (!summary.cited.some(({ id }) => messages.has(id))) return summary;
  return keeping(summary, ({ sources }) => !sources.some((source) => messages.has(source)));
}

/**
 * The summary without what it quotes of a message that does not stand there any more since it was edited. The same object where that is
 * nothing. A model's own words stay: what they say of it was said.
 */
export function withoutQuotations(summary: Summary, message: MessageId, text: string): Summary {
  if (summary.kind !== "extractive") return summary;
  const isStale = (claim: Claim) =>
    claim.sources.includes(message) && !spaced(text).includes(spaced(claim.text));
  const kept = keeping(summary, (claim) => !isStale(claim));
  return same(kept, summary) ? summary : kept;
}

const spaced = (text: string) => text.replace(/\s+/g, " ");

/** The summary without what a person said and without what it says of them. The same object where that is nothing. */
export function withoutPerson(summary: Summary, person: PersonId): Summary {
  const theirs = summary.participants.find(({ id }) => id === person);
  const cited = new Set(summary.cited.filter(({ author }) => author.id === person).map(({ id }) => id));
  const name = theirs?.name.toLowerCase();
  const about = (claim: Claim & { readonly by?: readonly Who[]; readonly owner?: Who }) =>
    claim.sources.some((source) => cited.has(source)) ||
    claim.owner?.id === person ||
    claim.by?.some(({ id }) => id === person) === true ||
    (name !== undefined && name.length > 1 && claim.text.toLowerCase().includes(name));
  const kept = keeping(summary, (claim) => !about(claim));
  return theirs === undefined && same(kept, summary)
    ? summary
    : { ...kept, participants: summary.participants.filter(({ id }) => id !== person) };
}

type Who = { readonly id: PersonId };

function keeping(summary: Summary, keeps: (claim: Claim) => boolean): Summary {
  const gist = summary.gist.filter(keeps);
  const keyPoints = summary.keyPoints.filter(keeps);
  const decisions = summary.decisions.filter(keeps);
  const actionItems = summary.actionItems.filter(keeps);
  const openQuestions = summary.openQuestions.filter(keeps);
  const named = new Set(
    [gist, keyPoints, decisions, actionItems, openQuestions].flat().flatMap(({ sources }) => sources),
  );
  const cited = summary.cited.filter(({ id }) => named.has(id));
  return { ...summary, gist, keyPoints, decisions, actionItems, openQuestions, cited };
}

const same = (a: Summary, b: Summary) =>
  a.cited.length === b.cited.length &&
  (["gist", "keyPoints", "decisions", "actionItems", "openQuestions"] as const).every(
    (list) => a[list].length === b[list].length,
  );
