import { detectLocale } from "../text/language.ts";
import { addressed } from "./addressing.ts";
import type { Admission } from "./admission.ts";
import type { Asked } from "./answer.ts";
import { commandOf, runCommand } from "./commands/index.ts";
import { insist } from "./insist.ts";
import type { Interruptions } from "./interruptions.ts";
import type { KeptAboutPeople } from "./kept.ts";
import { notices } from "./notices/index.ts";
import type { OwnThreads } from "./own-threads.ts";
import type { AnswerOutcome, ChatAdapter, Logger, Moderation, Observe, Reply } from "./ports/index.ts";
import { withoutOwnMention } from "./speakers.ts";
import type { CancelReason, Job, QueueLimits, ThreadQueue } from "./thread-queue.ts";
import type { ChatEvent, Locale, Message, MessageId, ThreadId } from "./types.ts";

export interface ConversationParts {
  readonly adapterOf: (id: ThreadId | MessageId) => ChatAdapter;
  readonly admission: Admission;
  readonly ownThreads: OwnThreads;
  readonly moderation: Moderation;
  readonly queue: ThreadQueue;
  readonly queueLimits: QueueLimits;
  readonly kept: KeptAboutPeople;
  readonly interruptions: Interruptions;
  readonly answer: (asked: Asked) => Promise<AnswerOutcome>;
  readonly selfName: string;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** An event on its way through the core. */
export interface Arrival {
  readonly event: ChatEvent;
  /** Monotonic milliseconds. */
  readonly at: number;
  /** It was taken in by a former run that did not finish it. */
  readonly replayed: boolean;
}

/** `left`: not finished, to be taken up again at the next start. */
export type Handled = "done" | "left";

/** A message on its way to an answer, if it gets one. Edits and a deletion that come in time are noted here. */
interface Question {
  message: Message;
  /** The model has it: edits come too late. */
  begun: boolean;
  /** Deleted, or edited into what moderation holds, before it was queued. */
  withdrawn: boolean;
}

/**
 * What becomes of each event. A message goes down one line: admission, moderation, is it for Maru?, rate, command or
 * queue, answer. Resolves when nothing is left to do for the event; an answer's event, when it is answered.
 */
export function createConversation(parts: ConversationParts): (arrival: Arrival) => Promise<Handled> {
  const { admission, ownThreads, moderation, queue, kept, interruptions, selfName, log, observe, now } =
    parts;
  const questions = new Map<MessageId, Question>();

  return async (arrival) => {
    const { event } = arrival;
    switch (event.type) {
      case "message":
        return onMessage(arrival, event.message);
      case "edited":
        return onEdited(event.message);
      case "deleted":
        return onDeleted(event.message);
      case "stop":
        queue.cancelThread(event.thread, "stopped");
        return "done";
      case "feedback":
        await kept.rate(event);
        observe({ type: "feedback", rating: event.rating });
        return "done";
      default:
        return event satisfies never;
    }
  };

  async function onMessage(arrival: Arrival, message: Message): Promise<Handled> {
    if (questions.has(message.id)) return ignored("duplicate");
    const question: Question = { message, begun: false, withdrawn: false };
    questions.set(message.id, question);
    try {
      return await consider(question, arrival);
    } finally {
      questions.delete(message.id);
    }
  }

  async function consider(question: Question, arrival: Arrival): Promise<Handled> {
    const { message } = question;
    const entry = admission.enter(message);
    if (entry !== "admitted") return ignored(entry);

    // Before anything is awaited, so that a follow-up that comes meanwhile finds the thread to be Maru's.
    const opensThread = message.startsThread && addressed(message, false) === "mention";
    const opening = opensThread ? ownThreads.add(message.thread) : undefined;
    const how = addressed(message, !message.startsThread && (await ownThreads.has(message.thread)));
    await opening;

    const verdict = await moderation.judge(message);
    if (verdict.action === "hold") {
      log.info({ message: message.id, reason: verdict.reason }, "message held");
      return ignored("held");
    }
    if (how === "overheard") return ignored("overheard");
    if (question.withdrawn) return ignored("withdrawn");
    return respond(question, arrival);
  }

  /** Deals with a message that is for Maru. */
  async function respond(question: Question, arrival: Arrival): Promise<Handled> {
    const { message } = question;
    const words = notices[localeOf(message)];
    const command = commandOf(message, selfName);
    if (command !== undefined && command !== "ask")
      return say(message, await runCommand(command, message, localeOf(message), parts), "command");
    if (withoutOwnMention(message.text, selfName) === "")
      return say(message, words.empty.replace("{name}", selfName), "notice");

    if (!arrival.replayed) {
      const rate = await admission.question(message);
      if (!rate.ok) {
        if (!rate.tell) return ignored("rate");
        const told = rate.limit === "person" ? words.tooFast : words.placeTooFast;
        return say(message, told(rate.waitMs), "notice");
      }
    }
    if (question.withdrawn) return ignored("withdrawn");
    return new Promise<Handled>((resolve, reject) => {
      const submitted = queue.submit(questionJob(question, arrival, resolve, reject));
      if (submitted === "accepted") return;
      const refusal =
        submitted === "full" ? words.queueFull : words.personQueueFull(parts.queueLimits.waitingPerPerson);
      say(message, refusal, "notice").then(resolve, reject);
    });
  }

  function questionJob(
    question: Question,
    { event, at }: Arrival,
    resolve: (handled: Handled) => void,
    reject: (error: unknown) => void,
  ): Job {
    const { id, thread, author } = question.message;
    const adapter = parts.adapterOf(thread);
    const submittedAt = now();
    const opening = open(question.message);
    opening.catch(() => {}); // whoever awaits it deals with the error

    const run = async (signal: AbortSignal): Promise<Handled> => {
      const startedAt = now();
      question.begun = true;
      const reply = await opening;
      const handled = reply.finished ? "done" : await answerOrGiveUp(reply, signal, startedAt);
      await interruptions.end(event.id);
      return handled;
    };

    const answerOrGiveUp = async (reply: Reply, signal: AbortSignal, startedAt: number): Promise<Handled> => {
      const { message } = question;
      const locale = localeOf(message);
      if (await interruptions.exhausted(event.id)) {
        log.error({ message: id }, "question given up");
        await insist(() => reply.finish(notices[locale].gaveUp, "notice"));
        return "done";
      }
      const outcome = await parts.answer({
        question: message,
        reply,
        adapter,
        locale,
        signal,
        begin: () => interruptions.begin(event.id),
        requested: () => observe({ type: "requested", overheadMs: submittedAt - at + (now() - startedAt) }),
      });
      return outcome === "handed-back" ? "left" : "done";
    };

    return {
      id,
      thread,
      person: author.id,
      run: (signal) => run(signal).then(resolve, reject),
      moved: (position) => {
        if (position.ahead === 0) return;
        opening
          .then((reply) => (question.begun ? undefined : reply.status({ state: "queued", ...position })))
          .catch((error: unknown) => log.warn({ message: id, err: error }, "status not shown"));
      },
      cancelled: (reason) => {
        withdraw(question, opening, reason).then(resolve, reject);
      },
    };
  }

  /** Ends a question that never reached the model. */
  async function withdraw(
    question: Question,
    opening: Promise<Reply>,
    reason: CancelReason,
  ): Promise<Handled> {
    const reply = await opening;
    switch (reason) {
      case "stopped":
        await insist(() => reply.finish(notices[localeOf(question.message)].stopped, "notice"));
        return "done";
      case "deleted":
        await insist(() => reply.remove());
        return "done";
      case "shutdown":
        return "left";
      default:
        return reason satisfies never;
    }
  }

  async function onEdited(message: Message): Promise<Handled> {
    if (admission.enter(message) !== "admitted") return "done";
    const question = questions.get(message.id);
    if (question && !question.begun) question.message = message;
    const verdict = await moderation.judge(message);
    if (verdict.action === "hold") {
      log.info({ message: message.id, reason: verdict.reason }, "edited message held");
      withdrawQuestion(message.id);
    }
    return "done";
  }

  async function onDeleted(id: MessageId): Promise<Handled> {
    if (withdrawQuestion(id)) return "done";
    const question = await kept.repliedTo(id);
    if (question) {
      const reply = await open(question);
      await insist(() => reply.remove());
    }
    return "done";
  }

  /** Takes a question back wherever on its way it is. `false`: it is on no way, or answered already. */
  function withdrawQuestion(id: MessageId): boolean {
    const question = questions.get(id);
    if (question) question.withdrawn = true;
    return queue.cancel(id, "deleted") || question !== undefined;
  }

  /** Posts Maru's own word as the reply. */
  async function say(to: Message, markdown: string, outcome: "command" | "notice"): Promise<Handled> {
    const startedAt = now();
    const reply = await open(to);
    if (!reply.finished) await insist(() => reply.finish(markdown, "notice"));
    observe({ type: "answered", outcome, tookMs: now() - startedAt, pieces: 0 });
    return "done";
  }

  async function open(to: Message): Promise<Reply> {
    const reply = await insist(() => parts.adapterOf(to.thread).openReply(to));
    await kept.noteReply(to);
    return reply;
  }

  function ignored(reason: string): Handled {
    observe({ type: "ignored", reason });
    return "done";
  }
}

/** Whoever writes Korean is answered in Korean; otherwise the language of the person's own client counts. */
function localeOf({ author, text }: Message): Locale {
  const client = author.locale ?? "en";
  return detectLocale(text, client) === "ko" ? "ko" : client;
}
