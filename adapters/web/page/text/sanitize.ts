import DOMPurify from "dompurify";
import { allowedLink } from "../../shared/message-parser.ts";

const TAGS = [
  ...["p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "ul", "ol", "li"],
  ...["em", "strong", "s", "a", "span", "div", "button", "table", "thead", "tbody", "tr", "th", "td"],
];
const ATTRIBUTES = ["href", "rel", "target", "class", "type", "start", "role", "aria-label", "tabindex"];

DOMPurify.addHook("afterSanitizeAttributes", (element) => {
  const href = element.getAttribute("href");
  if (href === null) return;
  if (!allowedLink(href)) element.removeAttribute("href");
});

/** The second line of defence behind the Markdown renderer: HTML in, only what messages are made of out. */
export function sanitize(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
