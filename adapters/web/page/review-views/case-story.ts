import { h } from "preact";
import type { CaseDecision, ReviewCase } from "../../../../src/core/ports/index.ts";
import { html, type View } from "../views/html.ts";
import { useNow, usePage } from "../views/page-context.ts";
import { moveWord, nameOf } from "./case-words.ts";
import { RawText } from "./raw-text.ts";
import { Veil } from "./veil.ts";

/** What the policy says, what was done, who decided and why, and what its author says to that. */
export function CaseStory({ case: shown, veiled }: { case: ReviewCase; veiled: boolean }): View {
  const { words, times } = usePage();
  const now = useNow(30_000);
  const { proposed, done, proposal, escalated, decision, appeal, mode } = shown;
  const when = (at: string) =>
    html`<time datetime=${at} title=${times.full(at)}>${times.ago(at, now)}</time>`;

  return html`<section class="card">
    <h3>${words.say("story.title")}</h3>
    <dl class="facts">
      <div><dt>${words.say(mode === "shadow" ? "story.proposed.shadow" : "story.proposed")}</dt>
        <dd class="chips">${proposed.map((step) => html`<span class="chip">${words.say(`step.${step}`)}</span>`)}</dd></div>
      <div><dt>${words.say("story.done")}</dt><dd>${
        done.length === 0
          ? html`<span class="fact-none">${words.say("story.nothing")}</span>`
          : html`<ul class="done">${done.map(
              (action) => html`<li class=${action.outcome === "failed" ? "done-failed" : ""}>
                <span class=${action.undone ? "done-undone" : ""}>${words.say(`step.${action.step}`)}</span>
                ${action.until !== undefined && ` ${words.say("story.until", { until: times.moment(action.until, now) })}`}
                ${action.outcome === "failed" && action.why && ` ${words.say("story.failed", { why: words.say(`story.why.${action.why}`) })}`}
                ${action.undone && ` (${words.say("story.undone")})`} ${when(action.at)}
              </li>`,
            )}</ul>`
      }</dd></div>
    </dl>
    ${escalated && html`<div class="said"><p class="said-who">${words.say("story.escalated", { name: nameOf(escalated.by) })}</p>${escalated.reason && html`<p class="said-why">${h(RawText, { text: escalated.reason })}</p>`}</div>`}
    ${proposal && decided(proposal, words.say("story.proposal", { name: nameOf(proposal.by), move: words.say(`move.${proposal.move}`) }))}
    ${decision && decided(decision, decisionWords(decision))}
    ${
      appeal &&
      html`<div class="said said-appeal"><p class="said-who">${words.say("story.appeal")} ${when(appeal.at)}</p>
        <p class="said-why">${h(Veil, { veiled, label: "veil.words", chars: [...appeal.words].length }, h(RawText, { text: appeal.words }))}</p>
        <p class="said-outcome">${appeal.outcome ? words.say(`story.appeal.${appeal.outcome}`, { name: appeal.by ? nameOf(appeal.by) : "" }) : waitsFor(decision)}</p></div>`
    }
  </section>`;

  function waitsFor(before: CaseDecision | undefined): string {
    if (!before || shown.deciders.length === 0) return words.say("story.appeal.open");
    const names = [before.by, ...(before.seconded ? [before.seconded] : [])].map(nameOf).join(", ");
    return words.say("story.appeal.another", { names });
  }

  function decisionWords({ move, by, seconded }: CaseDecision): string {
    const slots = { name: nameOf(by), move: moveWord(words, move, "decided") };
    return seconded
      ? words.say("story.seconded", { ...slots, other: nameOf(seconded) })
      : words.say("story.decided", slots);
  }

  function decided({ reason, at }: CaseDecision, who: string): View {
    return html`<div class="said"><p class="said-who">${who} ${when(at)}</p>${reason !== undefined && html`<p class="said-why">${h(RawText, { text: reason })}</p>`}</div>`;
  }
}
