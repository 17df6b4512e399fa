import { OperatorError } from "../../core/ports/operator-error.ts";
import type { SourceMessage } from "../../summary/index.ts";
import type { Heard } from "./heard.ts";
import type { Since } from "./since.ts";

/** What was said in one place, in the order of writing. */
export interface HeardPlace {
  readonly name: string;
  readonly messages: readonly SourceMessage[];
  /** How many more there were before these, too many to be read at once. */
  readonly dropped: number;
}

/** So many messages of a place are read, the newest ones: what lies in memory is bounded. */
const maxMessages = 50_000;

/** Gathers messages by place; one place after the other, as exports hold them. `tell` takes what could not be read. */
export async function* placesOf(
  heard: AsyncIterable<Heard>,
  { since, last }: { readonly since?: Since; readonly last?: number },
  tell: (problem: string) => void,
): AsyncGenerator<HeardPlace> {
  let place: { readonly id: string; readonly name: string } | undefined;
  let messages: SourceMessage[] = [];
  let dropped = 0;
  const gathered = (): readonly HeardPlace[] => {
    if (place === undefined) return [];
    const kept = chosen(messages, since, last);
    const result = { name: place.name, messages: kept, dropped };
    messages = [];
    dropped = 0;
    return [result];
  };
  for await (const each of heard) {
    if ("problem" in each) {
      tell(each.problem);
      continue;
    }
    if (place?.id !== each.place.id) {
      yield* gathered();
      place = each.place;
    }
    messages.push(each.message);
    if (messages.length < 2 * maxMessages) continue;
    dropped += messages.length - maxMessages;
    messages = inOrder(messages).slice(-maxMessages);
  }
  yield* gathered();
}

function chosen(
  messages: readonly SourceMessage[],
  since: Since | undefined,
  last: number | undefined,
): readonly SourceMessage[] {
  const ordered = inOrder(messages);
  const from = since === undefined ? ordered : ordered.filter(isSince(ordered, since));
  return last === undefined ? from : from.slice(-last);
}

/** The order of writing: by time where all have one (a package of Discord's holds the newest first), else as they stand. */
function inOrder(messages: readonly SourceMessage[]): SourceMessage[] {
  if (!messages.every(({ sentAt }) => sentAt !== undefined)) return [...messages];
  return messages.toSorted((a, b) => (a.sentAt as string).localeCompare(b.sentAt as string, "en"));
}

function isSince(messages: readonly SourceMessage[], since: Since): (message: SourceMessage) => boolean {
  const times = messages.flatMap(({ sentAt }) => (sentAt === undefined ? [] : [Date.parse(sentAt)]));
  if (messages.length > 0 && times.length === 0)
    throw new OperatorError(
      "--since needs to know when messages were sent, and these do not tell. Use --last, or name the log after its day, e.g. 2026-01-31.log.",
    );
  const fromMs = "fromMs" in since ? since.fromMs : times.reduce((a, b) => Math.max(a, b), 0) - since.lastMs;
  return ({ sentAt }) => sentAt !== undefined && Date.parse(sentAt) >= fromMs;
}
