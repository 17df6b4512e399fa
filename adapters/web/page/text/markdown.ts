import MarkdownIt, { type RendererRule, type Token } from "markdown-it";
import { createNames } from "../../shared/mentions.ts";
import { createMessageParser, MENTION, type Parser, parseMessage } from "../../shared/message-parser.ts";

/** What the renderer has to know besides the text. */
export interface MarkdownContext {
  /** The reader's own name: mentions of it stand out. */
  readonly ownName: string;
  readonly labels: {
    readonly copyCode: string;
    readonly copyCodeLabel: string;
    readonly taskDone: string;
    readonly taskOpen: string;
    image(name: string): string;
  };
}

let parser: Parser | undefined;

/**
 * Markdown to HTML, one string per top-level block, so that a growing answer changes only its last ones.
 * The HTML holds no tag, link or image of the writer's making beyond Markdown's own; it is still to be
 * sanitised before it goes into a document. What is nested too deeply is shown as plain text.
 *
 * @param mentions the names that are mentioned in it
 */
export function renderMarkdown(
  markdown: string,
  mentions: readonly string[],
  context: MarkdownContext,
): readonly string[] {
  parser ??= createParser();
  const { renderer, options } = parser;
  const env = { context, names: createNames(mentions) };
  const tokens = parseMessage(parser, markdown, env);
  if (tokens === undefined) return [plainText(markdown)];
  return blocksOf(tokens).map((block) => renderer.render(block, options, env));
}

function createParser(): Parser {
  const parser = createMessageParser();
  parser.core.ruler.push("maru_tasks", (state) => markTasks(state.tokens));
  parser.core.ruler.push("maru_classes", (state) => {
    for (const token of state.tokens) dressToken(token);
  });

  Object.assign(parser.renderer.rules, rendererRules);
  return parser;
}

const fence: RendererRule = (tokens, index, _options, env) => codeBlock(tokens[index], contextOf(env));

const rendererRules: Readonly<Record<string, RendererRule>> = {
  fence,
  code_block: fence,
  image(tokens, index, options, env, renderer) {
    const alt = renderer.renderInlineAsText(tokens[index]?.children ?? [], options, env);
    return imageAsLink(tokens, index, alt, contextOf(env));
  },
  [MENTION](tokens, index, _options, env) {
    const token = tokens[index];
    const own = token?.meta?.["name"] === contextOf(env).ownName ? " mention-own" : "";
    return `<span class="mention${own}">${escapeHtml(token?.content ?? "")}</span>`;
  },
  maru_task(tokens, index, _options, env) {
    const done = tokens[index]?.meta?.["done"] === true;
    const { taskDone, taskOpen } = contextOf(env).labels;
    const label = escapeHtml(done ? taskDone : taskOpen);
    return `<span class="task${done ? " task-done" : ""}" role="img" aria-label="${label}"></span>`;
  },
  table_open: () => '<div class="table-scroll"><table>',
  table_close: () => "</table></div>",
};

function contextOf(env: unknown): MarkdownContext {
  return (env as { context: MarkdownContext }).context;
}

/** Groups the flat tokens into top-level blocks. */
function blocksOf(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    current.push(token);
    const ends = token.level === 0 && token.nesting <= 0;
    if (ends) {
      blocks.push(current);
      current = [];
    }
  }
  if (current.length > 0) blocks.push(current);
  return blocks;
}

/** `- [ ] …` and `- [x] …`. */
function markTasks(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    const item = tokens[index - 2];
    const first = token.children?.[0];
    if (token.type !== "inline" || item?.type !== "list_item_open" || first?.type !== "text") return;
    const match = /^\[([ xX])\]\s+/.exec(first.content);
    if (match === null) return;
    first.content = first.content.slice(match[0].length);
    const box = new MarkdownIt.Token("maru_task", "", 0);
    box.meta = { done: match[1] !== " " };
    token.children?.unshift(box);
    item.attrJoin("class", "task-item");
  });
}

/** Attributes of elements: links open apart and carry no referrer; the alignment of table cells becomes a class. */
function dressToken(token: Token): void {
  for (const child of token.children ?? []) {
    if (child.type !== "link_open") continue;
    if (String(child.attrGet("href")).startsWith("#/")) continue;
    child.attrSet("rel", "noopener noreferrer");
    child.attrSet("target", "_blank");
  }
  if (token.type !== "th_open" && token.type !== "td_open") return;
  const side = /text-align:(left|center|right)/.exec(String(token.attrGet("style") ?? ""))?.[1];
  token.attrs = side === undefined ? null : [["class", `align-${side}`]];
}

/** A picture is never loaded: that would tell its host who reads. It is shown as a link. */
function imageAsLink(tokens: readonly Token[], index: number, alt: string, context: MarkdownContext): string {
  const token = tokens[index];
  const source = String(token?.attrGet("src") ?? "");
  const label = escapeHtml(context.labels.image(alt || source));
  const before = tokens.slice(0, index);
  const links =
    before.filter((other) => other.type === "link_open").length -
    before.filter((other) => other.type === "link_close").length;
  if (links > 0) return `<span class="image-link">${label}</span>`;
  return `<a class="image-link" href="${escapeHtml(source)}" rel="noopener noreferrer" target="_blank">${label}</a>`;
}

function codeBlock(token: Token | undefined, { labels }: MarkdownContext): string {
  const language = token?.info.trim().split(/\s+/)[0]?.slice(0, 24) ?? "";
  const head = `<span class="code-language">${escapeHtml(language)}</span>`;
  const copy = `<button type="button" class="code-copy" aria-label="${escapeHtml(labels.copyCodeLabel)}">${escapeHtml(labels.copyCode)}</button>`;
  return `<div class="code"><div class="code-head">${head}${copy}</div><pre tabindex="0"><code>${escapeHtml(token?.content ?? "")}</code></pre></div>`;
}

function plainText(text: string): string {
  return `<p class="plain">${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
