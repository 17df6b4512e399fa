/** Stands in what would ping somebody, so that Slack takes it for plain text; nobody sees it. */
const ZERO_WIDTH_SPACE = "\u200b";

/** `<`, also as Markdown and HTML can write it, and what may stand behind it before the mark that makes it a mention. */
const OPENS = /(?:<|&(?:amp;){0,3}(?:lt|#0{0,6}60|#x0{0,6}3c);)\\{0,3}/.source;
/** `!`, `@` and `#` as HTML can write them, without the semicolon. */
const ENTITY = /&(?:amp;){0,3}(?:excl|commat|num|#0{0,6}(?:33|64|35)|#x0{0,6}(?:21|40|23))/.source;
/**
 * The places right before the character that completes a mention: `<!here>`, `<!subteam^S1>`, `<@U1>`, `<#C1>` (docs:
 * messaging/formatting-message-text#advanced) and what link_names would make of `@here`.
 */
const places = (before: string) =>
  `(?<=${OPENS})${before}(?=[!@#])|(?<=${OPENS}${ENTITY})${before}(?=;)|${toAll(before)}`;

/** Behind a letter it is part of an e-mail address. */
const toAll = (before: string) =>
  [
    ["@her", "e"],
    ["@channe", "l"],
    ["@everyon", "e"],
  ]
    .map(([start, last]) => `(?<=(?<![\\p{L}\\p{N}_])${start})${before}(?=${last})`)
    .join("|");

const PLACES = new RegExp(places(""), "giu");
const MARKED_PLACES = new RegExp(places(ZERO_WIDTH_SPACE), "giu");

/**
 * Makes everything that could ping inert: people, groups, channels and everybody, in code too. People see the text as it was.
 *
 * What is put in stands before the character that would complete the mention, so when a text grows, its beginning
 * stays as it was, and a mention that comes in two pieces is none either.
 */
export const neutraliseMentions = (text: string): string => text.replace(PLACES, ZERO_WIDTH_SPACE);

/** The text as it was before. */
export const withoutNeutralising = (text: string): string => text.replace(MARKED_PLACES, "");
