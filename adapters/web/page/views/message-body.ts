import { h } from "preact";
import { useMemo } from "preact/hooks";
import { routeOfLink } from "../route.ts";
import { type MarkdownContext, renderMarkdown } from "../text/markdown.ts";
import { sanitize } from "../text/sanitize.ts";
import { putOnClipboard } from "./copy-text.ts";
import { html, type View } from "./html.ts";
import { type PageParts, usePage } from "./page-context.ts";

/** How long a button says that it copied. */
const COPIED_MS = 1_500;

export interface MessageBodyProps {
  readonly text: string;
  /** The names that are mentioned in it; the same array as long as they are the same. */
  readonly mentions: readonly string[];
  readonly markdown: MarkdownContext;
}

/**
 * A message's Markdown. Top-level blocks are elements of their own, and one whose HTML did not change is not
 * touched: an answer that grows redraws only its last block, and a selection further up stays.
 */
export function MessageBody({ text, mentions, markdown }: MessageBodyProps): View {
  const page = usePage();
  const blocks = useMemo(() => renderMarkdown(text, mentions, markdown), [text, mentions, markdown]);
  return html`<div class="prose" onClick=${(event: MouseEvent) => followClick(event, page)}>
    ${blocks.map((block, index) => h(Block, { key: index, block }))}
  </div>`;
}

function Block({ block }: { block: string; key?: number }): View {
  return useMemo(
    () => h("div", { class: "block", dangerouslySetInnerHTML: { __html: sanitize(block) } }),
    [block],
  );
}

/** Links to this page navigate inside it; the buttons of code blocks copy. */
function followClick(event: MouseEvent, page: PageParts): void {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest<HTMLButtonElement>("button.code-copy");
  if (button !== null) {
    void copyCode(button, page);
    return;
  }
  const href = event.target.closest("a")?.getAttribute("href");
  if (href == null || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const route = routeOfLink(href, window.location);
  if (route === undefined) return;
  event.preventDefault();
  page.chat.open(route);
}

async function copyCode(button: HTMLButtonElement, page: PageParts): Promise<void> {
  const code = button.closest(".code")?.querySelector("code")?.textContent ?? "";
  if (!(await putOnClipboard(code, page))) return;
  button.textContent = page.words.say("code.copied");
  setTimeout(() => {
    button.textContent = page.words.say("code.copy");
  }, COPIED_MS);
}
