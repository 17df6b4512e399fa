import { awaitModel } from "./await-model.ts";
import { endCancelled, joined } from "./cancelled.ts";
import type { AssembleContext } from "./context.ts";
import { extractiveAnswer } from "./extractive.ts";
import type { Held } from "./held.ts";
import { insist } from "./insist.ts";
import type { CancelReason } from "./job.ts";
import type { KeptAboutPeople } from "./kept.ts";
import { notices, type WithoutModel } from "./notices/index.ts";
import { withoutOwnName } from "./own-name.ts";
import { type FetchPictures, type Pictures, unseen } from "./pictures.ts";
import {
  AnswerHeld,
  type AnswerOutcome,
  type ChatAdapter,
  type Logger,
  type Model,
  ModelError,
  type ModelErrorCode,
  type Moderation,
  type Observe,
  type Retrieval,
} from "./ports/index.ts";
import type { Prompts } from "./prompts.ts";
import type { ReplyWriter } from "./reply-writer.ts";
import type { Locale, Message, MessageId } from "./types.ts";

/** How much of a thread is read for an answer; more than fits any model's context that a team's machine runs well. */
const THREAD_MESSAGES = 400;
const ATTEMPTS = 2;
/** How a model fails on an image that it cannot read, or that takes more room than was reckoned. */
const PERHAPS_OF_IMAGES: ReadonlySet<ModelErrorCode> = new Set(["failed", "overflow", "crashed"]);

