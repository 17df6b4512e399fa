import type { ChatMessage } from "../../wire.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { useNow, usePage } from "./page-context.ts";

/** Under a channel message: how many replies its thread has; opens it. */
export function ThreadLine({ message }: { message: ChatMessage }): View {
  const { chat, words, times } = usePage();
  const now = useNow(60_000);
  const { thread } = message;
  if (thread === undefined) return null;
  return html`<button type="button" class="thread-line" onClick=${() => chat.open({ place: message.place, root: message.seq })}>
    ${icons.thread()}
    <span class="thread-line-count">${words.say("thread.replies", { count: thread.replies })}</span>
    <time datetime=${thread.lastAt} title=${times.full(thread.lastAt)}>${times.ago(thread.lastAt, now)}</time>
  </button>`;
}
