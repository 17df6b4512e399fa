import type { PersonId } from "../../core/types.ts";
import { readable } from "../readable.ts";
import type { SourceMessage } from "../source-message.ts";
import type { Participant, Summary } from "../summary.ts";

/** Who wrote, when, and how much of it: kept while messages stream by. */
export interface Tally {
  /** Those that are to be read, each counted as it passes. */
  counting(messages: AsyncIterable<SourceMessage> | Iterable<SourceMessage>): AsyncGenerator<SourceMessage>;
  /** How many passed, whether to be read or not. */
  readonly passed: number;
  /** Whether all have passed. */
  readonly ended: boolean;
  result(): Pick<Summary, "participants" | "period" | "messagesRead" | "leftOut">;
}

export function createTally(optedOut: ReadonlySet<PersonId>): Tally {
  const people = new Map<PersonId, { id: PersonId; name: string; messages: number }>();
  const leftOut = { notices: 0, own: 0, bots: 0, optedOut: 0 };
  let messagesRead = 0;
  let passed = 0;
  let ended = false;
  let from: string | undefined;
  let to: string | undefined;

  function count({ author, sentAt }: SourceMessage): void {
    const person = people.get(author.id) ?? { id: author.id, name: author.name, messages: 0 };
    person.messages++;
    people.set(author.id, person);
    messagesRead++;
    if (sentAt === undefined) return;
    if (from === undefined || sentAt < from) from = sentAt;
    if (to === undefined || sentAt > to) to = sentAt;
  }

  return {
    async *counting(messages) {
      for await (const message of messages) {
        passed++;
        const { read, leftOut: left } = readable([message], optedOut);
        leftOut.notices += left.notices;
        leftOut.own += left.own;
        leftOut.bots += left.bots;
        leftOut.optedOut += left.optedOut;
        for (const one of read) {
          count(one);
          yield one;
        }
      }
      ended = true;
    },
    get passed() {
      return passed;
    },
    get ended() {
      return ended;
    },
    result: () => ({
      participants: [...people.values()].sort(
        (a, b): number => b.messages - a.messages,
      ) satisfies Participant[],
      ...(from === undefined || to === undefined ? {} : { period: { from, to } }),
      messagesRead,
      leftOut,
    }),
  };
}