export interface AnswerParts {
  readonly model: Model;
  readonly context: AssembleContext;
  readonly pictures: FetchPictures;
  readonly retrieval: Retrieval;
  readonly moderation: Moderation;
  readonly held: Held;
  readonly kept: KeptAboutPeople;
  readonly prompts: Prompts;
  readonly selfName: string;
  /** At most this many tokens are written, and no more than half of the model's context. */
  readonly maxAnswerTokens: number;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export interface Asked {
  readonly question: Message;
  readonly reply: ReplyWriter;
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
 * Writes the answer to one question into its reply and finishes that: from the model; after two crashes, or with no
 * model at hand, from earlier messages; stopped, too long or held back, with a word about it behind what may be shown. A reply whose question
 * was deleted is left to be removed. Rejects when platform or store fail, with the reply unfinished.
 */
export function createAnswer(parts: AnswerParts): (asked: Asked) => Promise<AnswerOutcome> {
  const { model, moderation, log, observe, now } = parts;

  return async (asked) => {
    const { question, reply, adapter, signal } = asked;
    const words = notices[asked.locale];
    const startedAt = now();
    let hasShown = false;
    /** It failed on a prompt with images and is asked without: one that is broken must not end its thread. */
    let tookNone = false;
    const outcome = await write();
    observe({ type: "answered", outcome, tookMs: now() - startedAt, pieces: reply.pieces });
    return outcome;

    async function write(): Promise<AnswerOutcome> {
      for (let attempt = 1; ; attempt++) {
        try {
          const unavailable = await awaitModel(model, reply, signal);
          await asked.begin();
          if (unavailable) return await withoutModel(unavailable);
          return await fromModel();
        } catch (error) {
          if (signal.aborted) return endCancelled(reply, signal.reason as CancelReason, asked.locale);
          if (error instanceof AnswerHeld) {
            log.warn({ message: question.id, reason: error.reason }, "answer held back");
            if (reply.text.trim() === "") await reply.finish(words.held, "notice");
            else await reply.finish(joined(reply.text, words.heldFromHere), "answer");
            return "held";
          }
          if (!(error instanceof ModelError)) throw error;
          log.warn({ message: question.id, code: error.code, attempt }, "model did not answer");
          if (error.code === "deadline") {
            await reply.finish(joined(reply.kept, words.deadline), "answer");
            return "model";
          }
          const isLast = error.code !== "crashed" || attempt >= ATTEMPTS;
          const triesBlind = isLast && hasShown && !tookNone && PERHAPS_OF_IMAGES.has(error.code);
          if (isLast && !triesBlind)
            return withoutModel(error.code === "crashed" ? "crashed" : "unavailable");
          tookNone ||= triesBlind;
          reply.restart();
        }
      }
    }

    async function fromModel(): Promise<AnswerOutcome> {
      const thread = await insist(readThread, signal);
      const earlier = saidBefore(question, reply.id, thread);
      const health = model.health();
      if (health.state !== "ready") throw new ModelError("crashed", "the model went away");
      // A context can turn out smaller than wanted; whatever an answer may have, half of it is the conversation's.
      const maxTokens = Math.min(parts.maxAnswerTokens, health.contextTokens >> 1);
      const room = health.contextTokens - maxTokens;
      const assemble = (pictures: Pictures) =>
        parts.context({
          system: parts.prompts.system,
          selfName: parts.selfName,
          earlier,
          question,
          pictures,
          maxTokens: room,
        });
      let context = await assemble(await picturesFor(earlier, room, health.sees === true));
      if (!context.fits && health.sees) context = await assemble(unseen("no-room"));
      if (!context.fits) {
        await reply.finish(words.tooLong(context.tokens, context.maxTokens), "notice");
        return "notice";
      }
      signal.throwIfAborted();
      hasShown = context.turns.some(({ images }) => images !== undefined);
      reply.status({ state: "thinking" });
      asked.requested();
      const askedAt = now();
      let isCut = false;
      const onCut = () => {
        isCut = true;
      };
      const written = model.reply(context.turns, {
        signal,
        maxTokens,
        onCut,
        thread: question.thread,
      });
      // Maru's own earlier answers are no source: they show addresses in code that must not become links.
      const given = context.turns.filter(({ role }) => role !== "assistant").map(({ text }) => text);
      const answer = moderation.screen(withoutOwnName(written, parts.selfName), {
        to: question,
        sources: given,
      });
      for await (const piece of answer) {
        if (reply.pieces === 0) observe({ type: "first-piece", afterMs: now() - askedAt });
        reply.add(piece);
      }
      if (reply.text.trim() === "") {
        await reply.finish(words.silent, "notice");
        return "notice";
      }
      await reply.finish(isCut ? joined(reply.text, words.cut) : reply.text, "answer");
      return "model";
    }

    async function picturesFor(earlier: readonly Message[], room: number, sees: boolean): Promise<Pictures> {
      if (!sees) return unseen("blind");
      if (tookNone) return unseen("not-taken");
      return parts.pictures({ adapter, earlier, question, maxTokens: room, signal });
    }

    async function readThread(): Promise<readonly Message[]> {
      const thread = adapter.history({ thread: question.thread }, { last: THREAD_MESSAGES });
      return Array.fromAsync(parts.held.without(thread));
    }

    async function withoutModel(why: WithoutModel): Promise<AnswerOutcome> {
      const { markdown, kind, sources } = await insist(
        () => extractiveAnswer(question, why, asked.locale, { ...parts, adapter }),
        signal,
      );
      const found = await screened(markdown, sources);
      if (found === undefined) {
        await reply.finish(words.held, "notice");
        return "held";
      }
      const hint = why === "absent" && (await parts.kept.firstTime("no-model", question.author.id));
      if (signal.aborted) return endCancelled(reply, signal.reason as CancelReason, asked.locale);
      await reply.finish(hint ? joined(found, words.extractive.hint) : found, kind);
      return "extractive";
    }

    /** A whole text as moderation lets it through; nothing when a part of it is held. */
    async function screened(text: string, sources: readonly string[]): Promise<string | undefined> {
      try {
        return (await Array.fromAsync(moderation.screen(once(text), { to: question, sources }))).join("");
      } catch (error) {
        if (!(error instanceof AnswerHeld)) throw error;
        log.warn({ message: question.id, reason: error.reason }, "answer held back");
        return undefined;
      }
    }
  };
}

/**
 * What the answer goes by: what stands before the question, and Maru's own answers that came after it, to earlier
 * questions; not this question's reply, of which a former run may have left a part.
 */
function saidBefore(question: Message, reply: MessageId, thread: readonly Message[]): readonly Message[] {
  const at = thread.findIndex(({ id }) => id === question.id);
  const end = at < 0 ? thread.length : at;
  const own = thread.slice(end + 1).filter(({ author, id }) => author.kind === "self" && id !== reply);
  return [...thread.slice(0, end).filter(({ id }) => id !== reply), ...own];
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
