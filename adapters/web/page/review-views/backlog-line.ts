import type { ReviewState } from "../review/review-state.ts";
import { html, type View } from "../views/html.ts";
import { useNow, usePage } from "../views/page-context.ts";
import { platformName } from "./case-words.ts";
import { guardState } from "./guard-words.ts";

/** Above the list: which platform, how old the oldest is, and how the guard is doing. */
export function BacklogLine({ state }: { state: ReviewState }): View {
  const { review, words, times } = usePage();
  const now = useNow(30_000);
  const { backlog, platforms, platform } = state;
  const guard = backlog?.guard;
  return html`<div class="backlog">
    ${
      platforms.length > 1 &&
      html`<select aria-label=${words.say("review.platform")} value=${platform ?? ""} onChange=${(event: Event) => review.setPlatform((event.currentTarget as HTMLSelectElement).value || undefined)}>
        <option value="">${words.say("review.platform.all")}</option>
        ${platforms.map((name) => html`<option value=${name}>${platformName(name)}</option>`)}
      </select>`
    }
    <p role="status">
      ${backlog?.oldestAt !== undefined && state.tab === "waiting" && html`<span>${words.say("review.oldest", { ago: times.ago(backlog.oldestAt, now) })}</span>`}
      ${guard && html`<span>${guard.waiting > 0 ? words.say("review.guard.waiting", { state: guardState(words, guard.state), count: guard.waiting }) : words.say("review.guard", { state: guardState(words, guard.state) })}</span>`}
      ${guard && guard.shed > 0 && html`<span class="backlog-shed">${words.say("review.guard.shed", { count: guard.shed })}</span>`}
    </p>
  </div>`;
}
