import type { ReplyStatus } from "../../../../src/core/ports/chat-adapter.ts";
import type { SummaryProgress } from "../../../../src/core/types.ts";
import type { ChatMessage } from "../../wire.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { type PageParts, usePage } from "./page-context.ts";

export interface ReplyStatusProps {
  readonly message: ChatMessage;
  /** It was asked to stop. */
  readonly stopping: boolean;
}

/** Below an answer that is not finished: how it stands, and the button that stops it. */
export function ReplyStatusLine({ message, stopping }: ReplyStatusProps): View {
  const page = usePage();
  if (message.reply?.state !== "open") return null;
  const label = stopping
    ? page.words.say("reply.stopping")
    : message.text === ""
      ? statusText(message.reply.status, page)
      : page.words.say("reply.writing");
  const stop = (event: MouseEvent) => {
    // The button goes away: the focus moves on to where one would write next.
    const pane = (event.currentTarget as HTMLElement).closest(".pane");
    pane?.querySelector<HTMLTextAreaElement>(".composer textarea")?.focus();
    void page.chat.stop(message);
  };
  return html`<div class="reply-status">
    <span class="reply-pulse" aria-hidden="true"><i></i><i></i><i></i></span>
    <span class="reply-status-text">${label}</span>
    <button type="button" class="button button-small reply-stop" disabled=${stopping} onClick=${stop}>
      ${icons.stop()}${page.words.say("reply.stop")}
    </button>
  </div>`;
}

function statusText(status: ReplyStatus | undefined, { words, times }: PageParts): string {
  if (status === undefined) return words.say("reply.waiting");
  switch (status.state) {
    case "queued": {
      const { ahead, etaMs } = status;
      const eta = etaMs === undefined ? undefined : times.eta(etaMs);
      if (ahead === 0)
        return eta === undefined ? words.say("reply.next") : words.say("reply.next.eta", { eta });
      return eta === undefined
        ? words.say("reply.queued", { count: ahead })
        : words.say("reply.queued.eta", { count: ahead, eta });
    }
    case "loading":
      return words.say("reply.loading");
    case "thinking":
      return words.say("reply.thinking");
    case "summarising":
      return status.progress === undefined
        ? words.say("reply.summarising")
        : words.say("reply.summarising.progress", {
            progress: progressText(status.progress, { words, times }),
          });
    default:
      return status satisfies never;
  }
}

function progressText(
  { step, done, of, remainingMs }: SummaryProgress,
  { words, times }: Pick<PageParts, "words" | "times">,
): string {
  const at = of === undefined ? done + 1 : Math.min(done + 1, of);
  const progress =
    of === undefined ? words.say(`progress.${step}`, { at }) : words.say(`progress.${step}.of`, { at, of });
  if (remainingMs === undefined) return progress;
  return words.say("progress.eta", { progress, eta: times.eta(remainingMs) });
}
