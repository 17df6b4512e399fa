import { escapeMarkdown } from "../text/escape-markdown.ts";
import { isGivenToMaru } from "./commands/is-given-to-maru.ts";
import type { Held } from "./held.ts";
import { notices, type WithoutModel } from "./notices/index.ts";
import type { ChatAdapter, Passage, Retrieval } from "./ports/index.ts";
import { withoutOwnMention } from "./speakers.ts";
import type { Locale, Message } from "./types.ts";

/** How far back in a place an answer looks, and how many messages it quotes. */
const SEARCHED_MESSAGES = 2_000;
const QUOTED_MESSAGES = 3;

/** Answers a question by quoting the earlier messages of its place that bear most on it, each with its link. Markdown. */
export async function extractiveAnswer(
  question: Message,
  why: WithoutModel,
  locale: Locale,
  parts: {
    readonly adapter: ChatAdapter;
    readonly retrieval: Retrieval;
    readonly held: Held;
    readonly selfName: string;
  },
): Promise<{
  readonly markdown: string;
  readonly kind: "extractive" | "notice";
  /** What its links are drawn from. */
  readonly sources: readonly string[];
}> {
  const words = notices[locale].extractive;
  const earlier = parts.adapter.history(
    { place: question.place.id },
    { before: question.id, last: SEARCHED_MESSAGES },
  );
  async function* said(): AsyncGenerator<Message> {
    for await (const message of earlier) if (!isGivenToMaru(message, parts.selfName)) yield message;
  }
  const asked = withoutOwnMention(question.text, parts.selfName);
  const passages = await parts.retrieval.search(asked, parts.held.without(said()), QUOTED_MESSAGES);
  if (passages.length === 0) return { markdown: words.nothing[why], kind: "notice", sources: [] };
  const sources = passages.flatMap(({ message, quote }) => [quote, message.link]);
  const quotations = passages.map((passage) => quotation(passage, locale));
  return { markdown: [words[why], ...quotations].join("\n\n"), kind: "extractive", sources };
}

function quotation({ message, quote }: Passage, locale: Locale): string {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(message.sentAt));
  const source = `[${escapeMarkdown(message.author.name)}, ${day}](<${message.link}>)`;
  return [...quote.split("\n"), "", `— ${source}`].map((line) => `> ${line}`.trimEnd()).join("\n");
}
