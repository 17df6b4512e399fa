import { h } from "preact";
import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import type { PersonId } from "../../../../src/core/types.ts";
import { movesFor } from "../review/moves.ts";
import { openOnPlatform } from "../review/open-on-platform.ts";
import { pendingOf, type ReviewState } from "../review/review-state.ts";
import { avatar } from "../views/avatar.ts";
import { html, type View } from "../views/html.ts";
import { icons } from "../views/icons.ts";
import { usePage } from "../views/page-context.ts";
import { CaseDetails } from "./case-details.ts";
import { CaseFindings } from "./case-findings.ts";
import { CaseMessage } from "./case-message.ts";
import { CaseReports } from "./case-reports.ts";
import { CaseStory } from "./case-story.ts";
import { categoriesOf, nameOf, placeName, platformNameOf } from "./case-words.ts";
import { MoveBar } from "./move-bar.ts";

export interface CasePaneProps {
  readonly state: ReviewState;
  readonly case: ReviewCase;
  /** The author id of the person who looks. */
  readonly me: PersonId;
}

/** Everything about one case, and what can be done with it. */
export function CasePane({ state, case: shown, me }: CasePaneProps & { key?: string }): View {
  const { review, words, times } = usePage();
  const veiled = state.veiled && !state.revealed;
  const { claim } = shown;
  return html`<article class="case-pane" aria-label=${words.say("case.title", { case: shown.id })}>
    <header class="case-head">
      <button type="button" class="icon-button case-back" aria-label=${words.say("review.back")} onClick=${review.back}>${icons.back()}</button>
      <h2>${shown.id}</h2>
      <span class=${`chip chip-state-${shown.state}`}>${words.say(`case.state.${shown.state}`)}</span>
      ${shown.mode === "shadow" && html`<span class="chip chip-shadow" title=${words.say("case.mode.shadow.hint")}>${words.say("case.mode.shadow")}</span>`}
      ${shown.twoPersons && html`<span class="chip">${words.say("case.two")}</span>`}
      ${categoriesOf(words, shown).map((category) => html`<span class="chip chip-category">${category}</span>`)}
      <span class="case-where">${placeName(shown.message)}</span>
      <button type="button" class="icon-button case-open" aria-label=${words.say("case.open-on", { platform: platformNameOf(shown) })} title=${`${words.say("case.open-on", { platform: platformNameOf(shown) })} (o)`} onClick=${() => openOnPlatform(shown)}>${icons.outside()}</button>
    </header>
    ${
      claim &&
      html`<p class=${`claim${claim.by.id === me ? " claim-own" : ""}`}>${avatar({ name: nameOf(claim.by), kind: "person" }, "small")}${
        claim.by.id === me
          ? words.say("case.claimed.you")
          : words.say("case.claimed.until", { name: nameOf(claim.by), until: times.clock(claim.until) })
      }</p>`
    }
    <div class="case-scroll" tabindex="0" role="region" aria-label=${words.say("case.title", { case: shown.id })}>
      ${h(CaseMessage, { case: shown, veiled })}
      ${h(CaseFindings, { case: shown })}
      ${h(CaseStory, { case: shown, veiled })}
      ${h(CaseReports, { case: shown, veiled })}
      ${h(CaseDetails, { case: shown })}
    </div>
    ${h(MoveBar, { case: shown, moves: movesFor(shown, me), pending: pendingOf(state, shown.id), refusal: state.refusals.get(shown.id) })}
  </article>`;
}
