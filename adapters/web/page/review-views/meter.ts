import type { VNode } from "preact";
import { html } from "../views/html.ts";

/** A bar for a share from 0 to 1, with a tick where something begins. The number stands beside it. */
export function meter(share: number, tick?: number): VNode {
  const at = (value: number) => Math.min(100, Math.max(0, value * 100));
  return html`<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="meter-ground" x="0" y="1" width="100" height="6" rx="3" />
    <rect class="meter-value" x="0" y="1" width=${at(share)} height="6" rx="3" />
    ${tick !== undefined && html`<rect class="meter-tick" x=${Math.min(99, at(tick))} y="0" width="1" height="8" />`}
  </svg>`;
}
