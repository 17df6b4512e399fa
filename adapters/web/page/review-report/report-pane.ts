import { h } from "preact";
import type { ModerationReport } from "../../../../src/core/ports/index.ts";
import type { ReviewState } from "../review/review-state.ts";
import { guardWhy } from "../review-views/guard-words.ts";
import { meter } from "../review-views/meter.ts";
import { percent } from "../review-views/percent.ts";
import type { State } from "../state/state.ts";
import { html, type View } from "../views/html.ts";
import { useMarkdownContext } from "../views/markdown-context.ts";
import { MessageBody } from "../views/message-body.ts";
import { usePage } from "../views/page-context.ts";
import { DayColumns } from "./day-columns.ts";
import { duration } from "./figure-words.ts";
import { ShareCard } from "./share-card.ts";
import { SliceBars } from "./slice-bars.ts";

const SPANS = [7, 30, 90] as const;
const NOBODY: readonly string[] = [];

/** How moderation did, and the daily reports. */
export function ReportPane({ state, page }: { state: ReviewState; page: State }): View {
  const { review, words, times } = usePage();
  const markdown = useMarkdownContext(page);
  const { days, figures, posts, state: reading } = state.report;
  return html`<div class="report-pane" aria-busy=${reading === "reading" ? "true" : "false"}>
    <div class="report-span" role="group" aria-label=${words.say("figures.days")}>
      ${SPANS.map((span) => html`<button type="button" class="button button-small" aria-pressed=${span === days ? "true" : "false"} onClick=${() => review.readReport(span)}>${words.say(`figures.days.${span}`)}</button>`)}
      ${figures && html`<span class="report-range">${words.say("figures.range", { from: dayOf(figures.from, figures), to: dayOf(figures.to, figures) })}</span>`}
    </div>
    ${reading === "failed" && html`<p class="figure-none" role="alert">${words.say("figures.failed")}</p>`}
    ${reading === "reading" && !figures && html`<p class="figure-none" role="status">${words.say("figures.reading")}</p>`}
    ${figures && charts(figures)}
    <section class="card report-posts"><h3>${words.say("figures.posts")}</h3>
      ${posts.length === 0 && html`<p class="figure-none">${words.say("figures.posts.none")}</p>`}
      ${posts.map(
        (
          post,
          index,
        ) => html`<details key=${post.key} open=${index === 0}><summary><time datetime=${post.at}>${times.full(post.at)}</time></summary>
          ${h(MessageBody, { text: post.markdown[words.locale], mentions: NOBODY, markdown })}</details>`,
      )}
    </section>
  </div>`;

  function charts({ sample, cases, appeals, undone, guard, shadow, ...rest }: ModerationReport): View {
    const { median, p90 } = cases.decisionMs;
    const number = new Intl.NumberFormat(words.formats);
    return html`<div class="figure-cards">
        ${h(ShareCard, {
          title: "figures.prevalence",
          figure: sample.prevalence,
          rare: true,
          note: words.say("figures.prevalence.lead", {
            labelled: number.format(sample.labelled),
            messages: number.format(sample.messages),
          }),
        })}
        ${h(ShareCard, { title: "figures.proactive", figure: cases.proactive })}
        ${h(ShareCard, { title: "figures.precision", figure: cases.precision })}
        ${h(ShareCard, {
          title: "figures.overturned",
          figure: appeals.overturned,
          note: [
            words.say("figures.appeals", { count: appeals.made, open: appeals.open }),
            words.say("figures.undone", { count: undone }),
          ].join(" · "),
        })}
        <section class="figure-card"><h3>${words.say("figures.time")}</h3>
          ${
            median.value === null
              ? html`<p class="figure-none">${words.say(`figures.why.${median.why}`)}</p>`
              : html`<p class="figure-value">${duration(words, median.value)}</p><p class="figure-note">${words.say("figures.time.median", { time: duration(words, median.value) })}</p>`
          }
          ${median.value !== null && html`<p class="figure-note">${p90.value === null ? words.say(`figures.why.${p90.why}`) : words.say("figures.time.p90", { time: duration(words, p90.value) })}</p>`}
        </section>
        <section class="figure-card"><h3>${words.say("figures.guard")}</h3>
          ${
            guard.availability.value === null
              ? html`<p class="figure-none">${words.say(`figures.why.${guard.availability.why}`)}</p>`
              : html`<p class="figure-value">${percent(guard.availability.value, words.formats)} <small>${words.say("figures.guard.lead", { count: askedOf(guard) })}</small></p>${meter(guard.availability.value)}`
          }
          ${guard.unavailable.map(({ why, cases: count }) => html`<p class="figure-note">${guardWhy(words, why)}: ${count}</p>`)}
        </section>
      </div>
      ${h(DayColumns, { days: rest.days })}
      <div class="chart-pair">
        ${h(SliceBars, { title: "figures.by-category", slices: rest.byCategory.map((slice) => ({ ...slice, name: words.say(`category.${slice.name}`) })) })}
        ${h(SliceBars, { title: "figures.by-source", slices: rest.bySource.map((slice) => ({ ...slice, name: words.say(`source.${slice.name}`) })) })}
        ${h(SliceBars, { title: "figures.by-language", slices: rest.byLanguage.map((slice) => ({ ...slice, name: words.say(`figures.language.${slice.name}`) })) })}
        ${h(SliceBars, { title: "figures.by-place", slices: rest.byPlace.map((slice) => ({ ...slice, name: placeWords(slice.name) })) })}
      </div>
      <section class="card chart-card"><h3>${words.say("figures.shadow.title")}</h3>
        ${
          shadow.cases === 0
            ? html`<p class="figure-none">${words.say("figures.shadow.none")}</p>`
            : html`<p class="figure-note">${words.say("figures.shadow.lead", { count: shadow.cases })}</p>
          <ul class="bars">${shadow.steps.map(
            ({
              step,
              cases: count,
            }) => html`<li key=${step}><span class="bar-name">${words.say(`step.${step}`)}</span>
            <svg class="bar" viewBox="0 0 300 14" preserveAspectRatio="none" aria-hidden="true"><rect class="fill-undecided" x="0" y="1" width=${Math.max(1, (count / shadow.cases) * 300)} height="12" /></svg>
            <span class="bar-count">${count}</span><span class="bar-share">${percent(count / shadow.cases, words.formats)}</span></li>`,
          )}</ul>`
        }
      </section>`;
  }

  function dayOf(iso: string, { timeZone }: ModerationReport): string {
    return new Intl.DateTimeFormat(words.formats, { dateStyle: "medium", timeZone }).format(new Date(iso));
  }

  function placeWords(id: string): string {
    const [platform, name = ""] = [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)];
    const known = page.me?.places.find((place) => platform === "web" && place.id === name);
    const place = name === "direct" ? words.say("figures.place.direct") : known ? `#${known.name}` : name;
    return `${place} · ${platform}`;
  }
}

const askedOf = ({ answered, unavailable }: ModerationReport["guard"]) =>
  unavailable.reduce((sum, { cases }) => sum + cases, answered);
