import { addressed } from "./addressing.ts";
import type { Admission } from "./admission.ts";
import { commandOf } from "./commands/index.ts";
import type { Held } from "./held.ts";
import type { KeptAboutPeople } from "./kept.ts";
import { localeOf } from "./locale-of.ts";
import { notices } from "./notices/index.ts";
import { createOrder, type Place } from "./order.ts";
import type { OwnThreads } from "./own-threads.ts";
import type { OwnWord } from "./own-word.ts";
import type { Logger, Moderation, Observe } from "./ports/index.ts";
import type { Arrival, Handled, Question } from "./question.ts";
import type { QuestionJobs } from "./question-job.ts";
import type { Replies } from "./replies.ts";
import type { QueueLimits, ThreadQueue } from "./thread-queue.ts";
import type { ChatEvent, Message, MessageId, ThreadId } from "./types.ts";

export interface ConversationParts {
  readonly admission: Admission;
  readonly ownThreads: OwnThreads;
  readonly moderation: Moderation;
  readonly held: Held;
  readonly queue: ThreadQueue;
  readonly queueLimits: QueueLimits;
  readonly replies: Replies;
  readonly kept: KeptAboutPeople;
  readonly ownWord: OwnWord;
  readonly jobs: QuestionJobs;
  readonly selfName: string;
  readonly log: Logger;
  readonly observe: Observe;
}

export interface Conversation {
  /**
   * Deals with an event; resolves when nothing is left to do for it: an answer's event, when it is answered. Rejects
   * when it could not be dealt with; then it may be tried again, and edits and deletions that come meanwhile count.
   */
  handle(arrival: Arrival): Promise<Handled>;
  /**
   * The event will not be tried again. Whoever waits for an answer is told, unless the platform `refused` to take
   * one. Rejects when that is not possible either.
   */
  giveUp(event: ChatEvent, refused: boolean): Promise<void>;
}

/**
 * What becomes of each event. A message goes down one line: admission, moderation, is it for Maru?, rate, command or
 * queue, answer.
 */
export function createConversation(parts: ConversationParts): Conversation {
  const { admission, ownThreads, moderation, held, queue, replies, kept, selfName, log, observe } = parts;
  /** Messages on their way, from their arrival until nothing is left to do for them. */
  const questions = new Map<MessageId, Question>();
  /** Moderation takes one message longer than another; in a thread they are taken up as they came. */
  const order = createOrder<ThreadId>();

  async function handle(arrival: Arrival): Promise<Handled> {
    const { event } = arrival;
    switch (event.type) {
      case "message":
        return onMessage(arrival, event.message);
      case "edited":
        return onEdited(event.message);
      case "deleted":
        return onDeleted(event.message);
      case "stop":
        return onStop(event.thread, event.question);
      case "feedback":
        await kept.rate(event);
        observe({ type: "feedback", rating: event.rating });
        return "done";
      default:
        return event satisfies never;
    }
  }

  async function onMessage(arrival: Arrival, message: Message): Promise<Handled> {
    const known = questions.get(message.id);
    if (known && known.event !== arrival.event.id) return ignored("duplicate");
    const question: Question = known ?? {
      event: arrival.event.id,
      message,
      state: "waiting",
      withdrawn: false,
      stopped: false,
    };
    question.state = "waiting";
    questions.set(message.id, question);
    const handled = await consider(question, arrival);
    // From here to the end nothing is awaited but the removal: a deletion that comes later finds the reply's note.
    questions.delete(message.id);
    if (question.withdrawn) await replies.remove(message.id);
    return handled;
  }

  async function consider(question: Question, arrival: Arrival): Promise<Handled> {
    const { message } = question;
    const entry = admission.enter(message);
    if (entry !== "admitted") return ignored(entry);
    const place = order.enter(message.thread);

    // Before anything is awaited, so that a follow-up that comes meanwhile finds the thread to be Maru's.
    const opens = message.startsThread && addressed(message, false) === "mention";
    const ownThread = opens ? ownThreads.expect(message.thread) : undefined;
    try {
      const how = addressed(message, !message.startsThread && (await ownThreads.has(message.thread)));
      if (await isHeld(message)) return ignored("held");
      if (how === "overheard") return ignored("overheard");
      await place.ready;
      if (question.withdrawn) return ignored("withdrawn");
      if (!(await withinRate(message, arrival))) return ignored("rate");
      await ownThread?.keep();
      return await respond(question, arrival, place);
    } finally {
      place.leave();
      ownThread?.drop();
    }
  }

  /** Whether moderation holds the message; remembers what it holds. */
  async function isHeld(message: Message): Promise<boolean> {
    const verdict = await moderation.judge(message);
    if (verdict.action === "allow") return false;
    log.info({ message: message.id, reason: verdict.reason }, "message held");
    await held.add(message.id);
    return true;
  }

  /** Counts a message to Maru against its author's and place's rate. Whoever reaches it is told once. */
  async function withinRate(message: Message, arrival: Arrival): Promise<boolean> {
    // A former run let it in; and an answer must always be possible to stop.
    if (arrival.replayed || commandOf(message, selfName) === "stop") return true;
    // Given by the platform's own means, a command is no question and floods no channel.
    if (message.command !== undefined && message.command !== "ask") return true;
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
  async function respond(question: Question, arrival: Arrival, place: Place): Promise<Handled> {
    const { message } = question;
    const words = notices[localeOf(message)];
    const word = await parts.ownWord(message);
    if (word) {
      await replies.say(message, word.markdown, word.outcome);
      return "done";
    }
    const reply = await replies.open(message);
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
        submitted === "full" ? words.queueFull : words.personQueueFull(parts.queueLimits.waitingPerPerson);
      replies.say(message, refusal, "notice").then(() => resolve("done"), reject);
    });
  }

  async function onEdited(message: Message): Promise<Handled> {
    if (admission.enter(message) !== "admitted") return "done";
    const question = questions.get(message.id);
    if (question?.state === "waiting") question.message = message;
    if (await isHeld(message)) withdraw(message.id);
    else await held.release(message.id);
    return "done";
  }

  async function onDeleted(id: MessageId): Promise<Handled> {
    if (!withdraw(id)) await replies.remove(id);
    return "done";
  }

  /** Takes a question back wherever on its way it is. `false`: it is on no way, or answered already. */
  function withdraw(id: MessageId): boolean {
    const question = questions.get(id);
    if (!question) return false;
    question.withdrawn = true;
    queue.cancel(id, "deleted");
    return true;
  }

  async function onStop(thread: ThreadId, only: MessageId | undefined): Promise<Handled> {
    const stopped = only ? queue.cancel(only, "stopped") : queue.cancelThread(thread, "stopped") > 0;
    if (stopped) return "done";
    // Not queued yet: being judged, or taken up again together with this stop after a restart.
    for (const question of questions.values()) {
      const meant = only ? question.message.id === only : question.message.thread === thread;
      if (meant && question.state === "waiting") question.stopped = true;
    }
    return "done";
  }

  async function giveUp(event: ChatEvent, refused: boolean): Promise<void> {
    if (event.type !== "message") return;
    const question = questions.get(event.message.id);
    questions.delete(event.message.id);
    if (question?.state !== "begun" || refused || question.withdrawn) return;
    await replies.say(question.message, notices[localeOf(question.message)].failed, "notice");
  }

  function ignored(reason: string): Handled {
    observe({ type: "ignored", reason });
    return "done";
  }

  return { handle, giveUp };
}
