import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseMove } from "../../../../src/core/types.ts";
import { MOVE_KEYS } from "../review/moves.ts";
import type { Refusal } from "../review/review-state.ts";
import { html, type View } from "../views/html.ts";
import { icons } from "../views/icons.ts";
import { usePage } from "../views/page-context.ts";
import { moveWord } from "./case-words.ts";

export interface MoveBarProps {
  readonly case: ReviewCase;
  /** Those that whoever looks is offered. */
  readonly moves: readonly CaseMove[];
  readonly pending: CaseMove | undefined;
  readonly refusal: Refusal | undefined;
}

/** The moves that can be made now, with their keys; and what became of the last one. */
export function MoveBar({ case: shown, moves, pending, refusal }: MoveBarProps): View {
  const { review, words } = usePage();
  const look = (move: CaseMove) =>
    move === "uphold" ? " button-strong" : move === "delete" || move === "timeout" ? " button-heavy" : "";
  return html`<footer class="move-bar">
    <div class="move-bar-note" role="status">${note()}</div>
    <div class="move-bar-buttons" role="toolbar" aria-label=${words.say("moves.label")}>
      ${moves.map(
        (
          move,
        ) => html`<button key=${move} type="button" class=${`button${look(move)}`} disabled=${pending !== undefined} onClick=${() => review.begin(move)}>
          ${moveWord(words, move, shown.state)}<kbd aria-hidden="true">${MOVE_KEYS[move]}</kbd></button>`,
      )}
    </div>
  </footer>`;

  function note(): View {
    if (pending !== undefined) {
      return html`<span class="move-sending">${icons.send()}${words.say("case.sending", { move: moveWord(words, pending, shown.state) })}</span>`;
    }
    if (refusal === undefined) return null;
    return html`<span class="move-refused">${icons.warning()}${moveWord(words, refusal.move, shown.state)}: ${words.say(`refusal.${refusal.why}`, { name: refusal.by ?? "" })}</span>`;
  }
}
