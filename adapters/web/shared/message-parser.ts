import MarkdownIt, { type MarkdownIt as Parser, type Token } from "markdown-it";
import type { NamedAt, Names } from "./mentions.ts";

/**
 * How a message's Markdown is read, by the server to know whom it mentions and by the page to show it: the same
 * parser, so that what is highlighted is what was delivered.
 */
export type { Parser };

/** Deeper nesting than this is not a document but an attack on the reader's browser. */
const MAX_NESTING = 24;

/** The type of the tokens that a mention's text becomes; `meta.name` is the name. */
export const MENTION = "maru_mention";

/** Stands for what is no text of the author's own (code, links): ends names and begins none. */
const OPAQUE = "\uFFFC";
const URL_IN_TEXT = /[a-z][a-z0-9+.-]{0,30}:\/\/\S+|\bwww\.\S+/giu;

/** Whether a link may be followed at all. */
export function allowedLink(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(href) || href.startsWith("#/");
}

export function createMessageParser(): Parser {
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: MAX_NESTING });
  // Names of files (`main.ts`) look like hosts: only what is written as an address becomes a link.
  parser.linkify.set({ fuzzyLink: false, fuzzyIP: false, fuzzyEmail: true });
  parser.validateLink = allowedLink;
  // Before texts are joined an escaped `\@` is still told from a plain one.
  parser.core.ruler.before("text_join", MENTION, (state) => {
    const { names } = state.env as { readonly names: Names };
    for (const token of state.tokens)
      if (token.children) token.children = withMentions(token.children, names);
  });
  return parser;
}

/**
 * Reads a message. `undefined` when it is nested too deeply: such a text is shown as it was typed and mentions
 * nobody.
 *
 * @param env what the parser's rules work with; `names` are those that are taken for mentions
 */
export function parseMessage(
  parser: Parser,
  markdown: string,
  env: { readonly names: Names },
): readonly Token[] | undefined {
  const tokens = parser.parse(markdown.normalize("NFC"), env);
  return tooDeep(tokens) ? undefined : tokens;
}

/** Whether the parser met its bound: what lies deeper it has left out. */
function tooDeep(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token) =>
      token.level >= MAX_NESTING - 2 ||
      (token.children ?? []).some((child) => child.level >= MAX_NESTING - 2),
  );
}

/** A mention is text of the author's own: not in code, a link, a URL or an e-mail address. Emphasis may stand inside. */
function withMentions(children: readonly Token[], names: Names): Token[] {
  if (!children.some(({ type, content }) => type === "text" && content.includes("@"))) return [...children];
  let text = "";
  let links = 0;
  let autolink = false;
  const pieces = children.map((token) => {
    const start = text.length;
    if (token.type === "link_open") {
      links += 1;
      autolink = token.markup === "linkify";
    } else if (token.type === "link_close") links -= 1;
    const own = links === 0 && token.type === "text";
    text += own ? token.content : linkText(token, links, autolink);
    return { token, start, own };
  });
  const mentions = names.findIn(text.replace(URL_IN_TEXT, (url) => OPAQUE.repeat(url.length)));
  if (mentions.length === 0) return [...children];
  return pieces.flatMap(({ token, start, own }) => (own ? cut(token, start, mentions) : [token]));
}

/** What a token that is no plain text stands for among plain text. */
function linkText(token: Token, links: number, autolink: boolean): string {
  if (token.type === "softbreak" || token.type === "hardbreak") return "\n";
  // A bare URL goes on as far as there is no white space, further than the link that was made of it.
  if (links > 0 && token.type === "text") return autolink ? token.content : OPAQUE;
  // Emphasis has no text of its own.
  return token.nesting === 0 || token.type === "link_open" ? OPAQUE : "";
}

/** Cuts the parts of mentions out of a text that begins at `start`. */
function cut(text: Token, start: number, mentions: readonly NamedAt[]): Token[] {
  const out: Token[] = [];
  let at = 0;
  for (const mention of mentions) {
    const from = Math.max(0, mention.start - start);
    const to = Math.min(text.content.length, mention.end - start);
    if (from >= to) continue;
    if (from > at) out.push(part(text, "text", text.content.slice(at, from)));
    const token = part(text, MENTION, text.content.slice(from, to));
    token.meta = { name: mention.name };
    out.push(token);
    at = to;
  }
  if (at === 0) return [text];
  if (at < text.content.length) out.push(part(text, "text", text.content.slice(at)));
  return out;
}

function part(of: Token, type: string, content: string): Token {
  const token = new MarkdownIt.Token(type, "", 0);
  token.content = content;
  token.level = of.level;
  return token;
}
