import type { MessageId } from "../core/types.ts";
import { speaksOf } from "./names-of-people.ts";
import type { Claim, Person, Summary } from "./summary.ts";

/** A claim of any kind. */
type AnyClaim = Claim & { readonly by?: readonly Person[]; readonly owner?: Person };

/**
 * The summary without what these messages said. A claim that names one of them goes as a whole, whatever else it names: nobody can tell
 * which of its words came from where. The same object where it names none of them.
 */
export function withoutMessages(summary: Summary, messages: ReadonlySet<MessageId>): Summary {
  if (!summary.cited.some(({ id }) => messages.has(id))) return summary;
  return keeping(summary, ({ sources }) => !sources.some((source) => messages.has(source)));
}

/**
 * The summary without what a message does not say any more since it was edited: of quotations those that do not stand in it now; of a
 * model's own words all that name it, since nobody can tell whether they still hold. The same object where that is nothing.
 */
export function withoutOutdated(summary: Summary, message: MessageId, text: string): Summary {
  if (summary.kind === "model") return withoutMessages(summary, new Set([message]));
  const isStale = (claim: Claim) =>
    claim.sources.includes(message) && !spaced(text).includes(spaced(claim.text));
  const kept = keeping(summary, (claim) => !isStale(claim));
  return kept.takenOut === summary.takenOut ? summary : kept;
}

const spaced = (text: string) => text.replace(/\s+/g, " ");

/**
 * The summary without what a person said and without what it says of them, by the name that they have now or had in it. The same object
 * where that is nothing.
 */
export function withoutPerson(summary: Summary, person: Person): Summary {
  const { id } = person;
  const theirs = summary.participants.some((participant) => participant.id === id);
  const authored = summary.cited.filter(({ author }) => author.id === id);
  const cited = new Set(authored.map((message) => message.id));
  const names = new Set([person.name, ...authored.map(({ author }) => author.name)]);
  for (const participant of summary.participants) if (participant.id === id) names.add(participant.name);
  const about = (claim: AnyClaim) =>
    claim.sources.some((source) => cited.has(source)) || isAbout(claim, person, names);
  const kept = keeping(summary, (claim) => !about(claim));
  return !theirs && kept.takenOut === summary.takenOut
    ? summary
    : { ...kept, participants: summary.participants.filter((participant) => participant.id !== id) };
}

/** Whether a claim says something of a person. */
export function isAbout(claim: AnyClaim, { id, name }: Person, names: Iterable<string> = [name]): boolean {
  return (
    claim.owner?.id === id ||
    claim.by?.some((other) => other.id === id) === true ||
    speaksOf(claim.text, names)
  );
}

/** How many points a summary makes. */
export const pointsOf = ({ gist, keyPoints, decisions, actionItems, openQuestions }: Summary): number =>
  [gist, keyPoints, decisions, actionItems, openQuestions].flat().length;

function keeping(summary: Summary, keeps: (claim: AnyClaim) => boolean): Summary {
  const gist = summary.gist.filter(keeps);
  const keyPoints = summary.keyPoints.filter(keeps);
  const decisions = summary.decisions.filter(keeps);
  const actionItems = summary.actionItems.filter(keeps);
  const openQuestions = summary.openQuestions.filter(keeps);
  const left = { ...summary, gist, keyPoints, decisions, actionItems, openQuestions };
  const takenOut = pointsOf(summary) - pointsOf(left);
  if (takenOut === 0) return left;
  const named = new Set(
    [gist, keyPoints, decisions, actionItems, openQuestions].flat().flatMap(({ sources }) => sources),
  );
  const cited = summary.cited.filter(({ id }) => named.has(id));
  return { ...left, cited, takenOut: (summary.takenOut ?? 0) + takenOut };
}
