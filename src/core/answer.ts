import type { AssembleContext } from "./context.ts";
import { extractiveAnswer } from "./extractive.ts";
import { type GrowingReply, growReply } from "./growing-reply.ts";
import { insist } from "./insist.ts";
import type { KeptAboutPeople } from "./kept.ts";
import { notices, type WithoutModel } from "./notices/index.ts";
import { withoutOwnName } from "./own-name.ts";
import {
  AnswerHeld,
  type AnswerOutcome,
  type ChatAdapter,
  type Logger,
  type Model,
  ModelError,
  type Moderation,
  type Observe,
  type Reply,
  type ReplyKind,
  type Retrieval,
} from "./ports/index.ts";
import type { Prompts } from "./prompts.ts";
import type { CancelReason } from "./thread-queue.ts";
import type { Locale, Message } from "./types.ts";

/** How much of a thread is read for an answer; more than fits any model's context that a team's machine runs well. */
const THREAD_MESSAGES = 400;
/** How long a question waits for a model that is loading or restarting before it is answered without. */
const MODEL_PATIENCE_MS = 60_000;
const ATTEMPTS = 2;

export interface AnswerParts {
  readonly model: Model;
  readonly context: AssembleContext;
  readonly retrieval: Retrieval;
  readonly moderation: Moderation;
  readonly kept: KeptAboutPeople;
  readonly prompts: Prompts;
  readonly selfName: string;
  readonly maxAnswerTokens: number;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export interface Asked {
  readonly question: Message;
  readonly reply: Reply;
  readonly adapter: ChatAdapter;
  readonly locale: Locale;
  /** Its reason is a `CancelReason`. */
  readonly signal: AbortSignal;
  /** Called when the wait for the model is over and the work on the answer begins. */
  readonly begin: () => Promise<void>;
  /** Called right before the model is asked. */
  readonly requested: () => void;
}

/**
 * Writes the answer to one question into its reply and finishes that, whatever happens: from the model; after
 * two crashes, or with no model at hand, from earlier messages; stopped, too long or held back, with a word about it.
 * Rejects only when the platform does not take the end of the reply.
 */
export function createAnswer(parts: AnswerParts): (asked: Asked) => Promise<AnswerOutcome> {
  const { model, moderation, log, observe, now } = parts;

  return async (asked) => {
    const { question, reply, adapter, signal } = asked;
    const words = notices[asked.locale];
    const growing = growReply(reply, log, observe, now);
    const startedAt = now();

    const finish = async (markdown: string, kind: ReplyKind) => {
      await growing.settled();
      await insist(() => reply.finish(markdown, kind));
    };

    const outcome = await write();
    observe({ type: "answered", outcome, tookMs: now() - startedAt, pieces: growing.pieces });
    return outcome;

    async function write(): Promise<AnswerOutcome> {
      for (let attempt = 1; ; attempt++) {
        try {
          const unavailable = await awaitModel();
          await asked.begin();
          if (unavailable) return await withoutModel(unavailable);
          return await fromModel();
        } catch (error) {
          if (signal.aborted) return cancelled(signal.reason as CancelReason);
          if (error instanceof AnswerHeld) {
            log.warn({ message: question.id, reason: error.reason }, "answer held back");
            await finish(words.held, "notice");
            return "held";
          }
          if (!(error instanceof ModelError)) throw error;
          log.warn({ message: question.id, code: error.code, attempt }, "model did not answer");
          if (error.code === "deadline") {
            await finish(joined(growing.text, words.deadline), "answer");
            return "model";
          }
          if (error.code !== "crashed") return withoutModel("unavailable");
          if (attempt === ATTEMPTS) return withoutModel("crashed");
          growing.restart();
        }
      }
    }

    /** Resolves to nothing when the model can be asked, else to why not. */
    async function awaitModel(): Promise<WithoutModel | undefined> {
      const { state } = model.health();
      if (state === "ready") return undefined;
      if (state === "absent") return "absent";
      if (state === "failed") return "unavailable";
      await tell({ state: "loading" });
      try {
        await model.ready(AbortSignal.any([signal, AbortSignal.timeout(MODEL_PATIENCE_MS)]));
        return undefined;
      } catch (error) {
        if (signal.aborted || !(error instanceof ModelError)) throw error;
        return "unavailable";
      }
    }

    async function fromModel(): Promise<AnswerOutcome> {
      const earlier = await Array.fromAsync(
        adapter.history({ thread: question.thread }, { before: question.id, last: THREAD_MESSAGES }),
      );
      const health = model.health();
      if (health.state !== "ready") throw new ModelError("crashed", "the model went away");
      const maxTokens = parts.maxAnswerTokens;
      const context = await parts.context({
        system: parts.prompts.system,
        selfName: parts.selfName,
        earlier,
        question,
        maxTokens: health.contextTokens - maxTokens,
      });
      if (!context.fits) {
        await finish(words.tooLong(context.tokens, context.maxTokens), "notice");
        return "notice";
      }
      signal.throwIfAborted();
      void tell({ state: "thinking" });
      asked.requested();
      const askedAt = now();
      const answer = moderation.screen(
        withoutOwnName(model.reply(context.turns, { signal, maxTokens }), parts.selfName),
        question,
      );
      for await (const piece of answer) {
        if (growing.pieces === 0) observe({ type: "first-piece", afterMs: now() - askedAt });
        growing.add(piece);
      }
      const silent = growing.text.trim() === "";
      await finish(silent ? words.silent : growing.text, silent ? "notice" : "answer");
      return silent ? "notice" : "model";
    }

    async function withoutModel(why: WithoutModel): Promise<AnswerOutcome> {
      const found = await extractiveAnswer(question, why, asked.locale, { ...parts, adapter });
      const hint = why === "absent" && (await parts.kept.firstTime("no-model", question.author.id));
      if (signal.aborted) return cancelled(signal.reason as CancelReason);
      await finish(hint ? joined(found, words.extractive.hint) : found, "extractive");
      return "extractive";
    }

    async function cancelled(reason: CancelReason): Promise<AnswerOutcome> {
      switch (reason) {
        case "stopped":
          await finish(joined(growing.text, words.stopped), written(growing) ? "answer" : "notice");
          return "stopped";
        case "deleted":
          await growing.settled();
          await insist(() => reply.remove());
          return "removed";
        case "shutdown":
          await growing.settled();
          return "handed-back";
        default:
          return reason satisfies never;
      }
    }

    /** A status that does not get through is no reason not to answer. */
    async function tell(status: Parameters<Reply["status"]>[0]): Promise<void> {
      await reply
        .status(status)
        .catch((error: unknown) => log.warn({ reply: reply.id, err: error }, "status not shown"));
    }
  };
}

const written = (growing: GrowingReply) => growing.text.trim() !== "";
const joined = (text: string, notice: string) => (text.trim() === "" ? notice : `${text}\n\n${notice}`);
