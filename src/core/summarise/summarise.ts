import type { Asked } from "../answer.ts";
import { awaitModel } from "../await-model.ts";
import { endCancelled } from "../cancelled.ts";
import type { Held } from "../held.ts";
import { inBackticks } from "../in-backticks.ts";
import { insist } from "../insist.ts";
import type { CancelReason } from "../job.ts";
import type { KeptAboutPeople } from "../kept.ts";
import { notices } from "../notices/index.ts";
import type { AnswerOutcome, Logger, Model, Moderation, Observe, Summaries } from "../ports/index.ts";
import type { Locale, Message, Place, SummaryScope } from "../types.ts";
import { framed, type SummaryFrame } from "./frame.ts";
import { type Missed, MOST_MISSED_MS, missedBy } from "./missed.ts";
import { MOST_MESSAGES, type ReadSources, readSources } from "./read-sources.ts";
import { screenLines } from "./screen-lines.ts";
import type { ShowAnew } from "./show-anew.ts";
import { audienceOf, whatToRead } from "./what-to-read.ts";
import type { Wish } from "./wish.ts";

export interface SummariseParts {
  readonly summaries: Summaries;
  readonly model: Pick<Model, "health" | "ready">;
  readonly moderation: Pick<Moderation, "screen">;
  readonly showAnew: ShowAnew;
  readonly held: Held;
  readonly kept: KeptAboutPeople;
  /** Whether the config lets Maru answer there: what is said elsewhere it does not tell of either. */
  readonly mayAnswerIn: (place: Place) => boolean;
  readonly selfName: string;
  /** In which people's days begin and times are told, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Unix ms. */
  readonly unixNow: () => number;
}

/** What was read for a summary, or Maru's word about why there is nothing. */
type Found =
  | { readonly scope: SummaryScope; readonly read: ReadSources; readonly missed?: Missed }
  | { readonly word: string };

/**
 * Makes the summary that a message asks for, and writes it into the message's reply. Who cannot read all of what it is made of is not
 * shown it. Rejects when platform or store fail, with the reply unfinished.
 */
