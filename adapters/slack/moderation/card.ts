import type { Button, KnownBlock } from "@slack/types";
import type { ReviewCase } from "../../../src/core/ports/review.ts";
import type { CaseId, CaseMove, Locale } from "../../../src/core/types.ts";
import { appealId, buttonId, decides } from "../../../src/platform/case-moves.ts";
import { shorten } from "../../../src/text/cut-text.ts";
import type { MessageContent } from "../api-types.ts";
import { caseLines, categoriesOf } from "./case-text.ts";
import { plain } from "./plain.ts";
import { richText } from "./rich.ts";
import { moderationWords } from "./words.ts";

/** Docs: reference/block-kit/blocks/header-block; context and section take more. */
const MAX_HEADER_CHARS = 150;
const MAX_FOOTER_CHARS = 250;

export const showId = (id: CaseId): string => `show:${id}`;

/**
 * A case as moderators see it. What people wrote is not on it: nobody reads hate unasked. Nothing on it pings anybody, and nothing from
 * outside is formatted or a link.
 */
export function cardOf(shown: ReviewCase, locale: Locale): MessageContent {
  const words = moderationWords[locale];
  const { card, state } = words;
  const title = card.title(shown.id, categoriesOf(shown, words));
  const heads = [
    state[shown.state],
    ...(shown.mode === "shadow" ? [card.shadow] : []),
    ...(shown.twoPersons ? [card.twoPersons] : []),
    ...(shown.gone ? [card.deleted] : []),
  ];
  const footer = `${shown.id} · ${card.footer(shown.policy, shown.models.join(" · "))}`;
  return {
    // Notifications show it.
    text: `${title} · ${state[shown.state]}`,
    blocks: [
      { type: "header", text: plain(shorten(title, MAX_HEADER_CHARS)) },
      { type: "context", elements: [plain(heads.join(" · "))] },
      richText(...caseLines(shown, words)),
      ...buttonsOf(shown, locale),
      { type: "context", elements: [plain(shorten(footer, MAX_FOOTER_CHARS))] },
    ],
  };
}

/** By the moves that make sense now: those that decide, then the others. */
function buttonsOf(shown: ReviewCase, locale: Locale): KnownBlock[] {
  const { id, moves, state } = shown;
  const { show, move: names, onAppeal } = moderationWords[locale];
  const button = (move: CaseMove): Button => ({
    type: "button",
    action_id: buttonId(move, shown),
    value: id,
    text: plain(
      state === "appealed" && (move === "uphold" || move === "dismiss") ? onAppeal[move] : names[move],
    ),
    ...styleOf(move, locale),
  });
  const showing: Button = { type: "button", action_id: showId(id), value: id, text: plain(show) };
  const rows = [
    moves.filter(decides).map(button),
    [showing, ...moves.filter((move) => !decides(move)).map(button)],
  ];
  return rows.filter((row) => row.length > 0).map((elements) => ({ type: "actions", elements }));
}

function styleOf(move: CaseMove, locale: Locale): Pick<Button, "style" | "confirm"> {
  if (move === "uphold") return { style: "primary" };
  if (move !== "delete") return {};
  const { deleteTitle, deleteQuestion, cancel, move: names } = moderationWords[locale];
  return {
    style: "danger",
    confirm: {
      title: plain(deleteTitle),
      text: plain(deleteQuestion),
      confirm: plain(names.delete),
      deny: plain(cancel),
      style: "danger",
    },
  };
}

export const appealButton = (id: CaseId, locale: Locale): KnownBlock => ({
  type: "actions",
  elements: [
    { type: "button", action_id: appealId(id), value: id, text: plain(moderationWords[locale].form.appeal) },
  ],
});
