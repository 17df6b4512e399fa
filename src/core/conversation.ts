import { addressed } from "./addressing.ts";
import type { Admission } from "./admission.ts";
import type { Consider } from "./consider.ts";
import type { Held } from "./held.ts";
import type { IsHeld } from "./is-held.ts";
import type { KeptAboutPeople } from "./kept.ts";
import { localeOf } from "./locale-of.ts";
import { notices } from "./notices/index.ts";
import type { Model, Moderation, ModerationEvent, Observe, Summaries } from "./ports/index.ts";
import type { Arrival, Handled, Question } from "./question.ts";
import type { Replies } from "./replies.ts";
import type { DigestEvent } from "./summarise/digest-records.ts";
import type { ShowAnew } from "./summarise/show-anew.ts";
import { createTextsSeen } from "./texts-seen.ts";
import type { ThreadQueue } from "./thread-queue.ts";
import type { ChatEvent, Message, MessageId, ThreadId } from "./types.ts";

export interface ConversationParts {
  readonly admission: Admission;
  readonly moderation: Pick<Moderation, "take" | "gone">;
  readonly held: Held;
  readonly isHeld: IsHeld;
  readonly consider: Consider;
  readonly queue: ThreadQueue;
  readonly replies: Replies;
  readonly kept: KeptAboutPeople;
  readonly model: Pick<Model, "forget">;
  readonly summaries: Pick<Summaries, "forgetMessages" | "edited">;
  readonly showAnew: ShowAnew;
  readonly digest: (digest: DigestEvent) => Promise<Handled>;
  readonly observe: Observe;
}

export interface Conversation {
  /**
   * Deals with an event; resolves when nothing is left to do for it: an answer's event, when it is answered. Rejects
   * when it could not be dealt with; then it is either handled again or given up, and edits, a Stop and a deletion that
   * come meanwhile count.
   */
  handle(arrival: Arrival): Promise<Handled>;
  /** Aborted when an event that could not be dealt with is worth trying again at once. */
  sooner(event: ChatEvent): AbortSignal | undefined;
  /**
   * The event will not be tried again. Whoever waits for an answer is told, unless the platform `refused` to take
   * one. Rejects when that is not possible either.
   */
  giveUp(event: ChatEvent, refused: boolean): Promise<void>;
}

/** What becomes of each event, and of the messages that are on their way to an answer when another event is about them. */
export function createConversation(parts: ConversationParts): Conversation {
  const { queue, replies, kept, observe } = parts;
  /** Messages on their way, from their arrival until nothing is left to do for them. */
  const questions = new Map<MessageId, Question>();
  const seen = createTextsSeen();

  async function handle(arrival: Arrival): Promise<Handled> {
    const { event } = arrival;
    switch (event.type) {
      case "message":
        return onMessage(arrival, event.message);
      case "edited":
        return onEdited(arrival, event.message);
      case "deleted":
        return onDeleted(event.message, event.thread);
      case "stop":
        return onStop(event.thread, event.question);
      case "digest":
        return parts.digest(event);
      case "feedback":
        await kept.rate(event);
        observe({ type: "feedback", rating: event.rating });
        return "done";
      case "move":
      case "appeal":
      case "report":
      case "label":
        return onModeration(event);
      default:
        return event satisfies never;
    }
  }

  async function onModeration(event: ModerationEvent): Promise<Handled> {
    const { held, released } = await parts.moderation.take(event);
    if (held) {
      await parts.held.add(held);
      await notToBeTold(held);
    }
    if (released) await parts.held.release(released);
    return "done";
  }

  async function onMessage(arrival: Arrival, message: Message): Promise<Handled> {
    if (arrival.event.type === "message") seen.note(message);
    const known = questions.get(message.id);
    if (known && known.event !== arrival.event.id) return ignored("duplicate");
    const question = known ?? newQuestion(arrival.event, message);
    question.sooner = new AbortController();
    questions.set(message.id, question);
    try {
      const handled = await considerAsItStands(question, arrival);
      // From here to the end nothing is awaited but the removal: a deletion that comes later finds the reply's note.
      if (question.withdrawn) await replies.remove(message.id);
      forget(question);
      return handled;
    } catch (error) {
      question.state = "waiting";
      throw error;
    }
  }

  /** Considers it once more if an edit came while it was found to be nothing for Maru. */
  async function considerAsItStands(question: Question, arrival: Arrival): Promise<Handled> {
    for (;;) {
      const { message } = question;
      const handled = await parts.consider(question, arrival);
      if (handled !== "overheard") return handled;
      if (question.message !== message) continue;
      // It was a question when its reply was opened.
      if (question.owed) question.withdrawn = true;
      return ignored("overheard");
    }
  }

  function forget(question: Question): void {
    questions.delete(question.message.id);
    question.opened?.drop();
    queue.leave(question.message.id);
  }

  async function onEdited(arrival: Arrival, message: Message): Promise<Handled> {
    if (message.unanswered) {
      await takeBack(message);
      return "done";
    }
    const question = questions.get(message.id);
    // What needs no mention was a question when it was posted.
    if (question?.event === arrival.event.id || (!question && addressed(message, false) === "mention")) {
      const takenBack = takeBack(message);
      takenBack.catch(() => undefined);
      const handled = await onMessage(arrival, message);
      await takenBack;
      return handled;
    }
    const entry = parts.admission.enter(message);
    if (entry === "self" || entry === "bot") return "done";
    if (question?.state === "waiting") question.message = message;
    if (await parts.isHeld(message, arrival)) {
      withdraw(message.id);
      await parts.model.forget(message.thread);
      await notToBeTold(message.id);
    } else await takeBack(message);
    return "done";
  }

  /** Forgets what a person's message said before it was edited. */
  async function takeBack(message: Message): Promise<void> {
    if (message.author.kind !== "person") return;
    if (seen.differs(message)) await parts.model.forget(message.thread);
    await parts.showAnew(await parts.summaries.edited(message));
    seen.note(message);
  }

  async function onDeleted(id: MessageId, thread: ThreadId): Promise<Handled> {
    if (!withdraw(id)) await replies.remove(id);
    await parts.moderation.gone(id);
    await parts.model.forget(thread);
    await notToBeTold(id);
    return "done";
  }

  /** Takes what a message said out of the summaries that people see. */
  async function notToBeTold(id: MessageId): Promise<void> {
    await parts.showAnew(await parts.summaries.forgetMessages([id]));
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

  /** The question that the event brought. */
  function broughtBy(event: ChatEvent): Question | undefined {
    if (event.type !== "message" && event.type !== "edited") return undefined;
    const question = questions.get(event.message.id);
    return question?.event === event.id ? question : undefined;
  }

  async function giveUp(event: ChatEvent, refused: boolean): Promise<void> {
    const question = broughtBy(event);
    if (!question) return;
    const { message } = question;
    try {
      if (question.owed && !refused && !question.withdrawn)
        await replies.say(message, notices[localeOf(message)].failed, "notice");
      if (question.withdrawn) await replies.remove(message.id);
    } finally {
      forget(question);
    }
  }

  function ignored(reason: string): Handled {
    observe({ type: "ignored", reason });
    return "done";
  }

  return { handle, giveUp, sooner: (event) => broughtBy(event)?.sooner.signal };
}

const newQuestion = (event: ChatEvent, message: Message): Question => ({
  event: event.id,
  message,
  state: "waiting",
  withdrawn: false,
  stopped: false,
  owed: false,
  opened: undefined,
  sooner: new AbortController(),
});
