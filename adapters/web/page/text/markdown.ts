import MarkdownIt, { type MarkdownIt as Parser, type RendererRule, type Token } from "markdown-it";
import { findMentions } from "./mentions.ts";

/** What the renderer has to know besides the text. */
export interface MarkdownContext {
  /** Names that are highlighted as mentions. */
  readonly names: readonly string[];
  /** Those of them that are the reader's own. */
  readonly ownName: string;
  readonly labels: {
    readonly copyCode: string;
    readonly copyCodeLabel: string;
    readonly taskDone: string;
    readonly taskOpen: string;
    image(name: string): string;
  };
}

/** Deeper nesting than this is not a document but an attack on the reader's browser: it is shown as plain text. */
const MAX_NESTING = 24;

let parser: Parser | undefined;

/**
 * Markdown to HTML, one string per top-level block, so that a growing answer changes only its last ones.
 * The HTML holds no tag, link or image of the writer's making beyond Markdown's own; it is still to be
 * sanitised before it goes into a document.
 */
export function renderMarkdown(markdown: string, context: MarkdownContext): readonly string[] {
  parser ??= createParser();
  const { renderer, options } = parser;
  const env = { context };
  const tokens = parser.parse(markdown, env);
  if (tooDeep(tokens)) return [plainText(markdown)];
  return blocksOf(tokens).map((block) => renderer.render(block, options, env));
}

/** Whether a link may be followed at all. */
export function allowedLink(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(href) || href.startsWith("#/");
}

function createParser(): Parser {
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: MAX_NESTING });
  // Names of files (`main.ts`) look like hosts: only what is written as an address becomes a link.
  parser.linkify.set({ fuzzyLink: false, fuzzyIP: false, fuzzyEmail: true });
  parser.validateLink = allowedLink;
  parser.core.ruler.push("maru_mentions", (state) => {
    const context = contextOf(state.env);
    for (const token of state.tokens)
      if (token.children) token.children = withMentions(token.children, context);
  });
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
  maru_mention(tokens, index) {
    const token = tokens[index];
    const own = token?.meta?.["own"] === true ? " mention-own" : "";
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

/** Whether the parser met its bound: what lies deeper it has left out. */
function tooDeep(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token) =>
      token.level >= MAX_NESTING - 2 ||
      (token.children ?? []).some((child) => child.level >= MAX_NESTING - 2),
  );
}

function withMentions(children: readonly Token[], context: MarkdownContext): Token[] {
  const out: Token[] = [];
  let links = 0;
  for (const child of children) {
    if (child.type === "link_open") links++;
    if (child.type === "link_close") links--;
    if (child.type !== "text" || links > 0) {
      out.push(child);
      continue;
    }
    out.push(...splitAtMentions(child, context));
  }
  return out;
}

function splitAtMentions(text: Token, context: MarkdownContext): Token[] {
  const mentions = findMentions(text.content, context.names);
  if (mentions.length === 0) return [text];
  const out: Token[] = [];
  let at = 0;
  for (const mention of mentions) {
    out.push(textToken(text, text.content.slice(at, mention.start)));
    const token = new MarkdownIt.Token("maru_mention", "", 0);
    token.content = text.content.slice(mention.start, mention.end);
    token.level = text.level;
    token.meta = { own: mention.name.toLowerCase() === context.ownName.toLowerCase() };
    out.push(token);
    at = mention.end;
  }
  out.push(textToken(text, text.content.slice(at)));
  return out;
}

function textToken(like: Token, content: string): Token {
  const token = new MarkdownIt.Token("text", "", 0);
  token.content = content;
  token.level = like.level;
  return token;
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
