import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";

/** Which policy and which models judged it, folded. */
export function CaseDetails({ case: shown }: { case: ReviewCase }): View {
  const { words, times } = usePage();
  const rows = [
    ["details.policy", [shown.policy]],
    ["details.models", shown.models],
    ["details.message", [shown.message.id]],
    ["details.opened", [times.full(shown.openedAt)]],
    ["details.changed", [times.full(shown.changedAt)]],
  ] as const;
  return html`<details class="card card-folded"><summary>${words.say("details.title")}</summary>
    <dl class="facts">${rows.map(([key, values]) => html`<div><dt>${words.say(key)}</dt><dd>${values.map((value) => html`<code class="hash-value">${value}</code>`)}</dd></div>`)}</dl>
  </details>`;
}