export function createSummarise(parts: SummariseParts): (asked: Asked, wish: Wish) => Promise<AnswerOutcome> {
  const { summaries, model, moderation, kept, log, observe, now } = parts;

  return async (asked, wish) => {
    const { question, reply, adapter, signal, locale } = asked;
    const words = notices[locale].summary;
    const audience = audienceOf(question, wish);
    const startedAt = now();
    let isShown = false;
    const outcome = await write();
    observe({ type: "answered", outcome, tookMs: now() - startedAt, pieces: 0 });
    return outcome;

    async function write(): Promise<AnswerOutcome> {
      try {
        if (!wish.quoting) await awaitModel(model, reply, signal);
        await asked.begin();
        reply.status({ state: "summarising" });
        const found = await insist(findSources, signal);
        if ("word" in found) return await say(found.word);
        return await summarise(found);
      } catch (error) {
        if (signal.aborted && !isShown) await summaries.drop(question.id);
        if (signal.aborted) return endCancelled(reply, signal.reason as CancelReason, locale);
        throw error;
      }
    }

    async function say(word: string): Promise<AnswerOutcome> {
      await reply.finish(word, "notice");
      return "notice";
    }

    /** Nobody is shown the summary that was made: it must not come into its reply later, either. */
    async function sayInstead(word: string): Promise<AnswerOutcome> {
      await summaries.drop(question.id);
      return say(word);
    }

    async function findSources(): Promise<Found> {
      const at = { adapter, now: parts.unixNow(), timeZone: parts.timeZone };
      const toRead = await whatToRead(question, wish, at);
      if (toRead === "no-such-day") return { word: words.noSuchDay };
      if (toRead === "no-such-time") return { word: words.noSuchTime };
      if (toRead === "no-such-message") return { word: words.noSuchMessage };
      const { scope } = toRead;
      if (!(await mayBeShown(scope))) return { word: words.mayNotRead(audience, parts.selfName) };
      const isOpen = wish.command === "catchup" && toRead.sinceMs === undefined && wish.last === undefined;
      const windowMs = parts.unixNow() - MOST_MISSED_MS;
      const read = await readSources(
        { ...toRead, ...(isOpen ? { sinceMs: windowMs } : {}), without: question.id },
        { ...parts, adapter },
      );
      if (!read.found) return { word: words.fromNotFound };
      // What is for one person alone can be asked for elsewhere than where it was said.
      const [first] = read.messages;
      if (first && !parts.mayAnswerIn(first.place)) return { word: words.notThere };
      if (!isOpen) return { scope, read };
      const missed = missedBy(question.author.id, read.messages, await seenBy(scope, windowMs));
      return { scope, read: { ...read, messages: missed.messages }, missed };
    }

    function mayBeShown(scope: SummaryScope): Promise<boolean> {
      return adapter.mayRead(audience === "author" ? question.author.id : "everybody", scope);
    }

    async function seenBy(scope: SummaryScope, windowMs: number) {
      const person = question.author.id;
      const readAt = await adapter.lastRead?.(person, "place" in scope ? scope.place : question.place.id);
      const caughtUpMs = await kept.caughtUp(person, nameOf(scope));
      return {
        windowMs,
        ...(readAt === undefined ? {} : { readAt }),
        ...(caughtUpMs === undefined ? {} : { caughtUpMs }),
      };
    }

    async function summarise({
      scope,
      read,
      missed,
    }: Exclude<Found, { word: string }>): Promise<AnswerOutcome> {
      const nothing = missed ? words.nothingMissed(missed.since, time(missed.sinceMs)) : words.nothing;
      if (!read.messages.some(isSaid)) return say(nothing);
      const ownLocale = audience === "author" ? question.author.locale : undefined;
      const written = wish.locale ?? ownLocale;
      const made = await summaries.make({
        key: question.id,
        conversation: nameOf(scope),
        messages: read.messages,
        length: wish.length ?? "medium",
        ...(written === undefined ? {} : { locale: written }),
        ...(wish.quoting ? { quoting: true } : {}),
        signal,
        onProgress: (progress) => reply.status({ state: "summarising", progress }),
      });
      if (made.fellBack)
        log.info({ message: question.id, because: made.fellBack }, "summary made by quoting");
      if (made.messagesRead === 0) return sayInstead(nothing);
      const shown = await screenLines(made, question, moderation);
      // A model takes minutes: who may read it may be others by now.
      if (!(await insist(() => mayBeShown(scope), signal)))
        return sayInstead(words.mayNotRead(audience, parts.selfName));
      const frame: SummaryFrame = {
        before: [
          ...(missed ? [words.missed(missed.since, time(missed.sinceMs))] : []),
          ...(made.fellBack ? [words.fellBack[made.fellBack]] : []),
          ...(wish.leftOut ? [words.leftOut(wish.leftOut.map(inBackticks))] : []),
        ],
        after: read.dropped > 0 ? [words.tooMany(read.dropped, MOST_MESSAGES)] : [],
        locale,
      };
      await kept.noteFrame(question.id, frame);
      await reply.finish(framed(shown, frame), made.kind === "model" ? "answer" : "extractive");
      isShown = true;
      // A message may have been deleted since the summary was made.
      await parts.showAnew(await summaries.changed());
      if (missed) await kept.noteCaughtUp(question.author.id, nameOf(scope), newestOf(read.messages));
      return made.kind;
    }

    function time(unixMs: number): string {
      return timeIn(locale, parts.timeZone).format(unixMs);
    }
  };
}

/** The name by which a conversation's parts are found again. */
export const nameOf = (scope: SummaryScope): string => ("thread" in scope ? scope.thread : scope.place);

/** Whether a person said it. */
export const isSaid = ({ author, notice }: Message): boolean => author.kind === "person" && notice !== true;

const newestOf = (messages: readonly Message[]): number =>
  Math.max(...messages.map(({ sentAt }) => Date.parse(sentAt)));

const timeIn = (locale: Locale, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
