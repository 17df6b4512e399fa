import { addressed } from "./addressing.ts";
import type { Asked } from "./answer.ts";
import type { Interruptions } from "./interruptions.ts";
import type { CancelReason, Job } from "./job.ts";
import type { KeepPlace } from "./keep-place.ts";
import { localeOf } from "./locale-of.ts";
import { notices } from "./notices/index.ts";
import type { OwnThreads } from "./own-threads.ts";
import type { OwnWord } from "./own-word.ts";
import type { AnswerOutcome, Logger, Observe } from "./ports/index.ts";
import type { Arrival, Handled, Question } from "./question.ts";
import type { Replies } from "./replies.ts";
import type { ReplyWriter } from "./reply-writer.ts";
import type { Wish } from "./summarise/wish.ts";
import { wishOfMessage } from "./summarise/wish-of-message.ts";
import type { Message } from "./types.ts";

/**
 * Makes the queue's job of a question, which was `asked` so, whose reply has been opened: a platform that takes its
 * time to open one must not keep the model from others. `resolve` or `reject` is called once, when the question is dealt with.
 */
export type QuestionJobs = (
  question: Question,
  asked: Message,
  reply: ReplyWriter,
  arrival: Arrival,
  resolve: (handled: Handled) => void,
  reject: (error: unknown) => void,
) => Job;

export function createQuestionJobs(parts: {
  readonly replies: Replies;
  readonly ownThreads: OwnThreads;
  readonly interruptions: Interruptions;
  readonly answer: (asked: Asked) => Promise<AnswerOutcome>;
  readonly ownWord: OwnWord;
  /** Makes a summary instead, of a message that asks for one. */
  readonly summarise: (asked: Asked, wish: Wish) => Promise<AnswerOutcome>;
  readonly selfName: string;
  /** A title for the thread that the message opened, if the model has one. */
  readonly title: (question: Message, signal: AbortSignal) => Promise<string | undefined>;
  readonly keepPlace: KeepPlace;
  /** Whether nobody waits for the model. */
  readonly idle: () => boolean;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}): QuestionJobs {
  const { replies, interruptions, log, observe, now } = parts;

  return (question, asked, reply, { event, at }, resolve, reject) => {
    const submittedAt = now();

    async function run(signal: AbortSignal): Promise<Handled> {
      const handled = reply.finished ? "done" : await answerOrSay(signal);
      await interruptions.end(event.id);
      return handled;
    }

    async function answerOrSay(signal: AbortSignal): Promise<Handled> {
      if (question.message !== asked && !(await stillAsks(question, reply))) return "done";
      question.state = "begun";
      const { message } = question;
      const locale = localeOf(message);
      if (await interruptions.exhausted(event.id)) {
        log.error({ message: message.id }, "question given up");
        await reply.finish(notices[locale].gaveUp, "notice");
        return "done";
      }
      let begunAt = now();
      const work: Asked = {
        question: message,
        reply,
        adapter: replies.adapterOf(message.thread),
        locale,
        signal,
        begin: () => {
          begunAt = now();
          return interruptions.begin(event.id);
        },
        requested: () => observe({ type: "requested", overheadMs: submittedAt - at + (now() - begunAt) }),
      };
      const wanted = wishOfMessage(message, parts.selfName);
      if (wanted && "wish" in wanted) {
        const summarised = await parts.summarise(work, wanted.wish);
        return summarised === "handed-back" ? "left" : "done";
      }
      const outcome = await parts.answer(work);
      if (outcome === "model" && message.startsThread) await nameThread(message, signal);
      return outcome === "handed-back" ? "left" : "done";
    }

    return {
      id: asked.id,
      thread: asked.thread,
      person: asked.author.id,
      urgency: "interactive",
      work: wishOfMessage(asked, parts.selfName) ? "summary" : "answer",
      run: (signal) =>
        run(signal).then(resolve, (error) => {
          if ((signal.reason as CancelReason | undefined) === "stopped") question.stopped = true;
          // At once, before the queue starts the next one of the thread.
          parts.keepPlace(question);
          reject(error);
        }),
      moved(position) {
        if (position.ahead === 0) return;
        reply.status({ state: "queued", ...position });
      },
      cancelled(reason) {
        if (reason === "stopped") question.stopped = true;
        endUnasked(reply, question, reason).then(resolve, reject);
      },
    };
  };

  /** Renames the thread by what it is about, where threads have names and while nobody waits for the model. */
  async function nameThread(question: Message, signal: AbortSignal): Promise<void> {
    const adapter = replies.adapterOf(question.thread);
    if (!adapter.nameThread || !parts.idle()) return;
    try {
      const title = await parts.title(question, signal);
      if (title !== undefined) await adapter.nameThread(question.thread, title);
    } catch (error) {
      log.debug({ thread: question.thread, err: error }, "thread not named");
    }
  }

  /** Whether an edited question is one still. If not, it has been dealt with. */
  async function stillAsks(question: Question, reply: ReplyWriter): Promise<boolean> {
    const { message } = question;
    const own = await parts.ownThreads.has(message.thread);
    if (addressed(message, own && !message.startsThread) === "overheard") {
      question.withdrawn = true;
      return false;
    }
    const word = await parts.ownWord(message);
    if (word) await reply.finish(word.markdown, "notice");
    return word === undefined;
  }

  /** Ends a question that never reached the model. */
  async function endUnasked(reply: ReplyWriter, question: Question, reason: CancelReason): Promise<Handled> {
    switch (reason) {
      case "stopped":
        await reply.finish(notices[localeOf(question.message)].stopped, "notice");
        return "done";
      case "deleted":
        return "done";
      case "shutdown":
        return "left";
      default:
        return reason satisfies never;
    }
  }
}
