import type { RichTextBlock, RichTextElement, RichTextQuote, RichTextSection } from "@slack/types";

/** Text as it is: nothing in it is a mention, link or emphasis. */
export const text = (words: string): RichTextElement => ({ type: "text", text: words });
export const bold = (words: string): RichTextElement => ({
  type: "text",
  text: words,
  style: { bold: true },
});

/** An address of Maru's own making, never one from outside. */
export const link = (url: string, label: string): RichTextElement => ({ type: "link", url, text: label });

/** A time as Slack shows it to each person in their own zone. @param at ISO 8601 */
export const time = (at: string): RichTextElement => ({
  type: "date",
  timestamp: Math.floor(Date.parse(at) / 1000),
  format: "{date_short_pretty} {time}",
  fallback: at,
});

/** Stands in a sentence where a time is to be. */
const WHEN = "\u0000";

/** A sentence with a time in it. */
export function withTime(say: (when: string) => string, at: string): RichTextElement[] {
  const [before = "", after = ""] = say(WHEN).split(WHEN);
  return [...(before === "" ? [] : [text(before)]), time(at), ...(after === "" ? [] : [text(after)])];
}

export const section = (...elements: readonly RichTextElement[]): RichTextSection => ({
  type: "rich_text_section",
  elements: [...elements],
});

export const quote = (words: string): RichTextQuote => ({
  type: "rich_text_quote",
  elements: [text(words)],
});

export const richText = (...elements: RichTextBlock["elements"]): RichTextBlock => ({
  type: "rich_text",
  elements,
});

/** `Label: what there is to say`, on a line of its own; nothing when there is nothing to say. */
export const labelled = (label: string, elements: readonly RichTextElement[]): RichTextSection[] =>
  elements.length === 0 ? [] : [section(bold(`${label}: `), ...elements)];
