/** Plain text as one line of Markdown that renders as just that text: no emphasis, links, code or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+\-.!<>|~&@:]/g, "\\$&");
}
