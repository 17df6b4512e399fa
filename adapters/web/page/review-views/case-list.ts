import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { CaseTab } from "../../shared/moderation-wire.ts";
import { pendingOf, type ReviewState } from "../review/review-state.ts";
import { html, type View } from "../views/html.ts";
import { mark } from "../views/mark.ts";
import { useNow, usePage } from "../views/page-context.ts";
import { CaseRow } from "./case-row.ts";

const rowId = (id: string) => `case-${id}`;

/** The cases of a tab. */
export function CaseList({ state, tab, me }: { state: ReviewState; tab: CaseTab; me: string }): View {
  const { review, words } = usePage();
  const now = useNow(30_000);
  const list = useRef<HTMLUListElement>(null);
  const { state: reading, ids, more } = state.lists[tab];
  const selected = state.selected[tab];

  useEffect(() => {
    if (selected === undefined) return;
    list.current?.querySelector(`#${rowId(selected)}`)?.scrollIntoView({ block: "nearest" });
  }, [selected, ids]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && selected !== undefined) review.select(selected, true);
    else if (by === 1 || by === -1) review.step(by);
    else return;
    event.preventDefault();
  };

  if (ids.length === 0) return html`<div class="case-list case-list-empty">${nothing()}</div>`;
  return html`<div class="case-list">
    <ul ref=${list} role="listbox" tabindex="0" aria-label=${words.say("review.list")} aria-activedescendant=${selected === undefined ? undefined : rowId(selected)} onKeyDown=${onKeyDown}>
      ${ids.map((id) => {
        const each = state.cases.get(id);
        return (
          each &&
          h(CaseRow, {
            key: id,
            id: rowId(id),
            case: each,
            selected: id === selected,
            pending: pendingOf(state, id),
            refusal: state.refusals.get(id),
            me,
            now,
            showPlatform: state.platforms.length > 1,
            onSelect: () => review.select(id, true),
          })
        );
      })}
    </ul>
    ${more && html`<button type="button" class="button button-small case-list-more" onClick=${review.readMore}>${words.say("review.more")}</button>`}
  </div>`;

  function nothing(): View {
    if (reading === "failed") {
      return html`<div class="list-failed" role="alert"><p>${words.say("place.failed")}</p>
        <button type="button" class="button" onClick=${review.refresh}>${words.say("place.again")}</button></div>`;
    }
    if (reading !== "ready")
      return html`<p class="case-list-wait" role="status">${words.say("reply.waiting")}</p>`;
    return html`<div class="quiet">${mark(48)}<h2>${words.say(`review.empty.${tab}`)}</h2><p>${words.say(`review.empty.${tab}.lead`)}</p></div>`;
  }
}
