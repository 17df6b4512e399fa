import type { VNode } from "preact";
import { html } from "./html.ts";

/** Drawn on a grid of 20 with a line of 1.6; they take the colour of the text and say nothing to screen readers. */
const icon = (drawing: VNode) =>
  html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`;

export const icons = {
  menu: () => icon(html`<path d="M3.5 6h13M3.5 10h13M3.5 14h9" />`),
  close: () => icon(html`<path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />`),
  send: () => icon(html`<path d="M10 16V4.5M5 9.2 10 4.2l5 5" />`),
  stop: () => icon(html`<rect x="6" y="6" width="8" height="8" rx="1.6" fill="currentColor" />`),
  thread: () => icon(html`<path d="M4 4.5h12v8.5H9.5L6 16v-3H4z" /><path d="M7.2 8.7h5.6" />`),
  link: () =>
    icon(
      html`<path d="M8.4 11.6a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-.9.9" /><path d="M11.6 8.4a3 3 0 0 0-4.3 0L4.7 11A3 3 0 0 0 9 15.3l.9-.9" />`,
    ),
  copy: () =>
    icon(html`<rect x="7" y="7" width="9" height="9.5" rx="2" /><path d="M13 4.2H6a2 2 0 0 0-2 2V13" />`),
  edit: () => icon(html`<path d="M4.5 15.5l.7-3L13 4.7a1.5 1.5 0 0 1 2.2 2.2L7.5 14.8z" />`),
  trash: () => icon(html`<path d="M4 6h12M8 6V4.2h4V6M5.6 6l.7 10h7.4l.7-10M8.6 9v4.2M11.4 9v4.2" />`),
  good: () =>
    icon(
      html`<path d="M7 9.2 9.8 3.8c1.3 0 2 .9 1.8 2.1L11.2 8.2h3.9c1 0 1.7.9 1.5 1.8l-1 4.7c-.2.8-.8 1.3-1.6 1.3H7z" /><path d="M3.6 9.2H7V16H3.6z" />`,
    ),
  bad: () =>
    icon(
      html`<path d="M13 10.8 10.2 16.2c-1.3 0-2-.9-1.8-2.1l.4-2.3H4.9c-1 0-1.7-.9-1.5-1.8l1-4.7C4.6 4.5 5.2 4 6 4h7z" /><path d="M16.4 10.8H13V4h3.4z" />`,
    ),
  down: () => icon(html`<path d="M10 4v11.5M5 10.7l5 5 5-5" />`),
  search: () => icon(html`<circle cx="9" cy="9" r="4.8" /><path d="M12.7 12.7 16.2 16.2" />`),
  keyboard: () =>
    icon(
      html`<rect x="2.5" y="5" width="15" height="10" rx="2" /><path d="M5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M6.5 12h7" />`,
    ),
  leave: () =>
    icon(html`<path d="M8 4H5.5A1.5 1.5 0 0 0 4 5.5v9A1.5 1.5 0 0 0 5.5 16H8M12.5 13l3-3-3-3M15.5 10H8" />`),
  summary: () =>
    icon(
      html`<path d="M4 5h12M4 9h12M4 13h7" /><path d="M14.5 12.2l.8 1.9 1.9.8-1.9.8-.8 1.9-.8-1.900-1.900-.8 1.900-.8z" />`,
    ),
  catchUp: () =>
    icon(
      html`<path d="M10 4.200a5.800 5.800 0 1 1-5.500 4M4.200 4.500v3.700h3.700" /><path d="M10 7v3.300l2.200 1.500" />`,
    ),
  lock: () =>
    icon(
      html`<rect x="5" y="9" width="10" height="7.500" rx="1.800" /><path d="M7 9V6.800a3 3 0 0 1 6 0V9" />`,
    ),
  quote: () =>
    icon(
      html`<path d="M4.5 13.5V9.8c0-2 1-3.3 3-3.8M11.5 13.5V9.8c0-2 1-3.3 3-3.8M4.5 10.5h3v3h-3zM11.5 10.5h3v3h-3z" />`,
    ),
  info: () => icon(html`<circle cx="10" cy="10" r="6.5" /><path d="M10 9.3v4M10 6.8h.01" />`),
  warning: () => icon(html`<path d="M10 4 17 16H3zM10 8.5v3.5M10 14h.01" />`),
  flag: () => icon(html`<path d="M5 17V3.8M5 4.5c3.5-1.800 6 1.600 10 0v7.500c-4 1.600-6.500-1.800-10 0" />`),
  shield: () =>
    icon(
      html`<path d="M10 3 4.500 5v4.500c0 3.600 2.300 6.100 5.500 7.500 3.200-1.400 5.500-3.900 5.500-7.500V5z" /><path d="M7.500 9.800l1.800 1.800 3.300-3.400" />`,
    ),
  back: () => icon(html`<path d="M15.500 10H4.500M9 5.200 4.200 10 9 14.800" />`),
  outside: () =>
    icon(
      html`<path d="M8.500 4.500H5A1.500 1.500 0 0 0 3.500 6v9A1.500 1.500 0 0 0 5 16.500h9a1.500 1.500 0 0 0 1.500-1.500v-3.500M11.500 3.500h5v5M16 4l-6.500 6.500" />`,
    ),
  retry: () => icon(html`<path d="M15.8 10a5.8 5.8 0 1 1-1.7-4.1M14.3 3v3.2h-3.2" />`),
} as const;
