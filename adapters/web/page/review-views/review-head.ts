import { useRef } from "preact/hooks";
import type { ReviewState } from "../review/review-state.ts";
import { REVIEW_TABS, type ReviewTab } from "../route.ts";
import { html, type View } from "../views/html.ts";
import { icons } from "../views/icons.ts";
import { usePage } from "../views/page-context.ts";

/** The review page's name, its tabs, and how one likes to look at words. */
export function ReviewHead({ state, sideOpen }: { state: ReviewState; sideOpen: boolean }): View {
  const { chat, review, words } = usePage();
  const tabs = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = REVIEW_TABS.indexOf(state.tab);
    const next = REVIEW_TABS[(at + by + REVIEW_TABS.length) % REVIEW_TABS.length] ?? state.tab;
    review.setTab(next);
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };

  return html`<header class="pane-head review-head">
    <button type="button" class="icon-button side-toggle" aria-label=${words.say("side.open")} aria-expanded=${sideOpen ? "true" : "false"} onClick=${() => chat.showSide(true)}>${icons.menu()}</button>
    <h1 class="pane-title">${words.say("review.title")}</h1>
    <div class="review-tabs" role="tablist" ref=${tabs} aria-label=${words.say("review.tabs")} onKeyDown=${onKeyDown}>
      ${REVIEW_TABS.map((tab) => {
        const count = countOf(state, tab);
        return html`<button key=${tab} id=${`tab-${tab}`} type="button" role="tab" class="review-tab" aria-selected=${tab === state.tab ? "true" : "false"} aria-controls="review-panel" tabindex=${tab === state.tab ? 0 : -1} onClick=${() => review.setTab(tab)}>
          ${words.say(`review.tab.${tab}`)}${count !== undefined && html`<span class="review-count">${count}</span>`}</button>`;
      })}
    </div>
    <label class="review-veil"><input type="checkbox" role="switch" checked=${state.veiled} onChange=${(event: Event) => review.setVeiled((event.currentTarget as HTMLInputElement).checked)} />${words.say("review.veil")}</label>
    <button type="button" class="icon-button" aria-label=${words.say("review-keys.title")} title=${`${words.say("review-keys.title")} (?)`} onClick=${() => review.showDialog({ kind: "keys" })}>${icons.keyboard()}</button>
  </header>`;
}

/** How many stand in a tab, as far as that is known: `12`, or `50+`. */
function countOf(state: ReviewState, tab: ReviewTab): string | undefined {
  switch (tab) {
    case "waiting":
      return state.platform === undefined && state.backlog
        ? String(state.backlog.waiting)
        : listed(state, tab);
    case "shadow":
      return listed(state, tab);
    case "sample":
      return state.samples.state === "ready" ? String(state.samples.left.length) : undefined;
    case "settled":
    case "report":
      return undefined;
    default:
      return tab satisfies never;
  }
}

function listed({ lists }: ReviewState, tab: "waiting" | "shadow"): string | undefined {
  const { state, ids, more } = lists[tab];
  return state === "ready" ? `${ids.length}${more ? "+" : ""}` : undefined;
}
