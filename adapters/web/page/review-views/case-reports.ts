import { h } from "preact";
import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import { html, type View } from "../views/html.ts";
import { useNow, usePage } from "../views/page-context.ts";
import { nameOf } from "./case-words.ts";
import { RawText } from "./raw-text.ts";
import { Veil } from "./veil.ts";

/** What members reported, and what became of the author's earlier cases. */
export function CaseReports({ case: shown, veiled }: { case: ReviewCase; veiled: boolean }): View {
  const { words, times } = usePage();
  const now = useNow(30_000);
  const { reports, history, message, findings } = shown;
  const author = findings.part === "author-name" ? words.say("part.author-name") : nameOf(message.author);
  return html`<section class="card">
    <h3>${words.say("history.title", { author })}</h3>
    <p class="history">${
      history.cases === 0
        ? html`<span class="fact-none">${words.say("history.none")}</span>`
        : [
            words.say("history.cases", { count: history.cases }),
            words.say("history.upheld", { count: history.upheld }),
            words.say("history.dismissed", { count: history.dismissed }),
          ].join(" · ")
    }</p>
    ${
      reports.length > 0 &&
      html`<h3>${words.say("reports.title", { count: reports.length })}</h3><ul class="reports">${reports.map(
        ({ words: said, at }, index) => html`<li key=${index}>
          ${said === "" ? html`<span class="fact-none">${words.say("reports.silent")}</span>` : h(Veil, { veiled, label: "veil.words", chars: [...said].length }, h(RawText, { text: said }))}
          <time datetime=${at} title=${times.full(at)}>${times.ago(at, now)}</time></li>`,
      )}</ul>`
    }
  </section>`;
}
