import type { PersonId } from "../core/types.ts";
import type { SourceMessage } from "./source-message.ts";
import type { LeftOut, Participant, Summary } from "./summary.ts";

/** The messages that a summary reads, and how many it does not, and why. */
export function readable(
  messages: readonly SourceMessage[],
  optedOut: ReadonlySet<PersonId>,
): { readonly read: readonly SourceMessage[]; readonly leftOut: LeftOut } {
  const leftOut = { notices: 0, own: 0, bots: 0, optedOut: 0 };
  const read = messages.filter(({ author, notice }) => {
    if (notice) leftOut.notices++;
    else if (author.kind === "self") leftOut.own++;
    else if (author.kind === "bot") leftOut.bots++;
    else if (optedOut.has(author.id)) leftOut.optedOut++;
    else return true;
    return false;
  });
  return { read, leftOut };
}

/** Who wrote the messages, the most active first, then by who came first. */
export function participantsOf(messages: readonly SourceMessage[]): readonly Participant[] {
  const people = new Map<PersonId, { id: PersonId; name: string; messages: number }>();
  for (const { author } of messages) {
    const person = people.get(author.id) ?? { id: author.id, name: author.name, messages: 0 };
    person.messages++;
    people.set(author.id, person);
  }
  return [...people.values()].sort((a, b) => b.messages - a.messages);
}

/** From the first to the last time that is known; nothing where none is. */
export function periodOf(messages: readonly SourceMessage[]): Pick<Summary, "period"> {
  let from: string | undefined;
  let to: string | undefined;
  for (const { sentAt } of messages) {
    if (sentAt === undefined) continue;
    if (from === undefined || sentAt < from) from = sentAt;
    if (to === undefined || sentAt > to) to = sentAt;
  }
  return from === undefined || to === undefined ? {} : { period: { from, to } };
}
