import { h } from "preact";
import type { ChatMessage } from "../../wire.ts";
import { plainWords } from "../text/plain-words.ts";
import { Dialog } from "./dialog.ts";
import { html, type View } from "./html.ts";
import { usePage } from "./page-context.ts";

/** Asks before a message is deleted. */
export function DeleteDialog({ message }: { message: ChatMessage }): View {
  const { chat, words } = usePage();
  const close = () => chat.showDialog(undefined);
  return h(
    Dialog,
    { title: words.say("message.delete.ask"), className: "dialog-ask", onClose: close },
    html`<h2>${words.say("message.delete.ask")}</h2>
    <blockquote>${plainWords(message.text, 160)}</blockquote>
    <p>${words.say("message.delete.lead")}</p>
    <div class="dialog-foot">
      <button type="button" class="button" autofocus onClick=${close}>${words.say("message.cancel")}</button>
      <button type="button" class="button button-danger" onClick=${() => {
        close();
        void chat.remove(message);
      }}>${words.say("message.delete")}</button>
    </div>`,
  );
}
