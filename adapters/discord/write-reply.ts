import type { Reply, ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Locale } from "../../src/core/types.ts";
import type { StatusBoard } from "../../src/platform/status-board.ts";
import { statusText } from "../../src/platform/status-text.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import { ratingRow, stopRow } from "./buttons.ts";
import type { CloseThread } from "./close-thread.ts";
import { messageId, type Snowflake } from "./ids.ts";
import type { Pace } from "./pace.ts";
import type { ReplyRecord } from "./reply-records.ts";
import type { Revise } from "./revise.ts";
import type { Screen } from "./screen.ts";
import type { Typing } from "./typing.ts";
import { words } from "./words.ts";

/** A reply to be written. */
export interface ReplyToWrite {
  readonly question: Snowflake;
  /** Where it stands. */
  readonly channel: Snowflake;
  /** Shows its first message already. */
  readonly screen: Screen;
  /** Records how far it has come. */
  readonly keep: (state: ReplyRecord["state"], messages: readonly Snowflake[]) => Promise<void>;
  readonly locale: Locale;
}

export interface Written {
  readonly reply: Reply;
  end(): void;
}

/** @param ended called when nothing more can be done with the reply */
export type WriteReply = (one: ReplyToWrite, ended: () => void) => Written;

export interface WritingParts {
  readonly closeThread: CloseThread;
  readonly typing: Pick<Typing, "show">;
  readonly pace: Pick<Pace, "join">;
  readonly board: StatusBoard;
  readonly revise: Revise;
}

/** Writes replies: a status first, then a text that grows at Discord's pace, then the whole of it. */
export function createWriteReply({ closeThread, typing, pace, board, revise }: WritingParts): WriteReply {
  const inTurn = createInTurn();

  return ({ question, channel, screen, keep, locale }, ended) => {
    const stopTyping = typing.show(channel);
    const turns = pace.join(channel);
    let hasWords = false;
    let over = false;

    const inOrder = (work: () => Promise<void>) => inTurn(`show ${question}`, work);
    const end = () => {
      over = true;
      turns.leave();
      stopTyping();
      ended();
    };

    const reply: Reply = {
      id: messageId(channel, screen.messages[0]!),
      finished: false,
      async status(now) {
        if (hasWords || over) return;
        const show = async () => {
          if (!hasWords && !over)
            await screen.show(statusText(now, locale, words), stopRow(question, locale, false));
        };
        board.show(question, async () => {
          if (!hasWords && !over) await turns.edit(() => inOrder(show));
        });
      },
      async update(markdown) {
        hasWords = true;
        board.drop(question);
        const show = async () => {
          if (!over) await screen.show(markdown, stopRow(question, locale, true));
        };
        await turns.edit(() => inOrder(show));
      },
      finish: (markdown, kind: ReplyKind) =>
        inOrder(async () => {
          if (over) return;
          hasWords = true;
          board.drop(question);
          turns.leave();
          await screen.show(markdown, kind === "notice" ? [] : ratingRow(screen.messages[0]!), true);
          await keep("finished", screen.messages);
          end();
        }),
      revise: (markdown) => inOrder(() => revise(question, markdown)),
      remove: () =>
        inOrder(async () => {
          await screen.remove();
          await keep("removed", screen.messages);
          end();
          await closeThread(question, channel, locale);
        }),
    };
    return { reply, end };
  };
}
