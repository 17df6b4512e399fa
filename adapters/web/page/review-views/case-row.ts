import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseMove } from "../../../../src/core/types.ts";
import type { Refusal } from "../review/review-state.ts";
import { avatar } from "../views/avatar.ts";
import { html, type View } from "../views/html.ts";
import { icons } from "../views/icons.ts";
import { usePage } from "../views/page-context.ts";
import { categoriesOf, moveWord, nameOf, placeName, platformNameOf } from "./case-words.ts";

export interface CaseRowProps {
  readonly case: ReviewCase;
  readonly id: string;
  readonly selected: boolean;
  readonly pending: CaseMove | undefined;
  readonly refusal: Refusal | undefined;
  /** The author id of the person who looks. */
  readonly me: string;
  readonly now: number;
  readonly showPlatform: boolean;
  onSelect(): void;
}

/** One case in the list: what it may break, where, by whom, since when, and who looks at it. None of its words. */
export function CaseRow(props: CaseRowProps & { key?: string }): View {
  const { case: shown, id, selected, pending, refusal, me, now, showPlatform, onSelect } = props;
  const { words, times } = usePage();
  const { message, claim, findings } = shown;
  const categories = categoriesOf(words, shown);
  // A name that may be the trouble itself is not shown to whoever did not ask.
  const author = findings.part === "author-name" ? words.say("part.author-name") : nameOf(message.author);
  const label = words.say("case.label", { case: shown.id, categories: categories.join(", "), author });
  return html`<li id=${id} role="option" class="case-row" aria-selected=${selected ? "true" : "false"} aria-label=${label} onClick=${onSelect}>
    <div class="case-row-top">
      <span class="chips">${categories.map((category) => html`<span class="chip chip-category">${category}</span>`)}</span>
      <time datetime=${shown.openedAt} title=${times.full(shown.openedAt)}>${times.ago(shown.openedAt, now)}</time>
    </div>
    <div class="case-row-who"><span class="case-row-author">${author}</span><span class="case-row-place">${placeName(message)}${showPlatform && ` · ${platformNameOf(shown)}`}</span></div>
    <div class="case-row-foot"><span class="case-row-id">${shown.id}${shown.reports.length > 0 && ` · ${words.say("reports.title", { count: shown.reports.length })}`}</span>${foot()}</div>
  </li>`;

  function foot(): View {
    if (pending !== undefined) {
      return html`<span class="case-row-note case-row-sending">${icons.send()}${words.say("case.sending", { move: moveWord(words, pending, shown.state) })}</span>`;
    }
    if (refusal !== undefined) {
      return html`<span class="case-row-note case-row-refused">${icons.warning()}${words.say(`refusal.${refusal.why}`, { name: refusal.by ?? "" })}</span>`;
    }
    if (shown.escalated !== undefined) {
      return html`<span class="case-row-note case-row-escalated">${icons.warning()}${words.say("case.escalated")}</span>`;
    }
    if (shown.state !== "open") {
      return html`<span class=${`case-row-note case-row-state-${shown.state}`}>${words.say(`case.state.${shown.state}`)}</span>`;
    }
    if (claim === undefined) return null;
    const mine = claim.by.id === me;
    return html`<span class="case-row-note case-row-claim">${avatar({ name: nameOf(claim.by), kind: "person" }, "small")}${mine ? words.say("case.claimed.you") : words.say("case.claimed", { name: nameOf(claim.by) })}</span>`;
  }
}
