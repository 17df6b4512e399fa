import type { VNode } from "preact";
import { html } from "./html.ts";

/** Maru's mark: a roof with lifted eaves on two pillars, over the boards of the hall. */
export function mark(size: number): VNode {
  return html`<svg class="mark" viewBox="0 0 32 32" width=${size} height=${size} aria-hidden="true">
    <path class="mark-roof" d="M1.8 13.2c5.4-.5 9.9-3.2 14.2-8 4.3 4.8 8.8 7.5 14.2 8-.2 1.5-.9 2.7-2 3.2-3.9-.9-8-1.3-12.2-1.3s-8.3.4-12.2 1.3c-1.1-.5-1.8-1.7-2-3.2z" />
    <path class="mark-pillar" d="M7.4 15.4h2.600v8H7.4zM22 15.4h2.600v8H22z" />
    <path class="mark-floor" d="M3.2 22.8h25.6v2.4H3.2zM5.4 26.6h21.2v1.9H5.4z" />
  </svg>`;
}
