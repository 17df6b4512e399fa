import { h } from "preact";
import { useState } from "preact/hooks";
import type { ChatMessage } from "../../wire.ts";
import { plainWords } from "../text/plain-words.ts";
import { Dialog } from "./dialog.ts";
import { html, type View } from "./html.ts";
import { usePage } from "./page-context.ts";

const MAX_WORDS_CHARS = 1_000;

/** Reports somebody's message to the moderators. */
export function ReportDialog({ message }: { message: ChatMessage }): View {
  const { chat, words } = usePage();
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const close = () => chat.showDialog(undefined);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    if (await chat.report(message, said)) close();
    else setBusy(false);
  }

  return h(
    Dialog,
    { title: words.say("report.title"), className: "dialog-ask", onClose: close },
    html`<form onSubmit=${send}>
      <h2>${words.say("report.title")}</h2>
      <blockquote>${plainWords(message.text, 160)}</blockquote>
      <p>${words.say("report.lead", { author: message.author.name })}</p>
      <label for="report-words">${words.say("report.words")}</label>
      <textarea id="report-words" rows="2" value=${said} maxlength=${MAX_WORDS_CHARS} autofocus onInput=${(event: InputEvent) => setSaid((event.currentTarget as HTMLTextAreaElement).value)}></textarea>
      <div class="dialog-foot">
        <button type="button" class="button" onClick=${close}>${words.say("message.cancel")}</button>
        <button type="submit" class="button button-strong" disabled=${busy}>${words.say("report.send")}</button>
      </div>
    </form>`,
  );
}
