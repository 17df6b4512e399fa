import { h } from "preact";
import { reasonOf } from "../chat/teller.ts";
import type { Outgoing, State } from "../state/state.ts";
import type { MarkdownContext } from "../text/markdown.ts";
import { avatar } from "./avatar.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { MessageBody } from "./message-body.ts";
import { usePage } from "./page-context.ts";

export interface OutgoingRowProps {
  readonly outgoing: Outgoing;
  readonly continued: boolean;
  readonly me: NonNullable<State["me"]>;
  readonly markdown: MarkdownContext;
  /** Names that may be mentioned in it, as far as this page knows. */
  readonly names: readonly string[];
}

/** A message that has not reached the server yet: on its way, waiting, or refused with the reason and a remedy. */
export function OutgoingRow({
  outgoing,
  continued,
  me,
  markdown,
  names,
}: OutgoingRowProps & { key?: string }): View {
  const { chat, words } = usePage();
  const { fault, nonce } = outgoing;
  const failed = outgoing.state === "failed";
  const waits = fault === "offline" || fault === "unavailable";
  const says = !failed
    ? words.say("message.sending")
    : waits
      ? words.say("message.waiting")
      : words.say("message.failed", { reason: reasonOf(words, fault ?? "internal") });
  return html`<article class=${`message message-outgoing${continued ? " message-continued" : ""}${failed && !waits ? " message-failed" : ""}`} aria-label=${says}>
    <div class="message-side">${!continued && avatar(me.person)}</div>
    <div class="message-main">
      ${!continued && html`<header class="message-head"><span class="message-author">${me.person.name}</span></header>`}
      <div class="message-text">${h(MessageBody, { text: outgoing.text, mentions: names, markdown })}</div>
      <div class="outgoing-state" role=${failed ? "alert" : undefined}>
        ${failed && !waits && icons.warning()}<span>${says}</span>
        ${
          failed &&
          html`<button type="button" class="text-button" onClick=${() => chat.resend(nonce)}>${words.say("message.retry")}</button>
          <button type="button" class="text-button" onClick=${() => chat.discard(nonce)}>${words.say("message.discard")}</button>`
        }
      </div>
    </div>
  </article>`;
}
