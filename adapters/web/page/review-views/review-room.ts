import { h } from "preact";
import { useEffect } from "preact/hooks";
import type { PersonId } from "../../../../src/core/types.ts";
import { reviewKeyOf } from "../review/review-keys.ts";
import { caseTab, openCase } from "../review/review-state.ts";
import { ReportPane } from "../review-report/report-pane.ts";
import type { State } from "../state/state.ts";
import { html, type View } from "../views/html.ts";
import { icons } from "../views/icons.ts";
import { usePage, useStateOf } from "../views/page-context.ts";
import { BacklogLine } from "./backlog-line.ts";
import { CaseList } from "./case-list.ts";
import { CasePane } from "./case-pane.ts";
import { categoriesOf } from "./case-words.ts";
import { ReasonDialog } from "./reason-dialog.ts";
import { ReviewDoor } from "./review-door.ts";
import { ReviewHead } from "./review-head.ts";
import { ReviewKeysDialog } from "./review-keys-dialog.ts";
import { SamplePane } from "./sample-pane.ts";

/** The review page: what waits for moderators on the left, the case that is open on the right. */
export function ReviewRoom({ state: page }: { state: State }): View {
  const { chat, review, store, words } = usePage();
  const state = useStateOf(review.store);
  const moderator = page.me?.moderator === true;

  useEffect(() => {
    if (!moderator) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (store.get().dialog === undefined) reviewKeyOf(event, review.store.get())?.(review);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [moderator, review, store]);

  const open = openCase(state);
  const opened = open?.id;
  useEffect(() => {
    // A list that has the focus says it by itself.
    if (open === undefined || document.activeElement?.getAttribute("role") === "listbox") return;
    const categories = categoriesOf(words, open).join(", ");
    store.dispatch({
      type: "announce",
      text: `${words.say("case.title", { case: open.id })}: ${categories}`,
    });
  }, [opened]);

  if (!moderator) {
    return html`<main class="pane review-pane">
      <header class="pane-head"><button type="button" class="icon-button side-toggle" aria-label=${words.say("side.open")} aria-expanded=${page.sideOpen ? "true" : "false"} onClick=${() => chat.showSide(true)}>${icons.menu()}</button>
        <h1 class="pane-title">${words.say("review.title")}</h1></header>
      ${h(ReviewDoor, { self: page.about.selfName })}
    </main>`;
  }

  const me: PersonId = `web:${page.me?.person.id ?? ""}`;
  return html`<main class=${`pane review-pane${state.reading ? " review-reading" : ""}`}>
    ${h(ReviewHead, { state, sideOpen: page.sideOpen })}
    <div id="review-panel" class="review-panel" role="tabpanel" aria-labelledby=${`tab-${state.tab}`}>${panel()}</div>
    ${state.dialog?.kind === "reason" && h(ReasonDialog, { state, asked: state.dialog })}
    ${state.dialog?.kind === "keys" && h(ReviewKeysDialog, {})}
  </main>`;

  function panel(): View {
    if (state.tab === "sample") return h(SamplePane, { state });
    if (state.tab === "report") return h(ReportPane, { state, page });
    const tab = caseTab(state.tab) ?? "waiting";
    return html`<div class="review-list">${h(BacklogLine, { state })}${h(CaseList, { state, tab, me })}</div>
      <div class="review-case">${open && h(CasePane, { key: open.id, state, case: open, me })}</div>`;
  }
}
