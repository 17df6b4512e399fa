import type { ChatEvent, Message, MessageId, PersonId, Verdict } from "../types.ts";

/** Moderation's place in the path: what people write is judged, what Maru writes is screened, what moderators do is taken. */
export interface Moderation {
  /**
   * Judges a message that somebody wrote or edited. Judging the same message with the same words again, as after a crash, opens
   * no second case.
   *
   * @param seen `edited`: it may have a case already, which is to show how it reads now; absent: it is new
   */
  judge(message: Message, seen?: { readonly edited: boolean }): Judging;
  /**
   * The author deleted the message: its case, if it has one that nobody decided, is closed; one that was reported, or that one moderator
   * of two has decided, stays.
   */
  gone(message: MessageId): Promise<void>;
  /** How many of the person's messages are kept with their words: in cases, and in the random sample. */
  count(person: PersonId): Promise<number>;
  /** Erases them; those of cases that nobody has decided go when somebody has. @returns how many */
  erase(person: PersonId): Promise<number>;
  /** Takes a moderator's move or label, an appeal or a report; safe to repeat with the same event. */
  take(event: ModerationEvent): Promise<Consequence>;
  /**
   * Passes an answer on as far as it is allowed, with no other links than it may have: those show as text. When a part of it
   * is held, yields nothing from there on and throws an `AnswerHeld`. Every beginning of what it yields can be shown.
   */
  screen(answer: AsyncIterable<string>, asked: ScreenContext): AsyncIterable<string>;
}

/** What an answer is judged by, beside its own words. */
export interface ScreenContext {
  /** The question, or what stands for one. */
  readonly to: Pick<Message, "id" | "text">;
  /** All that the answer may draw its links from: the texts that were given to the model or quoted, and the quotations' own links. */
  readonly sources: readonly string[];
}

/** A message on its way through moderation. */
export interface Judging {
  /** What the core must know before it goes on with the message. Rejects when the judging has to be tried again. */
  readonly verdict: Promise<Verdict>;
  /**
   * Resolves when nothing of it would be lost by a crash: the case is stored, and what the policy says was done. A guard takes seconds
   * for that. Rejects when the judging has to be tried again; then the verdict of before does not count any more.
   */
  readonly settled: Promise<void>;
}

export type ModerationEvent = Extract<ChatEvent, { readonly type: "move" | "appeal" | "report" | "label" }>;

/** What a decision means for Maru's own dealing with messages. */
export interface Consequence {
  /** Maru is not to quote it or show it to the model. */
  readonly held?: MessageId;
  /** … or may again. */
  readonly released?: MessageId;
}

/** Maru's own answer did not pass moderation. `reason` never holds the answer's text. */
export class AnswerHeld extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`the answer was held back: ${reason}`);
    this.name = "AnswerHeld";
    this.reason = reason;
  }
}
