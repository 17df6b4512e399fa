import { h } from "preact";
import { useMemo } from "preact/hooks";
import type { EvidencePart, ReviewCase } from "../../../../src/core/ports/index.ts";
import type { Message } from "../../../../src/core/types.ts";
import { markText, tricksIn } from "../review/marked-text.ts";
import { avatar } from "../views/avatar.ts";
import { html, type View } from "../views/html.ts";
import { icons } from "../views/icons.ts";
import { useNow, usePage } from "../views/page-context.ts";
import { nameOf } from "./case-words.ts";
import { RawText } from "./raw-text.ts";
import { Veil } from "./veil.ts";

const NONE: readonly EvidencePart[] = [];

/** The message of a case with what was said before it, veiled; and what weighed for the router. */
export function CaseMessage({ case: shown, veiled }: { case: ReviewCase; veiled: boolean }): View {
  const { words, times } = usePage();
  const now = useNow(30_000);
  const { message, context, findings, hasText, edited } = shown;
  const { part } = findings;
  const evidence = findings.router?.evidence ?? NONE;
  const judged = wordsOf(message, part, evidence);
  const tricks = useMemo(() => tricksIn(markText(judged, NONE)), [judged]);
  const nameJudged = part === "author-name";

  return html`<section class="case-message">
    ${
      context.length > 0 &&
      html`<details class="context" open><summary>${words.say("context.title")}</summary><ol>${context.map(
        (before) => html`<li key=${before.id}>
          <span class="context-author">${nameOf(before.author)}</span>
          ${veil(before.text, "veil.words", NONE, before.id)}
        </li>`,
      )}</ol></details>`
    }
    <div class="judged">
      ${nameJudged ? avatar({ name: "?", kind: "person" }) : avatar({ name: nameOf(message.author), kind: message.author.kind === "self" ? "self" : "person" })}
      <div class="judged-main">
        <div class="message-head">
          <span class="message-author">${nameJudged ? veil(message.author.name, "veil.words", evidence, "name") : html`<bdi>${nameOf(message.author)}</bdi>`}</span>
          <time datetime=${message.sentAt} title=${times.full(message.sentAt)}>${times.ago(message.sentAt, now)}</time>
        </div>
        ${part !== "text" && html`<p class="judged-part">${icons.info()}${words.say("part.about", { part: words.say(`part.${part}`) })}</p>`}
        ${!nameJudged && part !== "text" && html`<div class="judged-text">${veil(judged, "veil.words", evidence, "part")}</div>`}
        ${shown.gone && html`<p class="judged-part">${icons.info()}${words.say("case.deleted")}</p>`}
        ${
          edited
            ? html`<div class="judged-sides">
          <section class="judged-side"><h4>${words.say("case.judged")}</h4><div class="judged-text">${text()}</div></section>
          <section class="judged-side"><h4 title=${times.full(edited.at)}>${words.say("case.edited", { ago: times.ago(edited.at, now) })}</h4><div class="judged-text">${
            edited.text === ""
              ? html`<p class="judged-none">${words.say("case.edited.none")}</p>`
              : veil(edited.text, "veil.message", NONE, "edited")
          }</div></section>
        </div>`
            : html`<div class="judged-text">${text()}</div>`
        }
        ${
          tricks.length > 0 &&
          html`<ul class="tricks">${tricks.map(({ kind, count }) => html`<li>${icons.warning()}${words.say(`trick.${kind}`, { count })}</li>`)}</ul>`
        }
        ${
          evidence.length > 0 &&
          hasText &&
          html`<p class="legend">${words.say("evidence.legend")} <mark class="weight weight-for-2">${words.say("evidence.for")}</mark> <mark class="weight weight-against-2">${words.say("evidence.against")}</mark></p>`
        }
      </div>
    </div>
  </section>`;

  function text(): View {
    if (!hasText) return html`<p class="judged-none">${words.say("case.gone-text")}</p>`;
    if (message.text === "") return html`<p class="judged-none">${words.say("case.no-text")}</p>`;
    return veil(message.text, "veil.message", part === "text" ? evidence : NONE, "text");
  }

  function veil(
    hidden: string,
    label: "veil.message" | "veil.words",
    weighed: readonly EvidencePart[],
    key: string,
  ): View {
    return h(
      Veil,
      { key, veiled, label, chars: [...hidden].length },
      h(RawText, { text: hidden, evidence: weighed }),
    );
  }
}

/** The words that were judged. Of several file names, the one that the evidence is in. */
function wordsOf(
  message: Message,
  part: ReviewCase["findings"]["part"],
  evidence: readonly EvidencePart[],
): string {
  switch (part) {
    case "text":
      return message.text;
    case "author-name":
      return message.author.name;
    case "thread-title":
      return message.threadTitle ?? "";
    case "file-name": {
      const names = message.fileNames ?? [];
      const holds = (name: string) =>
        evidence.length > 0 && evidence.every(({ start, end, text }) => name.slice(start, end) === text);
      return names.find(holds) ?? names.join("\n");
    }
    default:
      return part satisfies never;
  }
}
