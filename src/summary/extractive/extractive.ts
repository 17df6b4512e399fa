import type { PersonId } from "../../core/types.ts";
import { mainLocale } from "../main-locale.ts";
import type { Pace } from "../pace.ts";
import { participantsOf, periodOf, readable } from "../readable.ts";
import type { SourceMessage } from "../source-message.ts";
import type { ActionItem, CitedMessage, Claim, Decision, Person, Summary } from "../summary.ts";
import { chooseQuotations } from "./choose-quotations.ts";
import { type Quotable, readForQuoting } from "./reading.ts";

interface ExtractiveOptions {
  /** How many words are quoted at most, between spaces; one sentence is quoted however long it is. */
  readonly maxWords: number;
  readonly pace: Pace;
  /** People whose messages are not read. */
  readonly optedOut?: ReadonlySet<PersonId>;
}

/**
 * A summary of messages (in the order of writing) by quoting the sentences that carry what was said: word for word, each with the
 * message that it stands in. Without a model; the same for the same messages. About a second for 10,000 messages.
 */
export async function summariseByQuoting(
  messages: readonly SourceMessage[],
  { maxWords, pace, optedOut = new Set() }: ExtractiveOptions,
): Promise<Summary> {
  const { read, leftOut } = readable(messages, optedOut);
  const reading = await readForQuoting(read, pace);
  const chosen = await chooseQuotations(reading, maxWords, pace);

  const claim = ({ text, message }: Quotable): Claim => ({
    text,
    sources: [(read[message] as SourceMessage).id],
  });
  const person = (at: number): Person => {
    const { id, name } = (read[at] as SourceMessage).author;
    return { id, name };
  };
  const people = participantsOf(read);
  const owners = new Map<PersonId, Person>(people.map(({ id, name }) => [id, { id, name }]));
  const decision = (quotation: Quotable): Decision => {
    const by = new Map<PersonId, Person>();
    for (const at of [quotation.message, ...reading.agreeing(quotation.message)])
      by.set(person(at).id, person(at));
    return { ...claim(quotation), by: [...by.values()] };
  };
  const actionItem = (quotation: Quotable): ActionItem => {
    const { owner, due } = quotation.action ?? {};
    const known = owner === undefined ? undefined : owners.get(owner);
    return { ...claim(quotation), ...(known ? { owner: known } : {}), ...(due === undefined ? {} : { due }) };
  };
  const all = Object.values(chosen).flat();
  return {
    kind: "extractive",
    locale: mainLocale(read),
    gist: chosen.gist.map(claim),
    keyPoints: chosen.keyPoints.map(claim),
    decisions: chosen.decisions.map(decision),
    actionItems: chosen.actions.map(actionItem),
    openQuestions: chosen.questions.map(claim),
    participants: people,
    ...periodOf(read),
    messagesRead: read.length,
    leftOut,
    cited: citedOf(read, all),
  };
}

function citedOf(read: readonly SourceMessage[], quoted: readonly Quotable[]): readonly CitedMessage[] {
  const indices = [...new Set(quoted.map(({ message }) => message))].sort((a, b) => a - b);
  return indices.map((at) => {
    const { id, author, sentAt, link } = read[at] as SourceMessage;
    return {
      id,
      author: { id: author.id, name: author.name },
      ...(sentAt === undefined ? {} : { sentAt }),
      link,
    };
  });
}
