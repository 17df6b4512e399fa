import type { WirePlace } from "../../wire.ts";
import { formatReviewRoute, formatRoute } from "../route.ts";
import type { State } from "../state/state.ts";
import { avatar } from "./avatar.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { mark } from "./mark.ts";
import { usePage, useStateOf } from "./page-context.ts";

/** Channels, the direct conversation, who one is, and how the connection stands. */
export function SideBar({ state }: { state: State }): View {
  const { chat, review, words } = usePage();
  const { backlog } = useStateOf(review.store);
  const { me, about, connection, sideOpen } = state;
  const places = me?.places ?? [];
  const entry = (place: WirePlace) => {
    const shown = state.route?.place === place.id;
    const unread = shown ? undefined : state.unread[place.id];
    const name = place.kind === "direct" ? about.selfName : place.name;
    return html`<li key=${place.id}><a class=${`side-link${unread ? " side-link-unread" : ""}`} href=${formatRoute({ place: place.id })} aria-current=${shown ? "page" : undefined}
      onClick=${() => chat.showSide(false)}>
      ${place.kind === "direct" ? avatar({ name, kind: "self" }, "small") : html`<span class="hash" aria-hidden="true">#</span>`}
      <span class="side-name">${name}</span>
      ${
        unread &&
        html`<span class=${`badge${unread.mentioned || place.kind === "direct" ? " badge-strong" : ""}`} aria-label=${words.say("side.unread", { count: unread.count })}>${unread.count > 99 ? "99+" : unread.count}</span>`
      }
    </a></li>`;
  };
  return html`<nav class=${`side${sideOpen ? " side-open" : ""}`} aria-label=${words.say("side.label")}>
    <div class="side-head">
      ${mark(30)}<span class="side-title">${about.selfName}</span>
      <button type="button" class="icon-button side-close" aria-label=${words.say("side.close")} onClick=${() => chat.showSide(false)}>${icons.close()}</button>
    </div>
    <button type="button" class="side-jump" onClick=${() => chat.showDialog({ kind: "jump" })}>${icons.search()}<span>${words.say("side.jump")}</span><kbd>${commandKey()} K</kbd></button>
    <div class="side-places">
      <h2 class="side-section">${words.say("side.channels")}</h2>
      <ul>${places.filter(({ kind }) => kind === "channel").map(entry)}</ul>
      <h2 class="side-section">${words.say("side.direct")}</h2>
      <ul>${places.filter(({ kind }) => kind === "direct").map(entry)}</ul>
      ${me?.moderator && about.moderation && moderation()}
    </div>
    ${
      me &&
      html`<div class="side-me">
        ${avatar(me.person)}
        <div class="side-who"><span class="side-own-name">${me.person.name}</span>
          <span class=${`side-connection side-connection-${connection}`}><i aria-hidden="true"></i>${words.say(`connection.${connection}`)}</span></div>
        <button type="button" class="icon-button" aria-label=${words.say("side.shortcuts")} title=${words.say("side.shortcuts")} onClick=${() => chat.showDialog({ kind: "shortcuts" })}>${icons.keyboard()}</button>
        <button type="button" class="icon-button" aria-label=${words.say("side.leave")} title=${words.say("side.leave.hint", { name: me.person.name })} onClick=${chat.leave}>${icons.leave()}</button>
      </div>`
    }
  </nav>`;

  function moderation(): View {
    const { waiting = 0 } = backlog ?? {};
    return html`<h2 class="side-section">${words.say("side.moderation")}</h2>
      <ul><li><a class="side-link" href=${formatReviewRoute({ tab: "waiting" })} aria-current=${state.review === undefined ? undefined : "page"} onClick=${() => chat.showSide(false)}>
        <span class="side-review">${icons.shield()}</span><span class="side-name">${words.say("side.review")}</span>
        ${waiting > 0 && html`<span class="badge badge-strong" aria-label=${words.say("side.review.waiting", { count: waiting })}>${waiting > 99 ? "99+" : waiting}</span>`}
      </a></li></ul>`;
  }
}

/** How this keyboard calls the key for commands. */
export function commandKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
}
