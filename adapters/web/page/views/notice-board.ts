import type { WireNotice } from "../../shared/moderation-wire.ts";
import type { Words } from "../i18n/words.ts";
import { standingNotices } from "../state/standing-notices.ts";
import type { State } from "../state/state.ts";
import { plainWords } from "../text/plain-words.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { useNow, usePage } from "./page-context.ts";

const SHOWN = 2;

/** What moderators told this person, above the page until it is put away: the newest ones. */
export function NoticeBoard({ state }: { state: State }): View {
  const { chat, words, times } = usePage();
  const now = useNow(60_000);
  const { appealed } = state;
  const notices = standingNotices(state.notices);
  const hidden = notices.length - SHOWN;
  const whyOf = ({ reason, categories = [] }: WireNotice) =>
    reason ?? categories.map((each) => words.say(`notice.about.${each}`)).join(", ");
  return html`<section class="notices" aria-label=${words.say("notice.label")} aria-live="polite">
    ${notices.slice(0, SHOWN).map(
      (notice) => html`<div class="notice" key=${notice.id}>
      <span class="notice-icon">${icons.shield()}</span>
      <div class="notice-main">
        ${sentences(words, (iso) => times.moment(iso, now), notice).map((sentence) => html`<p>${sentence}</p>`)}
        ${whyOf(notice) !== "" && html`<p class="notice-reason">${words.say("notice.reason", { reason: whyOf(notice) })}</p>`}
        ${notice.text !== undefined && html`<blockquote>${plainWords(notice.text, 140)}</blockquote>`}
      </div>
      <div class="notice-acts">
        ${mayAppeal(notice) && html`<button type="button" class="button button-small" onClick=${() => chat.showDialog({ kind: "appeal", notice })}>${words.say("notice.appeal")}</button>`}
        <button type="button" class="icon-button" aria-label=${words.say("notice.dismiss")} title=${words.say("notice.dismiss")} onClick=${() => chat.dismissNotice(notice)}>${icons.close()}</button>
      </div>
    </div>`,
    )}
    ${hidden > 0 && html`<p class="notices-more">${words.say("notice.more", { count: hidden })}</p>`}
  </section>`;

  function mayAppeal(notice: WireNotice): boolean {
    const again = state.notices.some(
      (other) => other.case === notice.case && other.kind.type.startsWith("appeal-"),
    );
    return notice.mayAppeal && !again && !appealed.includes(notice.case);
  }
}

function sentences(
  words: Words,
  moment: (iso: string) => string,
  { kind, place: where }: WireNotice,
): readonly string[] {
  const place = where.kind === "channel" ? `#${where.name}` : where.name;
  switch (kind.type) {
    case "acted": {
      const told = kind.done.flatMap((step) => {
        if (step === "remove") return words.say("notice.acted.remove", { place });
        if (step !== "timeout" || kind.until === undefined) return [];
        return words.say("notice.acted.timeout", { until: moment(kind.until) });
      });
      return told.length > 0 ? told : [words.say("notice.acted.note", { place })];
    }
    case "warned":
    case "undone":
    case "appeal-received":
    case "appeal-confirmed":
    case "appeal-overturned":
      return [words.say(`notice.${kind.type}`, { place })];
    default:
      return kind satisfies never;
  }
}
