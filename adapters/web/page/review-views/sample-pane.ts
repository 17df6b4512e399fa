import { h } from "preact";
import type { ReviewState } from "../review/review-state.ts";
import { html, type View } from "../views/html.ts";
import { mark } from "../views/mark.ts";
import { useNow, usePage } from "../views/page-context.ts";
import { nameOf, placeName } from "./case-words.ts";
import { meter } from "./meter.ts";
import { percent } from "./percent.ts";
import { RawText } from "./raw-text.ts";
import { Veil } from "./veil.ts";

/** Messages of the random sample, one at a time: fine or harmful? */
export function SamplePane({ state }: { state: ReviewState }): View {
  const { review, words, times } = usePage();
  const now = useNow(30_000);
  const { left, last, sending, state: reading } = state.samples;
  const sample = left[0];
  return html`<section class="sample-pane">
    <p class="sample-lead">${words.say("sample.lead")}</p>
    <div class="sample-last" role="status">${last && said(last.label, last.guard)}</div>
    ${sample ? card(sample) : reading === "ready" && html`<div class="quiet">${mark(48)}<h2>${words.say("sample.none")}</h2><p>${words.say("sample.none.lead")}</p></div>`}
  </section>`;

  function card(shown: NonNullable<typeof sample>): View {
    const { message } = shown;
    return html`<article class="sample-card" key=${message.id}>
      <header><span>${words.say("case.by", { author: nameOf(message.author), place: placeName(message) })}</span><time datetime=${message.sentAt} title=${times.full(message.sentAt)}>${times.ago(message.sentAt, now)}</time></header>
      <div class="judged-text">${h(Veil, { key: message.id, veiled: state.veiled && !state.revealed, label: "veil.message", chars: [...message.text].length }, h(RawText, { text: message.text }))}</div>
      <div class="sample-buttons">
        <button type="button" class="button sample-fine" disabled=${sending} onClick=${() => review.label(shown, "fine")}>${words.say("sample.fine")}<kbd aria-hidden="true">f</kbd></button>
        <button type="button" class="button sample-harmful" disabled=${sending} onClick=${() => review.label(shown, "harmful")}>${words.say("sample.harmful")}<kbd aria-hidden="true">h</kbd></button>
      </div>
      <p class="sample-left">${words.say("sample.left", { count: left.length })}</p>
    </article>`;
  }

  function said(label: "fine" | "harmful", guard: number | undefined): View {
    return html`<p>${words.say(`sample.you.${label}`)}</p>
      ${guard === undefined ? html`<p>${words.say("sample.guard.none")}</p>` : html`<p>${words.say("sample.guard", { percent: percent(guard, words.formats) })}</p>${meter(guard)}`}`;
  }
}
