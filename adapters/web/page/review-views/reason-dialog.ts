import { h } from "preact";
import { useState } from "preact/hooks";
import { REASON_READERS } from "../review/moves.ts";
import type { ReviewDialog, ReviewState } from "../review/review-state.ts";
import { Dialog } from "../views/dialog.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";
import { moveWord } from "./case-words.ts";

const MAX_REASON_CHARS = 1_000;

export interface ReasonDialogProps {
  readonly state: ReviewState;
  readonly asked: Extract<ReviewDialog, { kind: "reason" }>;
}

/** Asks why, before a move is made. */
export function ReasonDialog({ state, asked }: ReasonDialogProps): View {
  const { review, words } = usePage();
  const [reason, setReason] = useState("");
  const { case: opened, move } = asked;
  const current = state.cases.get(opened.id) ?? opened;
  const possible = current.moves.includes(move);
  const close = () => review.showDialog(undefined);
  const send = () => {
    if (possible) void review.make(opened.id, move, reason);
  };
  const title = words.say("reason.title", { move: moveWord(words, move, opened.state), case: opened.id });
  const steps = move === "uphold" && opened.state === "open" ? opened.proposed.filter(doesSomething) : [];

  return h(
    Dialog,
    { title, className: "dialog-ask dialog-reason", onClose: close },
    html`<form onSubmit=${(event: Event) => {
      event.preventDefault();
      send();
    }}>
      <h2>${title}</h2>
      ${steps.length > 0 && html`<p class="chips">${steps.map((step) => html`<span class="chip">${words.say(`step.${step}`)}</span>`)}</p>`}
      <label for="reason">${words.say("reason.label")}</label>
      <textarea id="reason" rows="3" value=${reason} maxlength=${MAX_REASON_CHARS} autofocus aria-describedby="reason-note"
        onInput=${(event: InputEvent) => setReason((event.currentTarget as HTMLTextAreaElement).value)}
        onKeyDown=${(event: KeyboardEvent) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}></textarea>
      <p id="reason-note" class="reason-note">${readBy()} <span>${words.say("reason.hint")}</span></p>
      ${
        state.reasons.length > 0 &&
        html`<div class="reason-recent"><h3>${words.say("reason.recent")}</h3><ul>${state.reasons.map(
          (recent) =>
            html`<li><button type="button" class="reason-again" onClick=${() => setReason(recent)}>${recent}</button></li>`,
        )}</ul></div>`
      }
      ${!possible && html`<p class="move-refused" role="alert">${words.say("refusal.not-possible")}</p>`}
      <div class="dialog-foot">
        <button type="button" class="button" onClick=${close}>${words.say("message.cancel")}</button>
        <button type="submit" class="button button-strong" disabled=${!possible}>${moveWord(words, move, opened.state)}</button>
      </div>
    </form>`,
  );

  function readBy(): string {
    if (opened.isNotedOnly) return words.say("reason.read.shadow");
    return words.say(REASON_READERS[move] === "moderators" ? "reason.read.moderators" : "reason.read");
  }
}

const doesSomething = (step: string) => step !== "log" && step !== "queue";
