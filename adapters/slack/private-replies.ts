import { PlatformError, type Reply, type ReplyStatus } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { Message, MessageId, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";
import { createStatusBoard } from "../../src/platform/status-board.ts";
import { statusText } from "../../src/platform/status-text.ts";
import { localeFor } from "../../src/text/language.ts";
import { splitMarkdown } from "../../src/text/split-markdown.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { refusal } from "./api-error.ts";
import type { MessageContent } from "./api-types.ts";
import { stopButton } from "./buttons.ts";
import type { Clock } from "./clock.ts";
import type { Home } from "./home.ts";
import { parseSpot } from "./ids.ts";
import { asNotification } from "./mrkdwn.ts";
import type { PendingCommands } from "./pending-commands.ts";
import { createReviseAlone } from "./revise-alone.ts";
import { createSayAlone, type SaidAt } from "./say-alone.ts";
import { createShownAloneRecords } from "./shown-alone.ts";
import { asSlackMarkdown } from "./slack-markdown.ts";
import { createStatus, type Status } from "./status.ts";
import { createWaitingWord } from "./waiting-word.ts";
import { aloneWords, words } from "./words.ts";

/** A Markdown block takes 12,000 characters (docs: block-kit/blocks/markdown-block). */
const MAX_CHARS = 11_000;

export interface PrivateReplies {
  open(to: Message): Promise<Reply>;
  /** The thread of the newest one that is being written to somebody in a place. */
  newestThread(place: PlaceId, person: PersonId): ThreadId | undefined;
  /** Lets what is under way end. */
  stop(): Promise<void>;
}

/**
 * Answers that only one person sees: those of commands at the address that came with them. When that is worn out, and for what was
 * asked in a message, the answer stands in the channel for their eyes only, or where that is not possible, in a direct message. While
 * it is made, a word with a Stop button says so at the address; below a message Slack shows a status. A direct message can be changed
 * later; so can a summary of one message at an address that still serves. What is whispered, Slack lets nobody change.
 */
export function createPrivateReplies(parts: {
  readonly api: Pick<Api, "respond" | "whisper" | "openDirect" | "post" | "update" | "remove" | "setStatus">;
  readonly store: Store;
  readonly pending: PendingCommands;
  readonly home: Pick<Home, "replyTo">;
  readonly clock: Clock;
  readonly times: { readonly statusEveryMs: number; readonly renewStatusMs: number };
  /** Unix ms. */
  readonly now: () => number;
  readonly log: Logger;
}): PrivateReplies {
  const { api, pending, home, clock, times, log } = parts;
  const sayAlone = createSayAlone(parts);
  const shown = createShownAloneRecords(parts.store, parts.now);
  const reviseAlone = createReviseAlone({ api, shown });
  const inTurn = createInTurn();
  const notShown = (question: string, error: unknown) =>
    log.debug({ message: question, reason: refusal(error), err: error }, "slack status not shown");
  const board = createStatusBoard(times.statusEveryMs, (error) => notShown("", error));
  const open = new Map<MessageId, { readonly to: Message; readonly quiet: () => void }>();

  return {
    async open(to) {
      const onHome = home.replyTo(to);
      if (onHome) return onHome;
      const known = await pending.get(to.id);
      const inOrder = (work: () => Promise<void>) => inTurn(to.id, work);
      const status = known?.state === "waiting" ? wordFor(to, inOrder) : statusBelow(to, inOrder);
      let said = 0;
      let isOver = known?.state === "answered";
      const end = () => {
        isOver = true;
        open.delete(to.id);
      };
      return {
        id: to.id,
        finished: isOver,
        async status(now) {
          if (isOver) return;
          open.set(to.id, { to, quiet: status.end });
          status.show(now);
        },
        async update() {},
        finish: (markdown) =>
          inOrder(async () => {
            if (isOver) return;
            await status.clear();
            const contents = asContents(markdown);
            try {
              // Called again after an error, it goes on where that one came.
              while (said < contents.length) {
                const at = await sayAlone.answer(to, contents[said]!);
                said += 1;
                await keep(to, at, said, contents.length);
              }
            } catch (error) {
              // Nobody will try again.
              if (error instanceof PlatformError) end();
              throw error;
            }
            await pending.answered(to.id);
            end();
          }),
        revise: (markdown) =>
          inOrder(async () => {
            if (isOver) await reviseAlone(to.id, asContents(markdown));
          }),
        remove: () =>
          inOrder(async () => {
            await status.clear();
            end();
          }),
      };
    },
    newestThread: (place, person) =>
      [...open.values()].findLast(({ to }) => to.place.id === place && to.author.id === person)?.to.thread,
    async stop() {
      board.stop();
      for (const { quiet } of open.values()) quiet();
      await inTurn.ended();
    },
  };

  /** Where all of the answer stands in one way, it can be changed there. @param part 1 for the first */
  async function keep(to: Message, at: SaidAt, part: number, ofParts: number): Promise<void> {
    if (at === "address" && ofParts === 1) await keepAddress(to);
    if (typeof at === "object" && (part === 1 || (await shown.get(to.id)))) await shown.wrote(to.id, at);
  }

  /** Of a summary, which may have to be shown anew. */
  async function keepAddress({ id, summaryOf }: Message): Promise<void> {
    const address = summaryOf && (await pending.get(id));
    if (address?.state === "waiting" && address.mayReplace)
      await shown.set(id, { where: "address", address });
  }

  /** Where a command stands that waits for its answer: said at its address, for the answer to take its place. */
  function wordFor(to: Message, inOrder: (work: () => Promise<void>) => Promise<void>) {
    const locale = localeFor(to.text, to.author.locale);
    let isOver = false;
    const word = createWaitingWord(clock, (text) =>
      inOrder(async () => {
        if (isOver) return;
        const content = asContent(text, [stopButton(to.id, locale)]);
        await sayAlone.word(to, content).catch((error: unknown) => notShown(to.id, error));
      }),
    );
    const end = () => {
      isOver = true;
    };
    return {
      show: (now: ReplyStatus) => word.show(statusText(now, locale, aloneWords)),
      end,
      clear: async () => end(),
    };
  }

  function statusBelow(to: Message, inOrder: (work: () => Promise<void>) => Promise<void>) {
    const root = parseSpot(to.thread);
    const locale = localeFor(to.text, to.author.locale);
    const status: Status | undefined =
      root &&
      createStatus({
        api,
        channel: root.channel,
        thread: root.ts,
        question: to.id,
        board,
        clock,
        renewMs: times.renewStatusMs,
        inOrder,
        failed: (error) => notShown(to.id, error),
      });
    return {
      show: (now: ReplyStatus) => status?.show(statusText(now, locale, words)),
      end: () => status?.end(),
      clear: async () => status?.clear(),
    };
  }
}

const asContents = (markdown: string): readonly MessageContent[] =>
  splitMarkdown(markdown, MAX_CHARS).map((part) => asContent(part));

/** Text is for notifications and screen readers; blocks are what people see. */
const asContent = (markdown: string, buttons: MessageContent["blocks"] = []): MessageContent => ({
  text: asNotification(markdown),
  blocks: [{ type: "markdown", text: asSlackMarkdown(markdown) }, ...buttons],
});
