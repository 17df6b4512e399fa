import { REVIEW_TABS } from "../route.ts";
import { moveOfKey } from "./moves.ts";
import { openOnPlatform } from "./open-on-platform.ts";
import type { Review } from "./review.ts";
import { openCase, type ReviewState } from "./review-state.ts";

/** What a key does on the review page, if anything. Prevents what the browser would do with it. */
export function reviewKeyOf(
  event: KeyboardEvent,
  state: ReviewState,
): ((review: Review) => void) | undefined {
  const { target, key } = event;
  if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (state.dialog !== undefined) return;
  const focused = target instanceof Element ? target : undefined;
  if (focused?.matches("input, textarea, select, [contenteditable]")) return;
  // Space belongs to the control that has the focus; a tab was opened when it got it.
  if (key === " " && focused?.matches("button:not([role=tab]), a[href], summary")) return;
  const act = actOf(key, state);
  if (act) event.preventDefault();
  return act;
}

function actOf(key: string, state: ReviewState): ((review: Review) => void) | undefined {
  if (key === "?") return (review) => review.showDialog({ kind: "keys" });
  const tab = REVIEW_TABS[Number(key) - 1];
  if (tab) return (review) => review.setTab(tab);
  if (state.tab === "sample") return sampleAct(key, state);
  const open = openCase(state);
  if (!open) return undefined;
  switch (key) {
    case "j":
      return (review) => review.step(1);
    case "k":
      return (review) => review.step(-1);
    case " ":
      return (review) => review.reveal(!state.revealed);
    case "o":
      return () => openOnPlatform(open);
    case "Escape":
      return state.reading ? (review) => review.back() : undefined;
    default: {
      const move = moveOfKey(key, open);
      return move && ((review) => review.begin(move));
    }
  }
}

function sampleAct(key: string, state: ReviewState): ((review: Review) => void) | undefined {
  const sample = state.samples.left[0];
  if (key === " ") return (review) => review.reveal(!state.revealed);
  if (!sample) return undefined;
  if (key === "f") return (review) => void review.label(sample, "fine");
  if (key === "h") return (review) => void review.label(sample, "harmful");
  return undefined;
}
