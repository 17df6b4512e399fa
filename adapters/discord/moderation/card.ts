import type { APIEmbed, APIEmbedField } from "discord.js";
import type { Findings, ReviewCase } from "../../../src/core/ports/review.ts";
import type { Locale, Message } from "../../../src/core/types.ts";
import { judgedText } from "../../../src/platform/judged-text.ts";
import { shorten } from "../../../src/text/cut-text.ts";
import { placeId } from "../ids.ts";
import { MAX } from "./card-limits.ts";
import { appealOf, doneOf, standingOf, stepsOf } from "./card-standing.ts";
import { shownTime } from "./shown-time.ts";
import { guildOf, userOf } from "./spot-of.ts";
import { behindSpoiler, plainLine } from "./untrusted.ts";
import { type ModerationWords, moderationWords } from "./words.ts";

const MAX_EVIDENCE = 12;
const MAX_REPORTS = 3;

/** In Discord's own colours: red while it waits, grey when it is done. */
const COLOURS: Readonly<Record<ReviewCase["state"], number>> = {
  open: 0xed4245,
  seconding: 0xfee75c,
  appealed: 0xfee75c,
  decided: 0x95a5a6,
  final: 0x95a5a6,
  gone: 0x95a5a6,
};

/**
 * A case as moderators see it. Words of the message, of those before it and of reports stand behind spoilers, so that nobody
 * reads hate unasked. No part of it pings, and nothing from outside is a link.
 */
export function cardEmbed(shown: ReviewCase, locale: Locale): APIEmbed {
  const words = moderationWords[locale];
  const { card } = words;
  const { findings, message } = shown;
  const categories = [...new Set([...findings.categories, ...guardCategories(findings)])];
  const names = categories.map((one) => words.category[one]).join(", ") || words.noCategory;
  const fields: (APIEmbedField | undefined)[] = [
    field(card.author, authorOf(shown), true),
    field(card.place, placeOf(message, card), true),
    field(card.before, historyOf(shown, card), true),
    field(card.findings, findingsOf(shown, words)),
    field(card.evidence, evidenceOf(findings)),
    field(card.context, contextOf(shown)),
    field(card.reports, reportsOf(shown, card)),
    field(shown.mode === "shadow" ? card.wouldPropose : card.proposed, stepsOf(shown, words), true),
    field(card.done, doneOf(shown.done, words), true),
    field(card.now, standingOf(shown, words)),
    field(card.appeal, appealOf(shown, card)),
  ];
  return {
    title: shorten(card.title(shown.id, names), MAX.title),
    description: textOf(shown, words),
    color: COLOURS[shown.state],
    fields: fields.filter((one) => one !== undefined),
    // The id comes first: the card is found again by it.
    footer: {
      text: shorten(`${shown.id} · ${card.footer(shown.policy, shown.models.join(" · "))}`, MAX.footer),
    },
    timestamp: shown.openedAt,
  };
}

const field = (name: string, value: string, inline = false): APIEmbedField | undefined =>
  value === "" ? undefined : { name, value, ...(inline ? { inline } : {}) };

const guardCategories = ({ guard }: Findings) => (guard && "categories" in guard ? guard.categories : []);

function textOf(shown: ReviewCase, { card, part, state }: ModerationWords): string {
  const about = shown.findings.part;
  const head = [
    `**${state[shown.state]}**`,
    ...(shown.mode === "shadow" ? [card.shadow] : []),
    ...(shown.twoPersons ? [card.twoPersons] : []),
    ...(shown.gone ? [card.deleted] : []),
  ].join(" · ");
  if (!shown.hasText) return `${head}\n${card.noText}`;
  const judged = behindSpoiler(judgedText(shown), MAX.text) || card.noWords;
  const whole = about === "text" ? "" : behindSpoiler(shown.message.text, MAX.words);
  return [
    head,
    `**${part[about]}**`,
    judged,
    ...(whole === "" ? [] : [`**${part.text}**`, whole]),
    ...editedOf(shown, card),
  ].join("\n");
}

/** How it reads since it was judged. */
const editedOf = ({ edited }: ReviewCase, card: ModerationWords["card"]): readonly string[] =>
  edited === undefined
    ? []
    : [`**${card.edited(shownTime(edited.at))}**`, behindSpoiler(edited.text, MAX.words) || card.noWords];

/** A mention shows the name: where that is what the case is about, it stays behind the spoiler. */
function authorOf({ findings, message }: ReviewCase): string {
  const id = userOf(message);
  if (findings.part === "author-name") return `\`${id}\``;
  const name = plainLine(message.author.name, MAX.name);
  return [`<@${id}>`, name, `\`${id}\``].filter(Boolean).join("\n");
}

function placeOf(message: Message, card: ModerationWords["card"]): string {
  const { place, link } = message;
  if (guildOf(message) === undefined) return card.direct;
  const channel = place.id.slice(placeId("").length);
  return `<#${channel}>\n[${card.toMessage}](${link})`;
}

function historyOf({ history }: ReviewCase, card: ModerationWords["card"]): string {
  return card.history(history.cases, history.upheld, history.dismissed);
}

function findingsOf({ findings, sources }: ReviewCase, { card, category, source }: ModerationWords): string {
  const { router, guard, rules } = findings;
  const lines = [`${card.foundBy}: ${sources.map((one) => source[one]).join(", ")}`];
  if (guard && "unavailable" in guard) lines.push(card.notAsked(plainLine(guard.unavailable, MAX.name)));
  else if (guard) {
    const named = guard.categories.map((one) => category[one]).join(", ");
    const codes = plainLine(guard.codes.join(", "), MAX.list);
    lines.push(
      [card.guard(percent(guard.probability)), named, codes && `(${codes})`].filter(Boolean).join(" "),
    );
  }
  if (router) lines.push(card.router(percent(router.score), percent(router.threshold)));
  if (rules.length > 0) lines.push(`${card.rules}: ${plainLine(rules.join(", "), MAX.list)}`);
  return lines.join("\n");
}

/** What weighed for it, the heaviest first. */
function evidenceOf({ router }: Findings): string {
  const heaviest = (router?.evidence ?? [])
    .filter(({ text, weight }) => weight > 0 && text.trim() !== "")
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MAX_EVIDENCE);
  return behindSpoiler([...new Set(heaviest.map(({ text }) => text.trim()))].join(", "), MAX.evidence);
}

/** The newest of the messages before it, as far as they fit. */
function contextOf({ context }: ReviewCase): string {
  const lines: string[] = [];
  let room: number = MAX.context;
  for (const { author, text, sentAt } of context.toReversed()) {
    const line = `${shownTime(sentAt, "t")} ${behindSpoiler(`${author.name}: ${text}`, MAX.words)}`;
    if (line.length + 1 > room) break;
    room -= line.length + 1;
    lines.unshift(line);
  }
  return lines.join("\n");
}

function reportsOf({ reports }: ReviewCase, card: ModerationWords["card"]): string {
  if (reports.length === 0) return "";
  const said = reports
    .slice(-MAX_REPORTS)
    .map(({ words }) => `- ${behindSpoiler(words, MAX.words) || card.withoutWords}`);
  return [String(reports.length), ...said].join("\n");
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
