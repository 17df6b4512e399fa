import type { MessageId } from "../core/types.ts";
import { type LabelTimesOptions, labelTimes } from "./label-times.ts";
import { type MarkdownWords, markdownWords } from "./markdown-words.ts";
import { linked, plainText } from "./plain-text.ts";
import type { ActionItem, CitedMessage, Claim, Decision, Person, Summary } from "./summary.ts";

/** How a summary is shown; `locale`: the language of the words around the claims. */
type MarkdownOptions = LabelTimesOptions;

/** So many participants are named. */
const maxNamed = 8;
/** So many messages of a claim are linked, for more drown its words; what a model joined from a long thread may stand on a hundred. */
const maxLinked = 4;

/**
 * A summary as Markdown: every claim with the links of its messages, what was read and what was left out. All that people wrote is
 * escaped: it shows as text, whatever it looks like.
 */
export function summaryAsMarkdown(summary: Summary, options: MarkdownOptions): string {
  const words = markdownWords[options.locale];
  const cited = new Map(summary.cited.map((message) => [message.id, message]));
  const time = labelTimes(summary.period, options);

  const source = (id: MessageId): string => {
    const { author, sentAt, link: address } = cited.get(id) as CitedMessage;
    const known = [plainText(author.name), ...(sentAt === undefined ? [] : [time(sentAt)])].filter(Boolean);
    const label = known.length === 0 ? plainText(id) : known.join(", ");
    const link = linked(label, address);
    return link !== label || known.length === 0 ? link : `${label}, ${plainText(id)}`;
  };
  const linksOf = (sources: readonly MessageId[]) => {
    const best = new Set(sources.slice(0, maxLinked));
    const links = [...cited.keys()].filter((id) => best.has(id)).map(source);
    if (sources.length > maxLinked) links.push(words.moreSources(sources.length - maxLinked));
    return links.join(" · ");
  };
  const claim = ({ text, sources, unverified = [] }: Claim, ...known: readonly string[]): string => {
    const shown = summary.kind === "extractive" ? `“${plainText(text)}”` : plainText(text);
    const doubt = unverified.map((word) => `“${plainText(word)}”`).join(", ");
    const facts = doubt === "" ? known : [...known, words.unverified(doubt)];
    return `${shown}${facts.length === 0 ? "" : ` (${facts.join("; ")})`} — ${linksOf(sources)}`;
  };
  const decision = (each: Decision) => {
    const by = namesOf(each.by).join(", ");
    return claim(each, ...(by === "" ? [] : [words.decidedBy(by)]));
  };
  const actionItem = (each: ActionItem) =>
    claim(
      each,
      ...(each.owner === undefined ? [] : namesOf([each.owner]).map(words.owner)),
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
  const { messagesRead, takenOut = 0 } = summary;
  if (takenOut > 0) sections.push(`*${words.takenOut(takenOut)}*`);
  if (sections.length === 0) sections.push(messagesRead === 0 ? words.nothing : words.noPoints);
  return [`*${words[summary.kind]}*`, ...sections, aboutReading(summary, words, options)].join("\n\n");
}

/** The names as Markdown. Some logs tell of nobody who wrote: what has no name is not there. */
const namesOf = (people: readonly Person[]): readonly string[] =>
  people.map(({ name }) => plainText(name)).filter((name) => name !== "");

/** How many messages were read, of whom, of when; and what was left out. */
function aboutReading(
  { participants, period, messagesRead, leftOut }: Summary,
  words: MarkdownWords,
  { locale, timeZone }: MarkdownOptions,
): string {
  const names = namesOf(participants);
  const named = names.slice(0, maxNamed);
  if (names.length > maxNamed) named.push(words.more(names.length - maxNamed));
  const counted = words.read(messagesRead, names.length === participants.length ? names.length : undefined);
  const times = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  // Records of before do not count Maru's own.
  const reasons = (["own", "bots", "notices", "optedOut"] as const)
    .filter((reason) => leftOut[reason] > 0)
    .map((reason) => words[reason](leftOut[reason]));
  return [
    `${counted}${named.length === 0 ? "" : `: ${named.join(", ")}`}.`,
    ...(period === undefined ? [] : [`${times.formatRange(new Date(period.from), new Date(period.to))}.`]),
    ...(reasons.length === 0 ? [] : [words.leftOut(reasons.join(", "))]),
  ].join(" ");
}
