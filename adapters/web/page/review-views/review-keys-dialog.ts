import { h } from "preact";
import type { CaseMove } from "../../../../src/core/types.ts";
import { MOVE_KEYS } from "../review/moves.ts";
import { Dialog } from "../views/dialog.ts";
import { html, type View } from "../views/html.ts";
import { icons } from "../views/icons.ts";
import { usePage } from "../views/page-context.ts";

const MOVES: readonly Exclude<CaseMove, "claim" | "release">[] = [
  "uphold",
  "dismiss",
  "warn",
  "delete",
  "timeout",
  "escalate",
  "undo",
];

/** The list of keys for reviewing. */
export function ReviewKeysDialog(): View {
  const { review, words } = usePage();
  const close = () => review.showDialog(undefined);
  const keys: readonly (readonly [string, string])[] = [
    [words.say("review-keys.next"), "j k"],
    [words.say("review-keys.reveal"), "Space"],
    ...MOVES.map((move) => [words.say(`move.${move}`), MOVE_KEYS[move]] as const),
    [words.say("review-keys.claim"), MOVE_KEYS.claim],
    [words.say("review-keys.open"), "o"],
    [words.say("review-keys.tabs"), "1 2 3 4 5"],
    [words.say("review-keys.sample"), "f h"],
    [words.say("review-keys.help"), "?"],
  ];
  return h(
    Dialog,
    { title: words.say("review-keys.title"), className: "dialog-keys", onClose: close },
    html`<header class="dialog-head"><h2>${words.say("review-keys.title")}</h2>
      <button type="button" class="icon-button" aria-label=${words.say("keys.close")} onClick=${close}>${icons.close()}</button></header>
    <dl class="keys keys-dense">${keys.map(([name, strokes]) => html`<div><dt>${name}</dt><dd>${strokes.split(" ").map((stroke) => html`<kbd>${stroke}</kbd>`)}</dd></div>`)}</dl>`,
  );
}
