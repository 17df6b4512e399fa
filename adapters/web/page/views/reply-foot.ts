import type { ChatMessage } from "../../wire.ts";
import { copyText } from "./copy-text.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { usePage } from "./page-context.ts";

export interface ReplyFootProps {
  readonly message: ChatMessage;
  readonly direct: boolean;
}

/** Below a finished answer: where it comes from, copying it, and what the person thinks of it. */
export function ReplyFoot({ message, direct }: ReplyFootProps): View {
  const page = usePage();
  const { chat, words } = page;
  const { reply } = message;
  if (reply?.state !== "done" || reply.kind === undefined || reply.kind === "notice") return null;
  const thumb = (rating: "up" | "down") => {
    const given = reply.rating === rating;
    return html`<button type="button" class="icon-button thumb" aria-pressed=${given ? "true" : "false"}
      aria-label=${words.say(rating === "up" ? "reply.good" : "reply.bad")} title=${words.say(rating === "up" ? "reply.good" : "reply.bad")}
      onClick=${() => chat.rate(message, given ? null : rating)}>
      ${rating === "up" ? icons.good() : icons.bad()}
    </button>`;
  };
  return html`<div class="reply-foot">
    <button type="button" class="icon-button" aria-label=${words.say("message.copy.answer")} title=${words.say("message.copy.answer")}
      onClick=${() => copyText(message.text, page)}>${icons.copy()}</button>
    ${thumb("up")}${thumb("down")}
    ${
      reply.kind === "extractive" &&
      html`<span class="reply-source">${icons.quote()}${words.say(direct ? "reply.extractive.direct" : "reply.extractive")}</span>`
    }
  </div>`;
}
