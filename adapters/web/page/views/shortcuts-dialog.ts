import { h } from "preact";
import { Dialog } from "./dialog.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { usePage } from "./page-context.ts";
import { commandKey } from "./side-bar.ts";

/** The list of keyboard shortcuts. */
export function ShortcutsDialog(): View {
  const { chat, words } = usePage();
  const close = () => chat.showDialog(undefined);
  const alt = commandKey() === "⌘" ? "⌥" : "Alt";
  const keys = [
    ["keys.jump", `${commandKey()} K`],
    ["keys.places", `${alt} ↑ ${alt} ↓`],
    ["keys.send", "Enter"],
    ["keys.newline", "Shift Enter"],
    ["keys.edit", "↑"],
    ["keys.rows", "↑ ↓"],
    ["keys.stop", "Esc"],
    ["keys.help", "?"],
  ] as const;
  return h(
    Dialog,
    { title: words.say("keys.title"), className: "dialog-keys", onClose: close },
    html`<header class="dialog-head"><h2>${words.say("keys.title")}</h2>
      <button type="button" class="icon-button" aria-label=${words.say("keys.close")} onClick=${close}>${icons.close()}</button></header>
    <dl class="keys">${keys.map(
      ([key, strokes]) =>
        html`<div><dt>${words.say(key)}</dt><dd>${strokes.split(" ").map((stroke) => html`<kbd>${stroke}</kbd>`)}</dd></div>`,
    )}</dl>`,
  );
}
