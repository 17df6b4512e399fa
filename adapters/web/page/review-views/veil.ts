import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Key } from "../i18n/dictionary.ts";
import { html, type View } from "../views/html.ts";
import { usePage } from "../views/page-context.ts";

export interface VeilProps {
  /** Blurred until asked for. */
  readonly veiled: boolean;
  /** What it is, and how to see it; has a `{count}` slot for its characters. */
  readonly label: Extract<Key, "veil.message" | "veil.words">;
  readonly chars: number;
  readonly children?: ComponentChildren;
}

/** Words that nobody has to read who did not ask for them. A screen reader hears only how many there are. */
export function Veil({ veiled, label, chars, children }: VeilProps & { key?: string }): View {
  const { words } = usePage();
  const [asked, setAsked] = useState(false);
  if (!veiled || asked) return html`<span class="veil-open">${children}</span>`;
  return html`<button type="button" class="veil" aria-label=${words.say(label, { count: chars })} onClick=${() => setAsked(true)}>
    <span class="veil-words" aria-hidden="true">${children}</span>
    <span class="veil-hint" aria-hidden="true">${words.say("veil.show")}${label === "veil.message" && html` <kbd>Space</kbd>`}</span>
  </button>`;
}
