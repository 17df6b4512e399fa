import MarkdownIt, { type Token } from "markdown-it";
import { createMessageParser, parseMessage } from "../../../adapters/web/shared/message-parser.ts";

const eager = new MarkdownIt({ html: false, linkify: true, breaks: true });
eager.validateLink = () => true;
eager.linkify.set({ fuzzyLink: true, fuzzyIP: true, fuzzyEmail: true, urlAuth: true });
const web = createMessageParser();
const names = { findIn: () => [] };

/** What a reader of Markdown could follow in a text, read as eagerly as any platform does. */
export function activeLinks(markdown: string): readonly string[] {
  return [
    ...hrefsOf(eager.parse(markdown, {})),
    ...hrefsOf(eager.parse(markdown.normalize("NFC"), {})),
    ...hrefsOf(parseMessage(web, markdown, { names } as never) ?? []),
  ];
}

function hrefsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => [
    ...["href", "src"].flatMap((name) => token.attrGet(name) ?? []).map(String),
    ...hrefsOf(token.children ?? []),
  ]);
}
