import type { VNode } from "preact";
import type { WirePerson } from "../../wire.ts";
import { initials, tone } from "../text/portrait.ts";
import { html } from "./html.ts";
import { mark } from "./mark.ts";

/** A person's picture: initials on a colour of their own; for Maru the mark. Decoration, the name stands beside it. */
export function avatar(person: Pick<WirePerson, "name" | "kind">, size: "small" | "large" = "large"): VNode {
  if (person.kind === "self") {
    return html`<span class=${`avatar avatar-self avatar-${size}`} aria-hidden="true">${mark(size === "large" ? 24 : 15)}</span>`;
  }
  return html`<span class=${`avatar avatar-${size} tone-${tone(person.name)}`} aria-hidden="true">${initials(person.name)}</span>`;
}
