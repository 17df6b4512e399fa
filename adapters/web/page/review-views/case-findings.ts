import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";
import { guardWhy } from "./guard-words.ts";
import { meter } from "./meter.ts";
import { percent } from "./percent.ts";

/** What guard, router and rules say. */
export function CaseFindings({ case: shown }: { case: ReviewCase }): View {
  const { words } = usePage();
  const { guard, router, rules } = shown.findings;
  return html`<section class="card">
    <h3>${words.say("findings.title")}</h3>
    <dl class="facts">
      <div><dt>${words.say("findings.guard")}</dt><dd>${guardSays()}</dd></div>
      ${
        router &&
        html`<div><dt>${words.say("findings.router")}</dt><dd>${meter(router.score, router.threshold)}
          <span class="fact-value">${words.say("findings.router.value", { percent: percent(router.score, words.formats), threshold: percent(router.threshold, words.formats) })}</span>
          ${router.labels.length > 0 && html`<span class="chips">${router.labels.map((label) => html`<span class="chip">${label}</span>`)}</span>`}</dd></div>`
      }
      ${rules.length > 0 && html`<div><dt>${words.say("findings.rules")}</dt><dd class="chips">${rules.map((rule) => html`<span class="chip">${rule}</span>`)}</dd></div>`}
      <div><dt>${words.say("findings.sources")}</dt><dd class="chips">${shown.sources.map((source) => html`<span class="chip">${words.say(`source.${source}`)}</span>`)}</dd></div>
    </dl>
  </section>`;

  function guardSays(): View {
    if (guard === undefined)
      return html`<span class="fact-none">${words.say("findings.guard.unasked")}</span>`;
    if ("unavailable" in guard) {
      return html`<span class="fact-none">${words.say("findings.guard.none", { why: guardWhy(words, guard.unavailable) })}</span>`;
    }
    return html`${meter(guard.probability)}
      <span class="fact-value">${words.say("findings.guard.value", { percent: percent(guard.probability, words.formats) })}</span>
      <span class="chips">${guard.categories.map((category) => html`<span class="chip chip-category">${words.say(`category.${category}`)}</span>`)}</span>
      ${guard.codes.length > 0 && html`<span class="fact-codes">${words.say("findings.codes", { codes: guard.codes.join(", ") })}</span>`}`;
  }
}
