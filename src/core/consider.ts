import { type Addressed, addressed } from "./addressing.ts";
import type { Admission } from "./admission.ts";
import { commandOf, isAboutOneself, takesTurn } from "./commands/index.ts";
import type { IsHeld } from "./is-held.ts";
import type { KeepPlace } from "./keep-place.ts";
import type { KeptAboutPeople } from "./kept.ts";
import { localeOf } from "./locale-of.ts";
import { notices } from "./notices/index.ts";
import { createOrder, type QueuePlace } from "./order.ts";
import type { OwnThreads } from "./own-threads.ts";
import type { OwnWord } from "./own-word.ts";
import type { Observe } from "./ports/index.ts";
import type { Arrival, Handled, Question } from "./question.ts";
import type { QuestionJobs } from "./question-job.ts";
import type { QueueLimits } from "./queue-limits.ts";
import type { Replies } from "./replies.ts";
import type { ThreadQueue } from "./thread-queue.ts";
import type { Message, ThreadId } from "./types.ts";

export interface ConsiderParts {
  readonly admission: Admission;
  readonly ownThreads: OwnThreads;
  readonly isHeld: IsHeld;
  readonly queue: ThreadQueue;
  readonly queueLimits: QueueLimits;
  readonly keepPlace: KeepPlace;
  readonly replies: Replies;
  readonly kept: KeptAboutPeople;
  readonly ownWord: OwnWord;
  readonly jobs: QuestionJobs;
  readonly selfName: string;
  readonly observe: Observe;
  /** Unix ms. */
  readonly unixNow: () => number;
}

/** So long after a message was sent, an edit can make a question of it. */
const ASKED_LATE_MS = 60 * 60 * 1000;

/**
 * Takes one message down the line: admission, moderation, is it for Maru?, rate, command or queue, answer. Resolves when
 * nothing is left to do for it. Rejects when something fails; a question then keeps its place in its thread.
 */
export type Consider = (question: Question, arrival: Arrival) => Promise<Handled | "overheard">;

export function createConsider(parts: ConsiderParts): Consider {
  const { admission, ownThreads, queue, replies, kept, selfName, observe } = parts;
  /** Moderation takes one message longer than another; in a thread they are taken up as they came. */
  const order = createOrder<ThreadId>();

  return async (question, arrival) => {
    const { message } = question;
    const isEdit = arrival.event.type === "edited";
    const entry = admission.enter(message);
    if (entry !== "admitted") {
      // A place where Maru does not answer is moderated all the same.
      if (entry === "place") await parts.isHeld(message, arrival);
      return ignored(entry);
    }
    if (message.unanswered && !isAboutOneself(commandOf(message, selfName))) return ignored("person");
    if (question.withdrawn) return ignored("withdrawn");
    const place = order.enter(message.thread);

    // Before anything is awaited, so that a follow-up that comes meanwhile finds the thread to be Maru's.
    const opens = message.startsThread && addressed(message, false) === "mention";
    if (opens) question.opened = ownThreads.expect(message.thread);
    let how: Addressed | undefined;
    try {
      how = addressed(message, !message.startsThread && (await ownThreads.has(message.thread)));
      // A guard takes its time; questions behind this message need not wait for it.
      if (how === "overheard") place.leave();
      if (await parts.isHeld(message, arrival)) return ignored("held");
      if (how === "overheard") return "overheard";
      await place.ready;
      if (question.withdrawn) return ignored("withdrawn");
      if (isEdit && !(await asksLate(message, arrival))) return ignored("edited");
      if (!(await withinRate(message, arrival))) return ignored("rate");
      await question.opened?.keep();
      return await respond(question, arrival, place);
    } catch (error) {
      if (how !== "overheard" && !isCommand(message)) {
        await place.ready; // Those before it stand in the queue then.
        parts.keepPlace(question);
      }
      throw error;
    } finally {
      place.leave();
    }
  };

  /** Whether an edit makes a question of a message: it is recent and was not replied to, save by this one's first try. */
  async function asksLate(message: Message, { replayed }: Arrival): Promise<boolean> {
    const isRecent = parts.unixNow() - Date.parse(message.sentAt) <= ASKED_LATE_MS;
    const isNoted = (await kept.repliedTo(message.id)) !== undefined;
    return replayed ? isRecent || isNoted : isRecent && !isNoted;
  }

  function isCommand(message: Message): boolean {
    return !takesTurn(commandOf(message, selfName));
  }

  /** Counts a message to Maru against its author's and place's rate. Whoever reaches it is told once. */
  async function withinRate(message: Message, arrival: Arrival): Promise<boolean> {
    // A former run let it in; and an answer must always be possible to stop.
    if (arrival.replayed || commandOf(message, selfName) === "stop") return true;
    // Given by the platform's own means, a command is no question and floods no channel.
    if (!takesTurn(message.command)) return true;
    const rate = await admission.question(message);
    if (rate.ok) return true;
    if (rate.tell) {
      const words = notices[localeOf(message)];
      const told = rate.limit === "person" ? words.tooFast : words.placeTooFast;
      await replies.say(message, told(rate.waitMs), "notice");
    }
    return false;
  }

  /** Deals with a message that is for Maru. */
  async function respond(question: Question, arrival: Arrival, place: QueuePlace): Promise<Handled> {
    const { message } = question;
    const words = notices[localeOf(message)];
    // Replied to before the edit, although no note of that is left.
    if (arrival.event.type === "edited" && (await replies.open(message)).finished) return ignored("edited");
    const word = await parts.ownWord(message);
    if (word) {
      await replies.say(message, word.markdown, word.outcome);
      return "done";
    }
    const reply = await replies.open(message);
    question.owed = true;
    if (question.withdrawn) return ignored("withdrawn");
    if (question.stopped) {
      await replies.say(message, words.stopped, "notice");
      return "done";
    }
    return new Promise<Handled>((resolve, reject) => {
      const submitted = queue.submit(parts.jobs(question, message, reply, arrival, resolve, reject));
      place.leave();
      if (submitted === "accepted") return;
      const refusal =
        typeof submitted === "object"
          ? words.waitTooLong(submitted.waitMs)
          : submitted === "full"
            ? words.queueFull
            : words.personQueueFull(parts.queueLimits.waitingPerPerson);
      replies.say(message, refusal, "notice").then(() => resolve("done"), reject);
    });
  }

  function ignored(reason: string): Handled {
    observe({ type: "ignored", reason });
    return "done";
  }
}
