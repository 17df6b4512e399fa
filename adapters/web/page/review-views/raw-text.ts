import { useMemo } from "preact/hooks";
import type { EvidencePart } from "../../../../src/core/ports/index.ts";
import { markText, type Stretch } from "../review/marked-text.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";

const NONE: readonly EvidencePart[] = [];

/** Somebody's words exactly as they are: no Markdown, nothing that hides itself, and what weighed for the router. */
export function RawText({
  text,
  evidence = NONE,
}: {
  text: string;
  evidence?: readonly EvidencePart[];
}): View {
  const { words } = usePage();
  const stretches = useMemo(() => markText(text, evidence), [text, evidence]);
  return html`<bdi class="raw-text" dir="auto">${stretches.map(show)}</bdi>`;

  function show({ text: shown, weight, trick }: Stretch): View {
    const inner = trick
      ? html`<span class=${`trick trick-${trick.kind}`} title=${`${trick.codes}: ${words.say(`trick.${trick.kind}`, { count: [...shown].length })}`}>${shown}</span>`
      : shown;
    if (weight === 0) return inner;
    const side = weight > 0 ? "for" : "against";
    return html`<mark class=${`weight weight-${side}-${Math.abs(weight)}`} title=${words.say(`evidence.mark.${side}`)}>${inner}</mark>`;
  }
}
