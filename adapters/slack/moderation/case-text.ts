import type { RichTextElement, RichTextSection } from "@slack/types";
import type { CaseDecision, DoneAction, Findings, ReviewCase } from "../../../src/core/ports/review.ts";
import type { Author, CaseMove, Message } from "../../../src/core/types.ts";
import { parsePersonId } from "../ids.ts";
import { plainLine } from "./plain.ts";
import { labelled, link, section, text, withTime } from "./rich.ts";
import type { ModerationWords } from "./words.ts";

const MAX = { name: 60, list: 120, reason: 150, why: 60 } as const;

/** Everything of a case that moderators may read unasked, line by line. */
export const caseLines = (shown: ReviewCase, words: ModerationWords): RichTextSection[] => {
  const { card } = words;
  const { findings, message, reports, appeal } = shown;
  const { cases, upheld, dismissed } = shown.history;
  return [
    ...labelled(card.author, [text(authorOf(findings, message))]),
    ...labelled(card.place, placeOf(message, card)),
    ...(shown.edited ? [section(...withTime(card.edited, shown.edited.at))] : []),
    ...labelled(card.before, [text(card.history(cases, upheld, dismissed))]),
    ...labelled(card.findings, [text(findingsOf(shown, words))]),
    ...(findings.rules.length > 0
      ? labelled(card.rules, [text(plainLine(findings.rules.join(", "), MAX.list))])
      : []),
    ...(reports.length > 0 ? labelled(card.reports, [text(words.count(reports.length))]) : []),
    ...labelled(shown.mode === "shadow" ? card.wouldPropose : card.proposed, [text(stepsOf(shown, words))]),
    ...labelled(card.done, doneOf(shown.done, words)),
    ...standing(shown, words),
    ...(appeal?.outcome ? [section(text(card[appeal.outcome](appeal.by ? who(appeal.by) : "")))] : []),
  ];
};

export const categoriesOf = ({ findings }: ReviewCase, { category, noCategory }: ModerationWords): string => {
  const { guard } = findings;
  const all = [...findings.categories, ...(guard && "categories" in guard ? guard.categories : [])];
  return [...new Set(all)].map((one) => category[one]).join(", ") || noCategory;
};

/** Where the name is what the case is about, nobody reads it unasked. */
function authorOf({ part }: Findings, { author }: Message): string {
  const id = parsePersonId(author.id) ?? author.id;
  const name = part === "author-name" ? "" : plainLine(author.name, MAX.name);
  return name === "" ? id : `${name} (${id})`;
}

function placeOf({ place, link: address }: Message, card: ModerationWords["card"]): RichTextElement[] {
  if (place.kind === "direct") return [text(card.direct)];
  return [text(`#${plainLine(place.name, MAX.name)}, `), link(address, card.toMessage)];
}

function findingsOf({ findings, sources }: ReviewCase, { card, category, source }: ModerationWords): string {
  const { router, guard } = findings;
  const parts = [`${card.foundBy}: ${sources.map((one) => source[one]).join(", ")}`];
  if (guard && "unavailable" in guard) parts.push(card.notAsked(plainLine(guard.unavailable, MAX.why)));
  else if (guard) {
    const named = guard.categories.map((one) => category[one]).join(", ");
    const codes = plainLine(guard.codes.join(", "), MAX.list);
    parts.push(
      [card.guard(percent(guard.probability)), named, codes && `(${codes})`].filter(Boolean).join(" "),
    );
  }
  if (router) parts.push(card.router(percent(router.score), percent(router.threshold)));
  return parts.join("\n");
}

const stepsOf = ({ proposed }: ReviewCase, { card, step }: ModerationWords) =>
  proposed.map((one) => step[one]).join(", ") || card.nothing;

function doneOf(done: readonly DoneAction[], { card, step, why }: ModerationWords): RichTextElement[] {
  if (done.length === 0) return [text(card.nothing)];
  return done.flatMap((one, at) => {
    const failed = one.outcome === "failed" && one.why ? `, ${card.failed(why[one.why])}` : "";
    return [
      text(`${at === 0 ? "" : "; "}${step[one.step]}${failed}`),
      ...(one.until === undefined ? [] : withTime((when) => `, ${card.until(when)}`, one.until)),
      ...(one.undone ? [text(`, ${card.undone}`)] : []),
    ];
  });
}

/** Who has it in hand, and how it was decided. */
function standing(shown: ReviewCase, { card, move, onAppeal }: ModerationWords): RichTextSection[] {
  const { claim, proposal, escalated, decision } = shown;
  const named = (one: CaseMove) =>
    shown.state === "appealed" && (one === "uphold" || one === "dismiss") ? onAppeal[one] : move[one];
  const lines: RichTextElement[][] = [];
  if (claim) lines.push(withTime((when) => card.claimed(who(claim.by), when), claim.until));
  if (escalated) lines.push([text(card.escalated(who(escalated.by))), ...reasonOf(escalated.reason)]);
  if (proposal)
    lines.push([text(card.proposes(who(proposal.by), named(proposal.move))), ...reasonOf(proposal.reason)]);
  if (decision) {
    const both = decidersOf(decision);
    lines.push([
      ...withTime((when) => `${card.decided(both, move[decision.move])}, ${when}`, decision.at),
      ...reasonOf(decision.reason),
    ]);
  }
  if (decision && shown.deciders.length > 0) lines.push([text(card.another(decidersOf(decision)))]);
  return lines.flatMap((line) => labelled(card.now, line));
}

const decidersOf = ({ by, seconded }: CaseDecision): string =>
  [by, ...(seconded ? [seconded] : [])].map(who).join(", ");

const reasonOf = (reason: string | undefined): RichTextElement[] =>
  reason === undefined || reason.trim() === "" ? [] : [text(` — ${plainLine(reason, MAX.reason)}`)];

/** A moderator; without a name, e.g. of the web chat, by id. */
const who = ({ name, id }: Author): string =>
  plainLine(name, MAX.name) || plainLine(parsePersonId(id) ?? id, MAX.name);

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
