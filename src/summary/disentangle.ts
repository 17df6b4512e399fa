import type { MessageId, PersonId } from "../core/types.ts";
import { peopleByName } from "./people-by-name.ts";
import type { SourceMessage } from "./source-message.ts";

/** Where a message stands in what was said. */
export interface Turn {
  /** The conversation it belongs to: its number, counted from 0 in the order of their first messages. */
  readonly conversation: number;
  /** The message that it goes on from, as an index; absent where it begins a conversation. */
  readonly follows?: number;
  /** Who is spoken to by name, where somebody is. */
  readonly to?: PersonId;
}

/** Somebody who was spoken to by name is looked for so far back, in time and in messages. */
const maxAddressMs = 60 * 60_000;
const maxAddressMessages = 300;
/** Where many speak at once, whoever writes again within this time goes on with what they were at, and others begin something of their own. */
const maxOwnMs = 10 * 60_000;
const maxOwnMessages = 40;
/** Elsewhere a message that names nobody goes on from the one before, unless it was silent for so long. */
const maxSilenceMs = 30 * 60_000;
/** So many people among so many messages are many at once. */
const busyPeople = 8;
const busyMessages = 40;

/** "name: …", "name, …", "@name …", as the first word; Hangul names with "님". */
const address = /^\s*(?:@([^\s:,]{1,64})|([^\s:,@]{1,64})(?=[:,]))/u;
const mention = /(?<![\p{L}\p{N}])@([\p{L}\p{N}_.|^[\]{}\\`-]{1,64})/gu;
/** A quoted line: "> …". */
const quotedLine = /^[ \t]*>[ \t]?(.{12,400})$/mu;

/**
 * Tells the conversations of a place apart: by the platform's threads and replies, by quotations, by who is spoken to
 * ("name: …", "@name"), and by silences. `messages` are in the order of writing. Takes time in proportion to their number.
 */
export function disentangle(messages: readonly SourceMessage[]): readonly Turn[] {
  const people = peopleByName(messages);
  const indexOf = new Map<MessageId, number>();
  const lastOf = new Map<PersonId, number>();
  /** The last message that spoke to somebody by name, by whom it spoke to. */
  const lastTo = new Map<PersonId, number>();
  const lastInThread = new Map<string, number>();
  const byBeginning = new Map<string, number>();
  const turns: Turn[] = [];
  const recent: PersonId[] = [];
  const inRecent = new Map<PersonId, number>();
  let conversations = 0;

  for (const [at, message] of messages.entries()) {
    const to = addressee(message, people);
    const follows = guess(message, at, to);
    turns.push({
      conversation: follows === undefined ? conversations++ : (turns[follows] as Turn).conversation,
      ...(follows === undefined ? {} : { follows }),
      ...(to === undefined ? {} : { to }),
    });
    indexOf.set(message.id, at);
    lastOf.set(message.author.id, at);
    if (to !== undefined) lastTo.set(to, at);
    if (message.thread !== undefined) lastInThread.set(message.thread, at);
    byBeginning.set(beginning(message.text), at);
    remember(message.author.id);
  }
  return turns;

  function guess(message: SourceMessage, at: number, to: PersonId | undefined): number | undefined {
    const told = message.replyTo === undefined ? undefined : indexOf.get(message.replyTo);
    if (told !== undefined) return told;
    // A thread is named after the message that began it, on Slack; that message may not name it itself.
    const before = message.thread && (lastInThread.get(message.thread) ?? indexOf.get(message.thread));
    if (before !== undefined) return before;
    const quoted = quotedLine.exec(message.text.slice(0, 2000))?.[1];
    const original = quoted === undefined ? undefined : byBeginning.get(beginning(quoted));
    if (original !== undefined) return original;
    if (to !== undefined) {
      const spokenTo = lastOf.get(to);
      if (spokenTo !== undefined && near(spokenTo, at, maxAddressMs, maxAddressMessages)) return spokenTo;
    }
    // Spoken to since one wrote last: that is answered.
    const heard = lastTo.get(message.author.id);
    const own = lastOf.get(message.author.id);
    if (heard !== undefined && heard > (own ?? -1) && near(heard, at, maxOwnMs, maxOwnMessages)) return heard;
    const previous = at > 0 && near(at - 1, at, maxSilenceMs, 1) ? at - 1 : undefined;
    if (inRecent.size < busyPeople) return previous;
    return own !== undefined && near(own, at, maxOwnMs, maxOwnMessages) ? own : undefined;
  }

  function near(from: number, to: number, maxMs: number, maxMessages: number): boolean {
    const ms = Date.parse(messages[to]?.sentAt ?? "") - Date.parse(messages[from]?.sentAt ?? "");
    return to - from <= maxMessages && !(ms > maxMs);
  }

  function remember(author: PersonId): void {
    recent.push(author);
    inRecent.set(author, (inRecent.get(author) ?? 0) + 1);
    if (recent.length <= busyMessages) return;
    const gone = recent.shift() as PersonId;
    const left = (inRecent.get(gone) ?? 1) - 1;
    if (left === 0) inRecent.delete(gone);
    else inRecent.set(gone, left);
  }
}

/** The participant to whom a message speaks by name at its beginning, or whom it mentions; never its own author. */
function addressee(message: SourceMessage, people: ReadonlyMap<string, PersonId>): PersonId | undefined {
  const found = address.exec(message.text);
  const named = [found?.[1] ?? found?.[2] ?? ""];
  for (const match of message.text.slice(0, 2000).matchAll(mention)) named.push(match[1] as string);
  for (const name of named) {
    const person =
      people.get(name.toLowerCase()) ?? people.get(name.toLowerCase().replace(/[.,:;!?]+$|님$/u, ""));
    if (person !== undefined && person !== message.author.id) return person;
  }
  return undefined;
}

const beginning = (text: string) => text.trim().slice(0, 40).toLowerCase();
