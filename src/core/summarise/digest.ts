import { awaitModel } from "../await-model.ts";
import type { Held } from "../held.ts";
import { insist } from "../insist.ts";
import type { Interruptions } from "../interruptions.ts";
import type { CancelReason } from "../job.ts";
import type { ChatAdapter, Logger, Model, Moderation, Observe, Summaries } from "../ports/index.ts";
import type { Handled } from "../question.ts";
import type { ThreadQueue } from "../thread-queue.ts";
import type { Place, PlaceId } from "../types.ts";
import { type DigestEvent, type DigestRecords, digestAsMessage, withTitle } from "./digest-records.ts";
import { framed } from "./frame.ts";
import { readSources } from "./read-sources.ts";
import { screenLines } from "./screen-lines.ts";
import type { ShowAnew } from "./show-anew.ts";
import { isSaid, nameOf } from "./summarise.ts";

export interface DigestParts {
  readonly summaries: Summaries;
  readonly model: Pick<Model, "health" | "ready">;
  readonly queue: Pick<ThreadQueue, "submit">;
  readonly records: DigestRecords;
  readonly interruptions: Interruptions;
  readonly adapterOf: (place: PlaceId) => ChatAdapter;
  /** Whether the config lets Maru write there. */
  readonly mayAnswerIn: (place: Place) => boolean;
  readonly moderation: Pick<Moderation, "screen">;
  readonly showAnew: ShowAnew;
  readonly held: Held;
  readonly selfName: string;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/**
 * Posts the digest of a place that is due: when nobody waits for the model, and not at all where too little was said, or where not
 * everybody who would see it can read all of it. Rejects when it is worth trying again.
 */
export function createDigest(parts: DigestParts): (digest: DigestEvent) => Promise<Handled> {
  const { summaries, records, interruptions, log, observe, now } = parts;

  async function post(digest: DigestEvent, signal: AbortSignal): Promise<Handled> {
    const { id, place, leastMessages } = digest;
    if (await interruptions.exhausted(id)) {
      log.error({ digest: id }, "digest given up");
      return "done";
    }
    await interruptions.begin(id);
    const startedAt = now();
    const adapter = parts.adapterOf(place.id);
    const scope = { place: place.id };
    const mayBeShown = async () => {
      const may = await insist(() => adapter.mayRead("everybody", scope), signal);
      if (!may) log.warn({ digest: id }, "no digest: not everybody in the place can read all of it");
      return may;
    };
    if (!(await mayBeShown())) return "done";
    const sources = { scope, sinceMs: Date.parse(digest.since), untilMs: Date.parse(digest.at) };
    const { messages } = await insist(() => readSources(sources, { ...parts, adapter }), signal);
    if (messages.filter(isSaid).length < leastMessages) {
      log.debug({ digest: id }, "no digest: little was said");
      return "done";
    }
    const reply = await insist(() => adapter.openPost(place.id, id), signal);
    if (reply.finished) return "done";
    // Made up for after a restart, it is due while the model is still being loaded.
    await awaitModel(parts.model, { status: () => undefined }, signal);
    const made = await summaries.make({
      key: id,
      conversation: nameOf(scope),
      messages,
      length: digest.length,
      ...(digest.locale === undefined ? {} : { locale: digest.locale }),
      signal,
      urgency: "background",
      onProgress: () => undefined,
    });
    const shown = await screenLines(made, digestAsMessage(id, place, digest.at), parts.moderation);
    if (made.points <= shown.heldBack || !(await mayBeShown())) {
      log.debug({ digest: id, points: made.points, heldBack: shown.heldBack }, "digest not posted");
      await summaries.drop(id);
      return "done";
    }
    await records.note(digest);
    const kind = made.kind === "model" ? "answer" : "extractive";
    const frame = { before: [], after: [], locale: made.locale };
    await insist(() => reply.finish(withTitle(framed(shown, frame), place, made.locale), kind), signal);
    await parts.showAnew(await summaries.changed());
    observe({ type: "answered", outcome: made.kind, tookMs: now() - startedAt, pieces: 0 });
    return "done";
  }

  return async (digest) => {
    const { id, place } = digest;
    if (!parts.mayAnswerIn(place)) {
      log.warn({ digest: id }, "no digest: the config does not let Maru answer there");
      return "done";
    }
    const outcome = Promise.withResolvers<Handled>();
    const ended = async (handled: Handled) => {
      await interruptions.end(id);
      return handled;
    };
    const submitted = parts.queue.submit({
      id,
      // A place's digests come one after the other, and wait for nobody's questions there.
      thread: place.id,
      person: digestAsMessage(id, place, digest.at).author.id,
      urgency: "background",
      work: "summary",
      run: async (signal) => {
        try {
          outcome.resolve(await ended(await post(digest, signal)));
        } catch (error) {
          const reason = signal.aborted ? (signal.reason as CancelReason) : undefined;
          if (reason === "shutdown") outcome.resolve(ended("left"));
          else if (reason !== undefined) outcome.resolve(ended("done"));
          else outcome.reject(error);
        }
      },
      moved: () => undefined,
      cancelled: (reason) => outcome.resolve(reason === "shutdown" ? "left" : "done"),
    });
    if (submitted !== "accepted") throw new Error("too many questions wait; the digest is tried again later");
    return outcome.promise;
  };
}
