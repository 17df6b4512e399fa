import { PlatformError, type Reply, type ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Locale, Message, MessageId } from "../../src/core/types.ts";
import { createGrowingText } from "../../src/platform/growing-text.ts";
import type { StatusBoard } from "../../src/platform/status-board.ts";
import { statusText } from "../../src/platform/status-text.ts";
import type { Api } from "./api.ts";
import { rateLimitMs, refusal } from "./api-error.ts";
import { buttonsUnder, stopButton } from "./buttons.ts";
import type { Clock } from "./clock.ts";
import type { FinishedReplies } from "./finished-replies.ts";
import { replyId, type Ts } from "./ids.ts";
import type { Pace } from "./pace.ts";
import type { Posts, ReplySpot } from "./posts.ts";
import { createScreen, type Screen, sizes } from "./screen.ts";
import { createStatus } from "./status.ts";
import { createStreaming } from "./streaming.ts";
import type { StreamsAllowed } from "./streams-allowed.ts";
import { words } from "./words.ts";

/** A reply to be written. */
export interface ReplyToWrite {
  readonly to: Message;
  readonly spot: ReplySpot & { readonly root: Ts };
  readonly posts: Posts;
  /** Not where a former run began it. */
  readonly mayStream: boolean;
  readonly locale: Locale;
}

export interface Written {
  readonly reply: Reply;
  /** Nothing more is shown but what is under way. */
  quiet(): void;
  end(): void;
}

/** @param ended called when nothing more can be done with the reply */
export type WriteReply = (one: ReplyToWrite, ended: () => void) => Written;

export interface WritingParts {
  readonly api: Api;
  readonly finished: FinishedReplies;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly board: StatusBoard;
  /** One after the other for each reply. */
  readonly inOrder: (question: MessageId, work: () => Promise<void>) => Promise<void>;
  readonly streams: StreamsAllowed;
  readonly times: { readonly renewStatusMs: number; readonly rotateAfterMs: number };
  /** Turns what Slack refuses into the core's `PlatformError`. */
  readonly refusable: <Result>(to: Message, work: () => Promise<Result>) => Promise<Result>;
  /** Told of what did not get through and nobody waited for. */
  readonly failed: (to: Message, error: unknown) => void;
  readonly log: Logger;
}

/** Writes replies: a status first, then a text that grows at Slack's pace, then the whole of it. */
export function createWriteReply(parts: WritingParts): WriteReply {
  const { api, finished, clock, pace, board, streams, times, refusable, failed, log } = parts;

  return ({ to, spot, posts, mayStream, locale }, ended) => {
    const { question, root } = spot;
    const { channel } = spot.spot;
    let hasWords = false;
    let over = false;
    let latest = "";
    let callOffRetry = () => {};
    const inOrder = (work: () => Promise<void>) => parts.inOrder(question, work);
    const notUpdated = (error: unknown) => failed(to, error);

    const status = createStatus({
      api,
      channel,
      thread: root,
      question,
      board,
      clock,
      renewMs: times.renewStatusMs,
      inOrder,
      failed: (error) => log.debug({ message: to.id, reason: refusal(error) }, "slack status not shown"),
    });
    const rotate = () =>
      inOrder(async () => {
        if (over) return;
        await screen.rotate();
        status.show(words[locale].thinking);
      });
    const streaming = createStreaming({
      api,
      channel,
      posts,
      sizes,
      clock,
      mayBegin: streams.take,
      rotateAfterMs: times.rotateAfterMs,
      rotationDue: () => void rotate().catch(notUpdated),
    });
    const screen: Screen = createScreen({
      api,
      channel,
      posts,
      streaming,
      mayStream,
      refused: (reason) => streams.refused(channel, reason),
      growingButtons: [stopButton(question, locale)],
    });

    const growing = createGrowingText(
      () => pace.waitMs(screen.way),
      (markdown) =>
        inOrder(async () => {
          if (over) return;
          try {
            await screen.grow(markdown);
          } catch (error) {
            const waitMs = rateLimitMs(error);
            if (waitMs === undefined) throw error;
            pace.limited(screen.way, waitMs);
            callOffRetry();
            callOffRetry = clock.after(waitMs, () => void growing.show(latest).catch(notUpdated));
          }
          if (posts.messages.length > 0) status.end();
        }),
      notUpdated,
      clock.after,
    );
    /** Nothing is shown any more but what is under way. */
    const quiet = () => {
      growing.end();
      callOffRetry();
      screen.end();
      status.end();
    };
    const end = () => {
      over = true;
      quiet();
      ended();
    };

    const reply: Reply = {
      id: replyId(spot.spot),
      finished: false,
      async status(now) {
        if (!hasWords && !over) status.show(statusText(now, locale, words));
      },
      async update(markdown) {
        hasWords = true;
        latest = markdown;
        await growing.show(markdown);
      },
      finish: (markdown, kind: ReplyKind) =>
        inOrder(async () => {
          if (over) return;
          hasWords = true;
          growing.end();
          status.end();
          try {
            await refusable(to, () => screen.finish(markdown, buttonsUnder(kind, question, locale)));
          } catch (error) {
            // Nobody will try again.
            if (error instanceof PlatformError) end();
            throw error;
          }
          await posts.finished(kind);
          end();
        }),
      revise: (markdown) => inOrder(() => refusable(to, () => finished.revise(spot, markdown))),
      remove: () =>
        inOrder(async () => {
          if (over) return finished.remove(spot);
          growing.end();
          await status.clear();
          await screen.remove();
          await posts.removed();
          end();
        }),
    };
    return { reply, quiet, end };
  };
}
