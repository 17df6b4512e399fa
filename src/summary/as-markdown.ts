import type { Locale, MessageId } from "../core/types.ts";
import { type MarkdownWords, markdownWords } from "./markdown-words.ts";
import { linked, plainText } from "./plain-text.ts";
import type { ActionItem, CitedMessage, Claim, Decision, Summary } from "./summary.ts";

export interface MarkdownOptions {
  /** The language of the words around the claims. */
  readonly locale: Locale;
  /** In which times are told, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
}

/** So many participants are named. */
const maxNamed = 8;
/** So many messages of a claim are linked; what a model joined from a long thread may stand on a hundred. */
const maxLinked = 8;

/**
 * A summary as Markdown: every claim with the links of its messages, what was read and what was left out. All that people wrote is
 * escaped: it shows as text, whatever it looks like.
 */
export function summaryAsMarkdown(summary: Summary, { locale, timeZone }: MarkdownOptions): string {
  const words = markdownWords[locale];
  const cited = new Map(summary.cited.map((message) => [message.id, message]));
  const times = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const time = (sentAt: string) => times.format(new Date(sentAt));

  const source = (id: MessageId): string => {
    const { author, sentAt, link } = cited.get(id) as CitedMessage;
    const name = plainText(author.name);
    const shown = sentAt === undefined ? name : `${name}, ${time(sentAt)}`;
    const isLinked = linked(shown, link);
    return isLinked === shown ? `${shown}, ${plainText(id)}` : isLinked;
  };
  const linksOf = (sources: readonly MessageId[]) => {
    const links = sources.slice(0, maxLinked).map(source);
    if (sources.length > maxLinked) links.push(words.moreSources(sources.length - maxLinked));
    return links.join(" · ");
  };
  const claim = ({ text, sources, unverified = [] }: Claim, ...known: readonly string[]): string => {
    const shown = summary.kind === "extractive" ? `“${plainText(text)}”` : plainText(text);
    const doubt = unverified.map((word) => `“${plainText(word)}”`).join(", ");
    const facts = doubt === "" ? known : [...known, words.unverified(doubt)];
    return `${shown}${facts.length === 0 ? "" : ` (${facts.join("; ")})`} — ${linksOf(sources)}`;
  };
  const decision = (each: Decision) =>
    claim(
      each,
      ...(each.by.length === 0
        ? []
        : [words.decidedBy(each.by.map(({ name }) => plainText(name)).join(", "))]),
    );
  const actionItem = (each: ActionItem) =>
    claim(
      each,
      ...(each.owner === undefined ? [] : [words.owner(plainText(each.owner.name))]),
      ...(each.due === undefined ? [] : [words.due(plainText(each.due))]),
    );
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join("\n")];

  const sections = [
    ...summary.gist.map((each) => claim(each)),
    ...section(
      words.keyPoints,
      summary.keyPoints.map((each) => claim(each)),
    ),
    ...section(words.decisions, summary.decisions.map(decision)),
    ...section(words.actionItems, summary.actionItems.map(actionItem)),
    ...section(
      words.openQuestions,
      summary.openQuestions.map((each) => claim(each)),
    ),
  ];
  if (sections.length === 0) sections.push(words.nothing);
  return [`*${words[summary.kind]}*`, ...sections, aboutReading(summary, words, time)].join("\n\n");
}

/** How many messages were read, of whom, of when; and what was left out. */
function aboutReading(summary: Summary, words: MarkdownWords, time: (sentAt: string) => string): string {
  const { participants, period, messagesRead, leftOut } = summary;
  const named = participants.slice(0, maxNamed).map(({ name }) => plainText(name));
  if (participants.length > maxNamed) named.push(words.more(participants.length - maxNamed));
  const reasons = (["bots", "notices", "optedOut"] as const)
    .filter((reason) => leftOut[reason] > 0)
    .map((reason) => words[reason](leftOut[reason]));
  return [
    `${words.read(messagesRead, participants.length)}${named.length === 0 ? "" : `: ${named.join(", ")}`}.`,
    ...(period === undefined ? [] : [`${time(period.from)} – ${time(period.to)}.`]),
    ...(reasons.length === 0 ? [] : [words.leftOut(reasons.join(", "))]),
  ].join(" ");
}
