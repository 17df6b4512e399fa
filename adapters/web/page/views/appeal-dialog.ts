import { h } from "preact";
import { useState } from "preact/hooks";
import type { WireNotice } from "../../shared/moderation-wire.ts";
import { Dialog } from "./dialog.ts";
import { html, type View } from "./html.ts";
import { usePage } from "./page-context.ts";

const MAX_WORDS_CHARS = 2_000;

/** Asks for another look at what moderators decided. */
export function AppealDialog({ notice }: { notice: WireNotice }): View {
  const { chat, words } = usePage();
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const close = () => chat.showDialog(undefined);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    if (await chat.appeal(notice, said)) close();
    else setBusy(false);
  }

  return h(
    Dialog,
    { title: words.say("appeal.title"), className: "dialog-ask", onClose: close },
    html`<form onSubmit=${send}>
      <h2>${words.say("appeal.title")}</h2>
      <p>${words.say("appeal.lead")}</p>
      <label for="appeal-words">${words.say("appeal.words")}</label>
      <textarea id="appeal-words" rows="4" value=${said} maxlength=${MAX_WORDS_CHARS} autofocus onInput=${(event: InputEvent) => setSaid((event.currentTarget as HTMLTextAreaElement).value)}></textarea>
      <div class="dialog-foot">
        <button type="button" class="button" onClick=${close}>${words.say("message.cancel")}</button>
        <button type="submit" class="button button-strong" disabled=${busy || said.trim() === ""}>${words.say("appeal.send")}</button>
      </div>
    </form>`,
  );
}
