import type { ModalView, RichTextBlock } from "@slack/types";
import type { ReviewCase } from "../../../src/core/ports/review.ts";
import type { Locale } from "../../../src/core/types.ts";
import { judgedText } from "../../../src/platform/judged-text.ts";
import { shorten } from "../../../src/text/cut-text.ts";
import { MAX_TITLE_CHARS } from "./forms.ts";
import { plain, plainLine, plainLines, plainPieces } from "./plain.ts";
import { bold, quote, richText, section, text, time } from "./rich.ts";
import { type ModerationWords, moderationWords } from "./words.ts";

/** A window takes 250 kB and 100 blocks (docs: reference/views). */
const MAX = { text: 30_000, piece: 3_000, name: 60, context: 600, words: 1_000, evidence: 600 } as const;
const MAX_EVIDENCE = 12;
const MAX_CONTEXT = 12;
const MAX_REPORTS = 20;

/** What is read only when somebody asks for it: the words of the message, those before it, what weighed, reports and appeal. */
export function caseWindow(shown: ReviewCase, locale: Locale): ModalView {
  const words = moderationWords[locale];
  const blocks = shown.hasText
    ? [...message(shown, words), ...evidence(shown, words), ...context(shown, words), ...said(shown, words)]
    : [richText(section(text(words.card.noText)))];
  return { type: "modal", title: plain(shorten(words.shown(shown.id), MAX_TITLE_CHARS)), blocks };
}

/** A heading, and what somebody wrote. */
const quoted = (heading: string, pieces: readonly string[]): RichTextBlock[] =>
  pieces.map((piece, at) => richText(...(at === 0 ? [section(bold(heading))] : []), quote(piece)));

function message(shown: ReviewCase, { card, part }: ModerationWords): RichTextBlock[] {
  const about = shown.findings.part;
  const judged = plainPieces(shorten(judgedText(shown), MAX.text), MAX.piece);
  const head =
    judged.length > 0
      ? quoted(part[about], judged)
      : [richText(section(bold(part[about])), section(text(card.noWords)))];
  const whole = about === "text" ? [] : plainPieces(shorten(shown.message.text, MAX.text), MAX.piece);
  const since = shown.edited
    ? quoted(card.editedWords, plainPieces(shorten(shown.edited.text, MAX.text), MAX.piece))
    : [];
  return [...head, ...quoted(part.text, whole), ...since];
}

/** What weighed for it, the heaviest first. */
function evidence({ findings }: ReviewCase, { card }: ModerationWords): RichTextBlock[] {
  const heaviest = (findings.router?.evidence ?? [])
    .filter(({ text: words, weight }) => weight > 0 && words.trim() !== "")
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MAX_EVIDENCE);
  const words = [...new Set(heaviest.map((one) => one.text.trim()))].join(", ");
  return words === "" ? [] : quoted(card.evidence, [plainLine(words, MAX.evidence)]);
}

/** The newest of the messages before it. */
function context(shown: ReviewCase, { card }: ModerationWords): RichTextBlock[] {
  const lines = shown.context
    .slice(-MAX_CONTEXT)
    .map(({ author, text: words, sentAt }) =>
      richText(
        section(bold(plainLine(author.name, MAX.name) || author.id), text(" "), time(sentAt)),
        quote(plainLines(words, MAX.context) || card.noWords),
      ),
    );
  return lines.length === 0 ? [] : [richText(section(bold(card.context))), ...lines];
}

function said({ reports, appeal }: ReviewCase, { card }: ModerationWords): RichTextBlock[] {
  const all = reports
    .slice(-MAX_REPORTS)
    .flatMap(({ words }) => quoted(card.reports, [plainLines(words, MAX.words) || card.withoutWords]));
  const appealed = appeal
    ? quoted(card.appeal, [plainLines(appeal.words, MAX.words) || card.withoutWords])
    : [];
  return [...all, ...appealed];
}
