import { h } from "preact";
import { useEffect } from "preact/hooks";
import { streamKey } from "../state/conversations.ts";
import type { State } from "../state/state.ts";
import { AppealDialog } from "./appeal-dialog.ts";
import { DeleteDialog } from "./delete-dialog.ts";
import { html, type View } from "./html.ts";
import { Join } from "./join.ts";
import { JumpDialog } from "./jump-dialog.ts";
import { LateReviewRoom } from "./late-review-room.ts";
import { mark } from "./mark.ts";
import { NoticeBoard } from "./notice-board.ts";
import { usePage, useStateOf } from "./page-context.ts";
import { PlacePane } from "./place-pane.ts";
import { ReportDialog } from "./report-dialog.ts";
import { shortcutOf } from "./shortcuts.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.ts";
import { SideBar } from "./side-bar.ts";
import { ThreadPane } from "./thread-pane.ts";

/** The whole page. */
export function App(): View {
  const page = usePage();
  const { store, chat, words } = page;
  const state = useStateOf(store);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => shortcutOf(event, store.get())?.(chat);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [store, chat]);

  const title = titleOf(state, words.say("review.title"));
  useEffect(() => {
    document.title = title;
  }, [title]);

  return html`${body(state)}
    <div class="toasts" role="status">${state.toasts.map(({ id, text, tone }) => html`<p key=${id} class=${`toast toast-${tone}`}>${text}</p>`)}</div>
    <div class="visually-hidden" aria-live="polite">${state.announcement}</div>
    ${state.dialog?.kind === "jump" && h(JumpDialog, { state })}
    ${state.dialog?.kind === "shortcuts" && h(ShortcutsDialog, {})}
    ${state.dialog?.kind === "delete" && h(DeleteDialog, { message: state.dialog.message })}
    ${state.dialog?.kind === "report" && h(ReportDialog, { message: state.dialog.message })}
    ${state.dialog?.kind === "appeal" && h(AppealDialog, { notice: state.dialog.notice })}`;

  function body(current: State): View {
    if (current.phase === "starting") return starting(current);
    if (current.phase === "joining") return h(Join, { state: current });
    const { route } = current;
    const place = current.me?.places.find(({ id }) => id === route?.place);
    const threadOpen = place?.kind === "channel" && route?.root !== undefined;
    return html`<div class=${`hall-layout${threadOpen ? " with-thread" : ""}`}>
      <div class="above-hall">
        ${
          current.connection === "lost" &&
          html`<div class="banner" role="alert"><span>${words.say("connection.banner")}</span><button type="button" class="text-button" onClick=${chat.reconnect}>${words.say("connection.retry")}</button></div>`
        }
        ${current.notices.length > 0 && h(NoticeBoard, { state: current })}
      </div>
      ${h(SideBar, { state: current })}
      ${current.sideOpen && html`<div class="side-shade" onClick=${() => chat.showSide(false)}></div>`}
      ${current.review !== undefined && h(LateReviewRoom, { state: current })}
      ${
        place !== undefined
          ? h(PlacePane, { key: place.id, state: current, place })
          : route !== undefined &&
            html`<main class="pane place-pane"><div class="missing">${mark(56)}<h1>${words.say("place.missing")}</h1>
            <button type="button" class="button" onClick=${() => chat.open({ place: current.me?.places[0]?.id ?? "" })}>#${current.me?.places[0]?.name}</button></div></main>`
      }
      ${
        place !== undefined &&
        threadOpen &&
        h(ThreadPane, { key: streamKey(place.id, route.root), state: current, place, root: route.root ?? 0 })
      }
    </div>`;
  }

  function starting(current: State): View {
    return html`<main class="starting" aria-busy="true">${mark(64)}<p role="status">${words.say(current.unreachable ? "app.unreachable" : "app.loading")}</p></main>`;
  }
}

/** Unread messages show in the tab's title. */
function titleOf({ about, me, route, review, unread, phase }: State, reviewing: string): string {
  if (phase !== "in") return about.selfName;
  const place = me?.places.find(({ id }) => id === route?.place);
  const count = Object.values(unread).reduce((sum, each) => sum + each.count, 0);
  const name =
    review !== undefined
      ? `${reviewing} · ${about.selfName}`
      : place === undefined || place.kind === "direct"
        ? about.selfName
        : `#${place.name} · ${about.selfName}`;
  return count > 0 ? `(${count > 99 ? "99+" : count}) ${name}` : name;
}
